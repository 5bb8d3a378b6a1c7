package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What holds for every product. Simultaneous requests are in [ConcurrencyScenariosTest], rebuilt read models in
/// [RebuildScenariosTest].
class CrossCuttingScenariosTest {
    private static final String INVOICES = "commerce/invoices";

    @Test
    void x_1_a_permission_that_comes_and_goes_is_dated_and_attributed_step_by_step() {
        try (TestClock clock = MandateServer.shared().dated("2026-02-27T08:00:00Z")) {
            Tenant tenant = Tenant.of("commerce");
            String all = tenant.admin().get("/v1/profiles?text=Administrator").at("/items/0/id");
            tenant.profile("idle", "Idle", "\"roleType\": \"CSR\"")
                    .person("maria", "ADMIN", all)
                    .person("sam", "CSR", "idle");
            Client maria = tenant.as("maria");
            tenant.denies("sam", "edit", INVOICES, "INV-1", "NODE_NOT_ENABLED");

            clock.at("2026-03-01T09:00:00Z");
            tenant.profile("billing", "Billing", "\"roleType\": \"CSR\"").override("billing", INVOICES, "EDIT");
            clock.at("2026-03-02T09:00:00Z");
            maria.because("takes over the bills")
                    .put("/v1/users/sam/profile", "{\"profile\": \"billing\"}")
                    .expect(200);
            tenant.allows("sam", "edit", INVOICES, "INV-1");
            // 15:00 where the tenant is.
            clock.at("2026-03-03T14:00:00Z");
            tenant.override("billing", INVOICES, "VIEW");
            tenant.denies("sam", "edit", INVOICES, "INV-1", "ACTION_NOT_GRANTED");
            clock.at("2026-03-05T09:00:00Z");
            tenant.override("billing", INVOICES, "EDIT");
            tenant.allows("sam", "edit", INVOICES, "INV-1");

            assertThat(steps(tenant.trail("node=" + INVOICES + "&subject=profile:billing")))
                    .containsExactly(
                            "2026-03-01T09:00 gil Permission - -> EDIT (create, edit, view)",
                            "2026-03-03T14:00 gil Permission EDIT (create, edit, view) -> VIEW (view)",
                            "2026-03-05T09:00 gil Permission VIEW (view) -> EDIT (create, edit, view)");
            List<JsonNode> assigned = tenant.trail("subject=user:sam&type=ASSIGNED&from=2026-03-01T00:00:00Z");
            assertThat(steps(assigned)).containsExactly("2026-03-02T09:00 maria Profile Idle -> Billing");
            assertThat(assigned.getFirst().path("reason").asString()).isEqualTo("takes over the bills");
            assertThat(tenant.trail(
                            "action=edit&node=" + INVOICES + "&from=2026-03-03T00:00:00Z&to=2026-03-04T00:00:00Z"))
                    .hasSize(1);
        }
    }

    @Test
    void x_6_two_tenants_of_equal_names_and_ids_share_nothing() {
        Tenant red = twin("vermilion");
        Client redAuditor = auditor(red);
        String redHead = red.admin().get("/v1/profiles").position();
        Tenant blue = twin("turquoise");
        Client blueAuditor = auditor(blue);

        // Equal names, ids, usernames, codes and keys do not meet.
        for (String path : List.of(
                "/v1/profiles",
                "/v1/profiles/p",
                "/v1/profiles/p/users",
                "/v1/profiles/p/revisions",
                "/v1/users",
                "/v1/users/sam",
                "/v1/services",
                "/v1/tokens",
                "/v1/records?resource=" + INVOICES,
                "/v1/catalog",
                "/v1/licence",
                "/v1/audit?limit=500",
                "/v1/audit?limit=500&actor=gil",
                "/v1/audit?limit=500&format=csv",
                "/v1/audit?limit=500&format=ndjson",
                // Not the uses of tokens: they are counted by minute, and tests do not agree with the clock.
                "/v1/journal?limit=500&kind=AUDIT_READ",
                "/v1/journal?limit=500&kind=EXPORTED",
                "/v1/users/sam/permissions",
                "/v1/users/sam/settings")) {
            same(path, red.admin(), blue.admin());
        }
        for (String path : List.of(
                "/v1/history/access?count=true&action=edit&node=" + INVOICES,
                "/v1/history/users/sam/access?action=edit&node=" + INVOICES,
                "/v1/history/users/sam",
                "/v1/history/licence",
                "/v1/history/own-changes",
                "/v1/history/state",
                "/v1/history/catalog",
                "/v1/history/diff?from=2020-01-01")) {
            same(path, redAuditor, blueAuditor);
        }
        for (String path : List.of("/v1/proofs/evidence/access?action=edit&node=" + INVOICES, "/v1/exports/log")) {
            String reds = opened(redAuditor.get(path).expect(200));
            String blues = opened(blueAuditor.get(path).expect(200));
            assertThat(reds).as(path).contains("vermilion").doesNotContain("turquoise", blue.id());
            assertThat(blues).as(path).contains("turquoise").doesNotContain("vermilion", red.id());
        }

        // What happens to one does not happen to the other.
        blue.admin().put("/v1/users/sam/suspension", "{}").expect(200);
        blue.override("p", INVOICES, "VIEW");
        blue.denies("sam", "edit", INVOICES, "INV-1", "USER_SUSPENDED");
        red.allows("sam", "edit", INVOICES, "INV-1");
        assertThat(red.admin().get("/v1/profiles").position()).isEqualTo(redHead);

        // A refusal speaks of the own tenant: what only the other has is unknown.
        red.profile("only-red", "Only red", "\"roleType\": \"CSR\", \"code\": \"ONLY_RED\"");
        blue.admin().get("/v1/profiles/only-red").refused(404, "PROFILE_NOT_FOUND");
        blue.admin().put("/v1/users/sam/profile", "{\"profile\": \"only-red\"}").refused(404, "PROFILE_NOT_FOUND");
        blue.profile("only-red", "Only red", "\"roleType\": \"CSR\", \"code\": \"ONLY_RED\"");
        Answer inUse = blue.admin().ifMatch("\"3\"").delete("/v1/profiles/p").refused(409, "PROFILE_IN_USE");
        assertThat(inUse.text()).contains("Sam turquoise").doesNotContain("vermilion");
        // A position of the other tenant is a number here, and beyond the head it is only that.
        String beyond = redHead.substring(0, redHead.lastIndexOf('-') + 1) + "100000";
        Answer unknown = blue.admin()
                .with("Mandate-Min-Position", beyond)
                .get("/v1/profiles")
                .refused(422, "POSITION_UNKNOWN");
        unknown.at("/parameters/head", blue.admin().get("/v1/profiles").position());
    }

