package io.mandate.command.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.access.AccessView;
import io.mandate.access.decision.AccessRules;
import io.mandate.access.decision.Question;
import io.mandate.access.fact.Fact;
import io.mandate.access.permission.Escalation;
import io.mandate.access.tenant.Quota;
import io.mandate.command.catalog.document.CatalogReader;
import io.mandate.command.gate.ChangeRequest;
import io.mandate.command.testing.HttpNode;
import io.mandate.command.testing.ShopOnDisk;
import io.mandate.events.EventMetadata;
import io.mandate.events.licence.QuotaMode;
import io.mandate.events.tenant.Availability;
import io.mandate.events.tenant.Policy;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.Actor;
import io.mandate.events.values.Label;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.PersonalText;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.TierName;
import io.mandate.events.values.UserId;
import io.mandate.live.LiveIndex;
import io.mandate.live.identity.Caller;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Tenants and catalogs through HTTP, the gate and PostgreSQL.
class TenantHttpTest {
    static final List<String> CATALOGS =
            List.of("commerce-classic", "commerce", "contact-center", "feedback", "authzen-certification");

    private static final UserId GIL = new UserId("gil");
    /// The one duty that is held apart from administration.
    private static final ActionName HISTORY = new ActionName("history");

    private static HttpNode node;
    private static String operator;
    private static int tenants;

