package io.mandate.query.user;

import static io.mandate.query.testing.Shop.assigned;
import static io.mandate.query.testing.Shop.permits;
import static io.mandate.query.testing.Shop.person;
import static io.mandate.query.testing.Shop.profile;
import static io.mandate.query.testing.Shop.scoped;
import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.access.AccessView;
import io.mandate.access.user.UserStatus;
import io.mandate.events.DomainEvent;
import io.mandate.events.licence.LicenceEvent.QuotaExceeded;
import io.mandate.events.licence.LicenceEvent.TierQuotaChanged;
import io.mandate.events.licence.QuotaMode;
import io.mandate.events.record.RecordData;
import io.mandate.events.record.RecordEvent.RecordRegistered;
import io.mandate.events.token.TokenEvent.TokenIssued;
import io.mandate.events.token.TokenRight;
import io.mandate.events.user.UserEvent.AcknowledgementRecorded;
import io.mandate.events.user.UserEvent.UserActivated;
import io.mandate.events.user.UserEvent.UserDeleted;
import io.mandate.events.user.UserEvent.UserEnabled;
import io.mandate.events.user.UserEvent.UserPersonalDataErased;
import io.mandate.events.user.UserEvent.UserSuspended;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.ScopeExpression.AnyOf;
import io.mandate.events.values.ScopeExpression.Attribute;
import io.mandate.events.values.ScopeExpression.CreatedByMe;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.TierName;
import io.mandate.events.values.TokenId;
import io.mandate.events.values.UserId;
import io.mandate.live.LiveIndex;
import io.mandate.query.testing.Browser;
import io.mandate.query.testing.QueryNode;
import io.mandate.query.testing.Shop;
import io.mandate.store.Commit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class UserEndpointsTest {
    private static QueryNode node;
    private static int tenants;

    private TenantId tenant = new TenantId("shop");
    private Browser root = node.as(tenant, Shop.SUPERUSER);

    @BeforeAll
    static void start(@TempDir Path folder) {
        node = QueryNode.on(QueryNode.newDatabase().jdbcUrl(), folder);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @BeforeEach
    void a_new_shop() {
        tenant = new TenantId("users-" + tenants++);
        node.register(tenant);
        node.commit(tenant, Shop.SUPERUSER, Shop.begins());
        root = node.as(tenant, Shop.SUPERUSER);
    }

    @Test
    void suspended_users_stay_in_the_list_with_their_role_and_profile() {
        Commit last = node.commit(
                tenant,
                Shop.SUPERUSER,
                profile("partner", "Partner", "PARTNER"),
                person("pat", "Pat", "Moor", "SELLER", null),
                new UserActivated(new UserId("pat")),
                assigned("pat", "partner"),
                new UserSuspended(new UserId("pat")));

        JsonNode pat = root.get("/v1/users?status=SUSPENDED", node.position(last))
                .body()
                .at("/items/0");

        assertThat(pat.at("/id").asString()).isEqualTo("pat");
        assertThat(pat.at("/name").asString()).isEqualTo("Pat Moor");
        assertThat(pat.at("/role").asString()).isEqualTo("SELLER");
        assertThat(pat.at("/roleType").asString()).isEqualTo("PARTNER");
        assertThat(pat.at("/profile/name").asString()).isEqualTo("Partner");
        assertThat(root.get("/v1/users/pat").header("ETag")).isEqualTo("\"" + node.position(last) + "\"");
    }

    @Test
    void the_list_and_the_counts_say_what_decisions_say_in_whatever_order_it_happened() {
        List<DomainEvent> events = new ArrayList<>(List.of(profile("p", "P", null)));
        List<UserId> users = orders(3).stream().map(UserId::new).toList();
        for (UserId user : users) {
            events.add(person(user.value(), "Some", "Body", "AGENT", null));
            events.add(assigned(user.value(), "p"));
            for (String happened : user.value().substring(1).split("")) {
                switch (happened) {
                    case "a" -> events.add(new UserActivated(user));
                    case "s" -> events.add(new UserSuspended(user));
                    case "e" -> events.add(new UserEnabled(user));
                    default -> {}
                }
            }
        }
        Commit last = node.commit(tenant, Shop.SUPERUSER, events.toArray(DomainEvent[]::new));
        String at = node.position(last);
        AccessView decides = node.get(LiveIndex.class).atHead(tenant);

        JsonNode usage = root.get("/v1/profiles/p", at).body().at("/users");
        for (UserStatus status : List.of(UserStatus.ACTIVE, UserStatus.SUSPENDED, UserStatus.INVITED)) {
            List<String> expected = users.stream()
                    .filter(user -> decides.user(user).status() == status)
                    .map(UserId::value)
                    .toList();
            assertThat(ids(root.get("/v1/users?profile=p&limit=100&status=" + status, at)))
                    .as("those of whom decisions say %s", status)
                    .containsExactlyInAnyOrderElementsOf(expected);
            assertThat(usage.at("/" + status.name().toLowerCase(Locale.ROOT)).asInt())
                    .as("%s in %s", status, usage)
                    .isEqualTo(expected.size());
        }
    }

    /// All orders of at most so many activations, suspensions and enablings, each as the name of who lived it.
    private static List<String> orders(int most) {
        List<String> all = new ArrayList<>(List.of("u"));
        for (int i = 0; all.get(i).length() <= most; i++) {
            for (String next : List.of("a", "s", "e")) {
                all.add(all.get(i) + next);
            }
        }
        return all;
    }

    @Test
    void users_are_found_by_words_role_and_profile() {
        Commit last = node.commit(
                tenant,
                Shop.SUPERUSER,
                profile("p", "P", null),
                person("ana", "Ana", "Ruíz", "AGENT", null),
                person("ben", "Ben", "Okoro", "SELLER", null),
                assigned("ben", "p"));
        String at = node.position(last);

        assertThat(ids(root.get("/v1/users?text=ana%20RU%C3%8DZ", at))).containsExactly("ana");
        assertThat(ids(root.get("/v1/users?text=okoro@", at))).isEmpty();
        assertThat(ids(root.get("/v1/users?text=ben@shop", at))).containsExactly("ben");
        assertThat(ids(root.get("/v1/users?role=SELLER", at))).containsExactly("ben");
        assertThat(ids(root.get("/v1/users?profile=p", at))).containsExactly("ben");
        assertThat(root.get("/v1/users?status=GONE", at).status()).isEqualTo(400);
        assertThat(root.get("/v1/users?role=no%20role", at).status()).isEqualTo(400);
    }

    @Test
    void who_sees_only_his_own_realm_neither_sees_nor_counts_the_others() {
        Commit last = node.commit(
                tenant,
                Shop.SUPERUSER,
                profile("admin", "Partner admin", null),
                permits("admin", "administration/users", "VIEW", "view"),
                scoped(
                        "admin",
                        "administration/users",
                        new AnyOf(List.of(
                                new CreatedByMe(),
                                new Attribute(new AttributeKey("roleType"), new TreeSet<>(List.of("PARTNER")))))),
                person("vi", "Vi", "Admin", "AGENT", null),
                new UserActivated(new UserId("vi")),
                assigned("vi", "admin"),
                person("mine", "Made", "ByVi", "AGENT", "vi"),
                person("sel", "Sel", "Ler", "SELLER", null),
                person("other", "Other", "One", "AGENT", null));
        Browser vi = node.as(tenant, "vi");

        Browser.Answer list = vi.get("/v1/users?count=true", node.position(last));

        assertThat(ids(list)).containsExactly("mine", "sel");
        assertThat(list.body().at("/count").asLong()).isEqualTo(2);
        assertThat(vi.get("/v1/users/other").status()).isEqualTo(404);
        assertThat(vi.get("/v1/users/sel").status()).isEqualTo(200);
        assertThat(vi.get("/v1/tokens").status()).isEqualTo(403);
    }

    @Test
    void an_erased_user_is_in_no_list_and_in_no_table_of_persons() {
        node.commit(tenant, Shop.SUPERUSER, person("ana", "Ana", "Ruiz", "AGENT", null));
        node.commit(tenant, "ana", profile("by-ana", "By Ana", null));
        Commit erased = node.commit(
                tenant,
                Shop.SUPERUSER,
                new UserDeleted(new UserId("ana"), null, null),
                new UserPersonalDataErased(new UserId("ana"), "key"));
        String at = node.position(erased);

        assertThat(ids(root.get("/v1/users", at))).containsExactly("root");
        assertThat(root.get("/v1/users/ana", at).status()).isEqualTo(410);
        assertThat(root.get("/v1/profiles/by-ana", at)
                        .body()
                        .at("/changedBy/name")
                        .asString())
                .isEqualTo("erased user ana");
        assertThat(node.sql()
                        .sql("SELECT count(*) FROM query_g1.person WHERE tenant = ? AND principal = 'ana'")
                        .param(tenant.value())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void tokens_records_and_the_licence_are_shown_without_secrets() {
        Commit last = node.commit(
                tenant,
                Shop.SUPERUSER,
                profile("p", "P", null),
                permits("p", "commerce/orders", "EDIT", "view", "edit"),
                person("ana", "Ana", "Ruiz", "AGENT", null),
                new UserActivated(new UserId("ana")),
                assigned("ana", "p"),
                new TokenIssued(
                        new TokenId("t1"),
                        new UserId("ana"),
                        "b".repeat(64),
                        new TreeSet<>(List.of(TokenRight.ASK_ABOUT_OTHERS)),
                        null),
                new RecordRegistered(new NodeKey("commerce/orders"), new RecordId("o/1"), RecordData.UNKNOWN),
                new TierQuotaChanged(new TierName("USER"), null, 0L, QuotaMode.SOFT),
                new QuotaExceeded(new TierName("USER"), 0, 1, "UserAssigned"));
        String at = node.position(last);

        Browser.Answer tokens = root.get("/v1/tokens", at);
        JsonNode tier = root.get("/v1/licence", at).body().at("/tiers/0");
        Browser.Answer record = root.get("/v1/records?resource=commerce/orders&record=o/1", at);

        assertThat(tokens.body().at("/items/0/principal/name").asString()).isEqualTo("Ana Ruiz");
        assertThat(tokens.body().toString()).doesNotContain("bbbb").contains("[\"ASK_ABOUT_OTHERS\"]");
        // Root is a superuser, which counts as the highest tier.
        assertThat(tier.at("/used").asLong()).isEqualTo(2);
        assertThat(tier.at("/overage").asLong()).isEqualTo(2);
        assertThat(tier.at("/exceeded/cause").asString()).isEqualTo("UserAssigned");
        assertThat(record.header("ETag")).isEqualTo("\"" + node.position(last) + "\"");
        assertThat(ids(root.get("/v1/records?resource=commerce/orders", at))).containsExactly("o/1");
        assertThat(root.get("/v1/records/commerce/orders?id=o/1", at).body()).isEqualTo(record.body());
        assertThat(root.get("/v1/records/commerce/orders?id=none", at).status()).isEqualTo(404);
        assertThat(root.get("/v1/records/commerce/orders", at).status()).isEqualTo(400);
        assertThat(root.get("/v1/tokens/t1", at).body()).isEqualTo(tokens.body().at("/items/0"));
        assertThat(root.get("/v1/tokens/t2", at).body().at("/code").asString()).isEqualTo("TOKEN_NOT_FOUND");
        assertThat(root.get("/v1/records", at).status()).isEqualTo(400);
        assertThat(root.get("/v1/records?resource=commerce/orders&record=none", at)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void the_version_acknowledged_last_is_shown_with_its_time() {
        UserId ana = new UserId("ana");
        node.commit(
                tenant,
                Shop.SUPERUSER,
                person("ana", "Ana", "Ruiz", "AGENT", null),
                new AcknowledgementRecorded(ana, "auto-pay", "1"),
                new AcknowledgementRecorded(ana, "terms", "7"));
        Commit last = node.commit(tenant, Shop.SUPERUSER, new AcknowledgementRecorded(ana, "auto-pay", "2"));
        JsonNode shown = root.get("/v1/users/ana", node.position(last)).body().at("/acknowledgements");

        assertThat(shown.propertyNames()).containsExactlyInAnyOrder("auto-pay", "terms");
        assertThat(shown.at("/auto-pay/version").asString()).isEqualTo("2");
        assertThat(shown.at("/auto-pay/at").asString())
                .isEqualTo(last.events().getFirst().recordedAt().toString());
        assertThat(shown.at("/terms/version").asString()).isEqualTo("7");
        assertThat(root.get("/v1/users/root").body().at("/acknowledgements").isEmpty())
                .isTrue();
    }

    /// Rea reads profiles, tokens and records, and of the users only partners.
    @Test
    void names_are_shown_of_those_users_only_whom_the_reader_may_view() {
        node.commit(
                tenant,
                Shop.SUPERUSER,
                profile("readers", "Readers", null),
                permits("readers", "administration/profiles", "VIEW", "view"),
                permits("readers", "administration/tokens", "VIEW", "view"),
                permits("readers", "administration/records", "VIEW", "view"),
                person("rea", "Rea", "Der", "AGENT", null),
                new UserActivated(new UserId("rea")),
                assigned("rea", "readers"),
                person("sel", "Sel", "Ler", "SELLER", null),
                new TokenIssued(new TokenId("t1"), new UserId("sel"), "c".repeat(64), new TreeSet<>(), null),
                new RecordRegistered(new NodeKey("commerce/orders"), new RecordId("o/1"), RecordData.UNKNOWN));
        Commit blind = node.commit(tenant, "sel", profile("by-sel", "By Sel", null));
        Browser rea = node.as(tenant, "rea");
        List<String> paths = List.of(
                "/v1/profiles",
                "/v1/profiles/by-sel",
                "/v1/profiles/by-sel/revisions",
                "/v1/tokens",
                "/v1/tokens/t1",
                "/v1/records?resource=commerce/orders",
                "/v1/records/commerce/orders?id=o/1");
        for (String path : paths) {
            Browser.Answer answer = rea.get(path, node.position(blind));
            assertThat(answer.status()).as(path).isEqualTo(200);
            assertThat(answer.body().toString())
                    .as(path)
                    .doesNotContain("Sel Ler", "Ruth Root")
                    .containsPattern("\"id\":\"(sel|root)\"");
        }

        Commit scoped = node.commit(
                tenant,
                Shop.SUPERUSER,
                permits("readers", "administration/users", "VIEW", "view"),
                scoped(
                        "readers",
                        "administration/users",
                        new Attribute(new AttributeKey("roleType"), new TreeSet<>(List.of("PARTNER")))),
                assigned("sel", "by-sel"));
        String at = node.position(scoped);
        for (String path : List.of("/v1/profiles", "/v1/profiles/by-sel", "/v1/tokens", "/v1/users")) {
            assertThat(rea.get(path, at).body().toString())
                    .as(path)
                    .contains("Sel Ler")
                    .doesNotContain("Ruth Root");
        }
        assertThat(root.get("/v1/profiles", at).body().toString()).contains("Sel Ler", "Ruth Root");
    }

    @Test
    void who_may_see_some_of_it_does_not_see_the_whole_use_of_the_licence() {
        Commit last = node.commit(
                tenant,
                Shop.SUPERUSER,
                profile("part", "Part", null),
                permits("part", "administration/licence", "VIEW", "view"),
                scoped("part", "administration", new CreatedByMe()),
                person("pia", "Pia", "Part", "AGENT", null),
                new UserActivated(new UserId("pia")),
                assigned("pia", "part"));

        Browser.Answer refused = node.as(tenant, "pia").get("/v1/licence", node.position(last));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body().at("/parameters/decisionReason").asString()).isEqualTo("OUT_OF_RECORD_SCOPE");
    }

    private static List<String> ids(Browser.Answer answer) {
        return StreamSupport.stream(answer.body().at("/items").spliterator(), false)
                .map(item -> item.at("/id").asString())
                .toList();
    }
}