    /// A tenant whose every name and id is the same in each twin, and whose texts all say which one it is.
    private static Tenant twin(String colour) {
        Tenant tenant = Tenant.of("commerce");
        tenant.profile("p", "Profile", """
                        "roleType": "CSR", "code": "P", "description": "%s"\
                        """.formatted(colour)).override("p", INVOICES, "EDIT");
        tenant.admin()
                .with("Idempotency-Key", "same")
                .because(colour)
                .post("/v1/users", """
                        {"id": "sam", "username": "sam@example.org", "firstName": "Sam", "lastName": "%1$s",
                         "email": "%1$s@example.org", "role": "CSR", "profile": "p", "active": true,
                         "attributes": {"accountNumber": "%1$s"}}""".formatted(colour))
                .expect(201);
        tenant.admin().post("/v1/records", """
                        {"resource": "commerce/invoices", "id": "INV-1", "attributes": {"colour": "%s"}}""".formatted(colour)).expect(201);
        return tenant;
    }

    /// Whoever reads the past of a twin, once all of it is signed.
    private static Client auditor(Tenant twin) {
        Client nora = Past.of(twin).nora();
        nora.checkpoint();
        return nora;
    }

    private static void same(String path, Client red, Client blue) {
        String reds = red.get(path).expect(200).text();
        String blues = blue.get(path).expect(200).text();
        assertThat(blues).as(path).doesNotContain("vermilion");
        assertThat(reds).as(path).doesNotContain("turquoise");
        assertThat(plain(blues)).as(path).isEqualTo(plain(reds));
    }

    /// All that an export says: what it has in base64 as well.
    private static String opened(Answer export) {
        StringBuilder opened = new StringBuilder(export.text());
        Pattern.compile("\"([A-Za-z0-9+/]{20,}={0,2})\"")
                .matcher(export.text())
                .results()
                .forEach(found -> {
                    if (found.group(1).length() % 4 == 0) {
                        opened.append(new String(Base64.getDecoder().decode(found.group(1)), StandardCharsets.UTF_8));
                    }
                });
        return opened.toString();
    }

    /// The answer without colours, generated ids, times and chains.
    private static String plain(String text) {
        return text.replaceAll("vermilion|turquoise", "~")
                .replaceAll("t\\d+-commerce", "tenant")
                .replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "uuid")
                .replaceAll("[0-9a-f]{64}", "hash")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "time")
                .replaceAll("\"version\":\"[^\"]*\"", "version");
    }

    private static List<String> steps(List<JsonNode> trail) {
        return trail.stream()
                .map(row -> Stream.of(
                                row.path("time").asString().substring(0, 16),
                                row.path("actor").path("id").asString(),
                                row.path("item").asString(),
                                row.path("from").asString("-"),
                                "->",
                                row.path("to").asString("-"))
                        .reduce((one, other) -> one + " " + other)
                        .orElseThrow())
                .toList();
    }
}