    @BeforeAll
    static void start(@TempDir Path folder) {
        node = HttpNode.on(ShopOnDisk.newDatabase(), folder);
        Registered system = node.get(TenantRegistration.class)
                .register(
                        new ChangeRequest(
                                new Caller(Caller.SYSTEM_TENANT, Actor.MANDATE, null, Set.of(), true),
                                "TEST /",
                                new byte[0],
                                null,
                                null,
                                null,
                                null,
                                "test",
                                EventMetadata.Source.SYSTEM),
                        new Registration(
                                Caller.SYSTEM_TENANT,
                                ZoneOffset.UTC,
                                Label.of("System"),
                                CatalogReader.shipped("system"),
                                new Registration.FirstAdministrator(
                                        new UserId("operator"),
                                        PersonalText.of("operator"),
                                        null,
                                        null,
                                        null,
                                        null,
                                        Map.of())));
        operator = Objects.requireNonNull(system.secret());
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @ParameterizedTest
    @FieldSource("CATALOGS")
    void a_tenant_of_every_catalog_begins_with_an_administrator_who_may_administer_everything_but_not_read_the_past(
            String catalog) {
        String tenant = "of-" + catalog;
        JsonNode registered = register(tenant, catalog);

        assertThat(registered.path("secret").asString()).startsWith("mandate_");
        AccessView head = head(tenant);
        boolean superuser = Escalation.superuser(head.catalog(), Objects.requireNonNull(head.user(GIL)));
        head.catalog().nodes().stream()
                .filter(resource -> resource.key().value().startsWith("administration/"))
                .forEach(resource -> {
                    for (ActionName action :
                            resource.definition().supportedActions().actions()) {
                        boolean heldApart = action.equals(HISTORY);
                        assertThat(AccessRules.decide(head, Question.about(GIL, resource.key(), action))
                                        .allowed())
                                .as(resource.key() + " " + action)
                                .isEqualTo(superuser || !heldApart);
                    }
                });
        assertThat(head.tenantState().rulesVersion()).isEqualTo(1);
    }

    @Test
    void the_only_operator_keeps_a_token() {
        AccessView operators = head("system");
        String token =
                operators.tokens(new UserId("operator")).iterator().next().id().value();

        assertThat(code(node.send(operator, "DELETE", "/v1/tokens/" + token, "")))
                .isEqualTo("LAST_ADMINISTRATOR");
    }

    @Test
    void operators_do_not_lock_themselves_out() {
        long before = head("system").position();
        String module = "/v1/tenants/system/availability";
        for (String state : List.of("UNAVAILABLE", "NOT_LICENSED")) {
            lockOut(put(operator, module, "{\"modules\": {\"operations\": \"%s\"}}".formatted(state)));
        }
        String tenants = "/v1/catalog/nodes/operations/tenants";
        lockOut(put(
                operator, tenants, "{\"label\": \"T\", \"actions\": [\"view\", \"create\"], \"recordBased\": true}"));
        lockOut(put(operator, tenants, "{\"label\": \"T\", \"actions\": [], \"recordBased\": true}"));
        lockOut(node.send(operator, "DELETE", tenants, ""));
        lockOut(node.send(operator, "DELETE", "/v1/catalog/nodes/operations", ""));
        lockOut(put(operator, "/v1/catalog/role-types/OPERATOR", "{\"label\": \"O\"}"));
        String yaml = resource("/catalogs/system.yaml");
        String without = yaml.substring(0, yaml.indexOf("  - key: operations"))
                + yaml.substring(yaml.indexOf("  - key: administration"));
        lockOut(putYaml(new Tenant("system", operator), without));
        assertThat(head("system").position()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"commerce", "commerce-classic"})
    void no_catalog_locks_administrators_or_superusers_out(String catalog) {
        Tenant tenant = next(catalog);
        String nodes = "/v1/catalog/nodes/administration/";
        for (String node : List.of("users", "profiles", "catalog")) {
            for (String actions : List.of("[\"create\"]", "[]", "[\"view\"]")) {
                String less = "{\"label\": \"U\", \"actions\": %s, \"recordBased\": true}".formatted(actions);
                lockOut(put(tenant.token(), nodes + node, less));
            }
            lockOut(TenantHttpTest.node.send(tenant.token(), "DELETE", nodes + node, ""));
        }
        String without = resource("/catalogs/" + catalog + ".yaml")
                .replaceFirst("(?s)\ninitialProfiles:.*?(?=\nmodules:)", "")
                .replaceFirst("(?s)      - key: administration/catalog\n.*?(?=\n      - )", "");
        lockOut(putYaml(tenant, without));
    }

    private static void lockOut(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
        assertThat(code(answer)).isEqualTo("LAST_ADMINISTRATOR");
    }

    @Test
    void the_contact_center_begins_with_a_profile_that_allows_nothing() {
        String tenant = next("contact-center").tenant();
        assertThat(head(tenant).profiles()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "users view edit assign; profiles view edit, edit the catalog",
        "users view edit assign; profiles view edit; catalog view, edit the catalog",
        "users view edit; profiles view edit; catalog view edit, manage users and profiles",
        "catalog view edit, manage users and profiles"
    })
    void no_tenant_begins_with_an_administrator_who_is_locked_out(String nodes, String what) {
        HttpResponse<String> refused = post(operator, bodyWith(nodes));
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
        assertThat(code(refused)).isEqualTo("CATALOG_INVALID");
        assertThat(json(refused).path("detail").asString())
                .startsWith("The catalog is not valid at firstAdministrator: nobody could " + what);
        assertThat(node.get(LiveIndex.class).index().tenants()).doesNotContain(new TenantId("own"));
    }

    @Test
    void a_tenant_begins_with_a_catalog_that_knows_no_more_than_administrators_need() {
        String own = bodyWith("users view edit assign; profiles view edit; catalog view edit");
        HttpResponse<String> answer = post(operator, own.replace("\"own\"", "\"own-enough\""));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    /// @param nodes of the administration, each with its actions
    private static String bodyWith(String nodes) {
        String listed = Arrays.stream(nodes.split("; "))
                .map(each -> each.split(" ", 2))
                .map(each -> "{\"key\": \"administration/%1$s\", \"label\": \"%1$s\", \"actions\": [\"%2$s\"]}"
                        .formatted(each[0], each[1].replace(" ", "\", \"")))
                .collect(Collectors.joining(", "));
        return """
                {"id": "own", "firstAdministrator": {"id": "gil", "username": "gil"},
                 "catalog": {"catalog": "shop", "version": "1", "firstAdministrator": {"role": "OWNER"},
                   "roleTypes": [{"key": "BOSS", "label": "B", "superuser": true, "profilePolicy": "OPTIONAL"}],
                   "roles": [{"key": "OWNER", "label": "O", "roleType": "BOSS"}],
                   "modules": [{"key": "administration", "label": "A", "nodes": [%s]}]}}
                """.formatted(listed);
    }

    @Test
    void a_tenant_begins_once_and_only_operators_begin_it() {
        Tenant commerce = next("commerce");
        assertThat(code(post(operator, body(commerce.tenant(), "commerce")))).isEqualTo("TENANT_ALREADY_EXISTS");
        assertThat(code(post(commerce.token(), body("other", "commerce")))).isEqualTo("NOT_PERMITTED");
        assertThat(node.get(LiveIndex.class).index().tenants()).doesNotContain(new TenantId("other"));
    }

    @Test
    void a_retry_names_the_token_without_its_secret() {
        String body = body("retried", "commerce");
        JsonNode first = json(node.send(operator, "POST", "/v1/tenants", body, "Idempotency-Key", "k1"));
        JsonNode second = json(node.send(operator, "POST", "/v1/tenants", body, "Idempotency-Key", "k1"));
        assertThat(second.path("token")).isEqualTo(first.path("token"));
        assertThat(second.has("secret")).isFalse();
    }

    @Test
    void a_document_that_is_wrong_begins_nothing() {
        HttpResponse<String> refused = post(
                operator,
                "{\"id\": \"wrong\", \"catalog\": {\"catalog\": \"x\"}, \"firstAdministrator\": {\"username\": \"a\"}}");
        assertThat(code(refused)).isEqualTo("CATALOG_INVALID");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(node.get(LiveIndex.class).index().tenants()).doesNotContain(new TenantId("wrong"));
    }

    @Test
    void the_same_document_again_is_no_event_and_a_stale_one_is_refused() {
        Tenant commerce = next("commerce");
        String yaml = resource("/catalogs/commerce.yaml");
        long before = head(commerce.tenant()).position();

        HttpResponse<String> again = putYaml(commerce, yaml);
        assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
        assertThat(head(commerce.tenant()).position()).isEqualTo(before);

        HttpResponse<String> changed = putYaml(commerce, yaml.replace("label: Invoices", "label: Bills"));
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        assertThat(head(commerce.tenant()).position()).isEqualTo(before + 2);

        HttpResponse<String> stale = putYaml(commerce, yaml, "If-Match", "\"1\"");
        assertThat(code(stale)).isEqualTo("STALE_REVISION");
    }

    @Test
    void an_import_that_leaves_nobody_to_administer_is_refused() {
        Tenant commerce = next("commerce");
        String yaml = resource("/catalogs/commerce.yaml");
        String without = yaml.substring(0, yaml.indexOf("initialProfiles:"))
                + yaml.substring(yaml.indexOf("modules:"), yaml.indexOf("  - key: administration"));
        assertThat(code(putYaml(commerce, without))).isEqualTo("LAST_ADMINISTRATOR");
    }

    @Test
    void single_things_of_a_catalog_change() {
        Tenant commerce = next("commerce");
        String path = "/v1/catalog/nodes/content/videos";
        assertThat(put(commerce.token(), path, "{\"label\": \"Videos\", \"actions\": [\"view\"]}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(head(commerce.tenant()).catalog().node(new NodeKey("content/videos")))
                .isNotNull();
        assertThat(node.send(commerce.token(), "DELETE", path, "").statusCode()).isEqualTo(200);
        assertThat(put(commerce.token(), "/v1/catalog/reinstatements/content/videos", "")
                        .statusCode())
                .isEqualTo(200);
        assertThat(code(put(commerce.token(), path, "{\"label\": \"Videos\", \"kind\": \"SECTION\"}")))
                .isEqualTo("CATALOG_KIND_FIXED");
        assertThat(put(
                                commerce.token(),
                                "/v1/catalog/settings/content/theme",
                                "{\"label\": \"Theme\", \"type\": {\"kind\": \"TEXT\", \"longest\": 20}, \"default\": \"dark\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(put(commerce.token(), "/v1/catalog/roles/INTERN", "{\"label\": \"Intern\", \"roleType\": \"CSR\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(code(put(commerce.token(), path, "{\"label\": \"Videos\", \"scopedBy\": \"none\"}")))
                .isEqualTo("CATALOG_INVALID");
    }

    @Test
    void policies_are_checked_and_change() {
        Tenant commerce = next("commerce");
        assertThat(put(commerce.token(), "/v1/catalog/policies/mask.visibleChars", "{\"value\": \"3\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(head(commerce.tenant()).tenantState().policy(Policy.MASK_VISIBLE_CHARS))
                .isEqualTo("3");
        assertThat(code(put(commerce.token(), "/v1/catalog/policies/mask.visibleChars", "{\"value\": \"300\"}")))
                .isEqualTo("POLICY_INVALID");
        assertThat(put(commerce.token(), "/v1/catalog/policies/none", "{\"value\": \"3\"}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void quotas_and_availability_are_the_operators() {
        Tenant feedback = next("feedback");
        String quotas = "/v1/tenants/" + feedback.tenant() + "/quotas";
        String availability = "/v1/tenants/" + feedback.tenant() + "/availability";
        String quota = "{\"quotas\": [{\"tier\": \"USER\", \"limit\": 3, \"mode\": \"HARD\"}]}";
        String pilot = "{\"modules\": {\"pilot\": \"NOT_LICENSED\"}}";

        assertThat(code(put(feedback.token(), quotas, quota))).isEqualTo("NOT_PERMITTED");
        assertThat(code(put(feedback.token(), availability, pilot))).isEqualTo("NOT_PERMITTED");
        assertThat(put(operator, quotas, quota).statusCode()).isEqualTo(200);
        assertThat(put(operator, availability, pilot).statusCode()).isEqualTo(200);

        AccessView head = head(feedback.tenant());
        assertThat(Objects.requireNonNull(head.tenantState().quotas().get(new TierName("USER")))
                        .value()
                        .limit())
                .isEqualTo(3);
        assertThat(head.tenantState().availability(new NodeKey("pilot"))).isEqualTo(Availability.NOT_LICENSED);
        assertThat(put(operator, quotas, "{\"quotas\": [{\"tier\": \"USER\"}]}").statusCode())
                .isEqualTo(400);
        assertThat(code(put(operator, "/v1/tenants/nobody/quotas", quota))).isEqualTo("TENANT_NOT_FOUND");

        // No one can say which of two was meant, and nothing of it is done.
        String twice = quota.replace("}]", "}, {\"tier\": \"USER\", \"limit\": 5}]");
        assertThat(code(put(operator, quotas, twice))).isEqualTo("FIELD_INVALID");
        assertThat(put(operator, quotas, "{\"quotas\": [{\"tier\": \"USER\", \"limit\": 4}]}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(head(feedback.tenant()).tenantState().quotas().get(new TierName("USER")))
                .isNotNull()
                .extracting(Fact::value)
                .isEqualTo(new Quota(4L, QuotaMode.HARD));
    }

    @Test
    void no_catalog_takes_anything_out_of_a_quota() {
        Tenant feedback = next("feedback");
        String quotas = "/v1/tenants/" + feedback.tenant() + "/quotas";
        String limited = "{\"quotas\": [{\"tier\": \"ADMINISTRATOR\", \"limit\": 1, \"mode\": \"HARD\"}]}";
        assertThat(put(operator, quotas, limited).statusCode()).isEqualTo(200);
        String yaml = resource("/catalogs/feedback.yaml");
        String free = yaml.replaceAll("(?<!key: |tier: )\\bADMINISTRATOR\\b(?=[,}\n])", "VIEWER");

        HttpResponse<String> refused = putYaml(feedback, free);

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
        assertThat(code(refused)).isEqualTo("QUOTA_IN_USE");
        assertThat(json(refused).at("/parameters/tier").asString()).isEqualTo("ADMINISTRATOR");
        assertThat(json(refused).at("/parameters/nodes").toString()).contains("administration/users");
        String users = "/v1/catalog/nodes/administration/users";
        String bare = """
                {"label": "Users", "actions": ["view", "create", "edit", "assign", "suspend", "delete"], "recordBased": true}""";
        assertThat(code(put(feedback.token(), users, bare))).isEqualTo("QUOTA_IN_USE");

        String lifted = limited.replace("1,", "null,");
        assertThat(put(operator, quotas, lifted).statusCode()).isEqualTo(200);
        HttpResponse<String> accepted = put(feedback.token(), users, bare);
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(200);
    }

    private record Tenant(String tenant, String token) {}

    private static Tenant next(String catalog) {
        String tenant = "t" + tenants++;
        return new Tenant(tenant, register(tenant, catalog).path("secret").asString());
    }

    private static JsonNode register(String tenant, String catalog) {
        HttpResponse<String> answer = post(operator, body(tenant, catalog));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Location")).contains("/v1/tenants/" + tenant);
        return json(answer);
    }

    private static String body(String tenant, String catalog) {
        String username = catalog.equals("contact-center") ? "gil" : "gil@demo.example";
        return """
                {"id": "%s", "zone": "Europe/Stockholm", "catalog": "%s",
                 "firstAdministrator": {"id": "gil", "username": "%s", "firstName": "Gil", "lastName": "Berg"}}
                """.formatted(tenant, catalog, username);
    }

    private static HttpResponse<String> post(String bearer, String body) {
        return node.send(bearer, "POST", "/v1/tenants", body);
    }

    private static HttpResponse<String> put(String bearer, String path, String body) {
        return node.send(bearer, "PUT", path, body);
    }

    private static HttpResponse<String> putYaml(Tenant tenant, String yaml, String... headers) {
        String[] all = new String[headers.length + 2];
        all[0] = "Content-Type";
        all[1] = "application/yaml";
        System.arraycopy(headers, 0, all, 2, headers.length);
        return node.send(tenant.token(), "PUT", "/v1/catalog", yaml, all);
    }

    private static AccessView head(String tenant) {
        return node.get(LiveIndex.class).index().now(new TenantId(tenant));
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    private static String code(HttpResponse<String> answer) {
        return json(answer).path("code").asString();
    }

    private static String resource(String name) {
        try (var stream = TenantHttpTest.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
