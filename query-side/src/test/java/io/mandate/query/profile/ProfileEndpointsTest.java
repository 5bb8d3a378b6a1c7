package io.mandate.query.profile;

import static io.mandate.query.testing.Shop.assigned;
import static io.mandate.query.testing.Shop.permits;
import static io.mandate.query.testing.Shop.person;
import static io.mandate.query.testing.Shop.profile;
import static io.mandate.query.testing.Shop.scoped;
import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.events.profile.Enablement;
import io.mandate.events.profile.ProfileEvent.PermissionOverridden;
import io.mandate.events.profile.ProfileEvent.ProfileDefaultPermissionChanged;
import io.mandate.events.profile.ProfileEvent.ProfileDeleted;
import io.mandate.events.profile.ProfileEvent.ProfileNodeEnablementChanged;
import io.mandate.events.profile.ProfileEvent.ProfileRecordScopeChanged;
import io.mandate.events.user.UserEvent.UserActivated;
import io.mandate.events.user.UserEvent.UserSuspended;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.LevelName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.ProfileName;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.ScopeExpression.AnyOf;
import io.mandate.events.values.ScopeExpression.AssignedToMe;
import io.mandate.events.values.ScopeExpression.CreatedByMe;
import io.mandate.events.values.ScopeExpression.Selected;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import io.mandate.query.testing.Browser;
import io.mandate.query.testing.QueryNode;
import io.mandate.query.testing.Shop;
import io.mandate.store.Commit;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ProfileEndpointsTest {
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
        tenant = new TenantId("shop-" + tenants++);
        node.register(tenant);
        node.commit(tenant, Shop.SUPERUSER, Shop.begins());
        root = node.as(tenant, Shop.SUPERUSER);
    }

    @Test
    void the_list_counts_users_by_status_and_sums_up_what_the_profile_permits() {
        node.commit(
                tenant,
                Shop.SUPERUSER,
                profile("junior", "CSR Junior", "CSR"),
                permits("junior", "commerce/orders", "VIEW", "view"),
                permits("junior", "commerce/invoices", "VIEW", "view"),
                scoped("junior", "commerce/invoices", new AnyOf(List.of(new CreatedByMe(), new AssignedToMe()))));
        for (String user : List.of("a", "b", "c", "d")) {
            node.commit(
                    tenant,
                    Shop.SUPERUSER,
                    person(user, "Ann", user, "AGENT", null),
                    new UserActivated(new UserId(user)),
                    assigned(user, "junior"));
        }
        Commit last = node.commit(tenant, "a", new UserSuspended(new UserId("d")));

        JsonNode row = root.get("/v1/profiles", node.position(last)).body().at("/items/0");

        assertThat(row.at("/roleType").asString()).isEqualTo("CSR");
        assertThat(row.at("/users").toString()).isEqualTo("{\"total\":4,\"active\":3,\"suspended\":1,\"invited\":0}");
        assertThat(row.at("/summary").asString()).isEqualTo("Orders: View; Invoices: View (own)");
        assertThat(row.at("/changedBy/name").asString()).isEqualTo("Ruth Root");
        assertThat(row.at("/revision").asLong()).isEqualTo(1);
    }

    @Test
    void the_tree_shows_what_is_said_what_is_inherited_and_from_where() {
        node.commit(tenant, Shop.SUPERUSER, profile("p", "Std", null));
        Commit last = node.commit(
                tenant,
                Shop.SUPERUSER,
                new ProfileDefaultPermissionChanged(
                        new ProfileId("p"), ActionSet.NONE, ActionSet.of("view", "delete"), null, "RD"),
                new ProfileNodeEnablementChanged(
                        new ProfileId("p"), new NodeKey("commerce"), Enablement.UNSET, Enablement.ENABLED),
                permits("p", "commerce/invoices", "EDIT", "view", "create", "edit"),
                permits("p", "partners/leads", "VIEW", "view"));

        var answer = root.get("/v1/profiles/p", node.position(last));

        assertThat(answer.header("ETag")).matches("\"[a-z0-9]+-2\"");
        JsonNode orders = nodeOf(answer.body(), "commerce/orders");
        assertThat(orders.at("/actions").has("explicit")).isFalse();
        assertThat(orders.at("/actions/inherited").toString()).isEqualTo("[\"delete\",\"view\"]");
        assertThat(orders.at("/enablement/enabledBy").asString()).isEqualTo("commerce");
        assertThat(orders.at("/permitted").toString()).isEqualTo("[\"delete\",\"view\"]");
        JsonNode invoices = nodeOf(answer.body(), "commerce/invoices");
        assertThat(invoices.at("/actions/explicit").toString()).isEqualTo("[\"create\",\"edit\",\"view\"]");
        assertThat(invoices.at("/actions/level").asString()).isEqualTo("EDIT");
        JsonNode leads = nodeOf(answer.body(), "partners/leads");
        assertThat(leads.at("/applies/SELLER").asBoolean()).isTrue();
        assertThat(leads.at("/applies/AGENT").asBoolean()).isFalse();
        assertThat(answer.body().at("/name").asString()).isEqualTo("Std");
        assertThat(answer.body().at("/tier").asString()).isEqualTo("USER");
    }

    @Test
    void scopes_of_single_actions_are_shown_where_they_are_inherited_and_from_where() {
        ProfileId p = new ProfileId("p");
        NodeKey commerce = new NodeKey("commerce");
        NodeKey invoices = new NodeKey("commerce/invoices");
        ActionName edit = new ActionName("edit");
        ActionName delete = new ActionName("delete");
        Commit last = node.commit(
                tenant,
                Shop.SUPERUSER,
                profile("p", "Std", null),
                new ProfileRecordScopeChanged(p, commerce, edit, null, new CreatedByMe()),
                new ProfileRecordScopeChanged(p, commerce, delete, null, new AssignedToMe()),
                scoped("p", "commerce/invoices", new AssignedToMe()),
                new ProfileRecordScopeChanged(p, invoices, delete, null, new CreatedByMe()));

        JsonNode body = root.get("/v1/profiles/p", node.position(last)).body();

        JsonNode scope = nodeOf(body, "commerce/invoices").at("/scope");
        assertThat(scope.at("/inheritedByAction").toString())
                .isEqualTo("{\"delete\":{\"scope\":{\"kind\":\"ASSIGNED_TO_ME\"},\"node\":\"commerce\"},"
                        + "\"edit\":{\"scope\":{\"kind\":\"CREATED_BY_ME\"},\"node\":\"commerce\"}}");
        assertThat(scope.at("/byAction/delete/kind").asString()).isEqualTo("CREATED_BY_ME");
        assertThat(scope.at("/explicit/kind").asString()).isEqualTo("ASSIGNED_TO_ME");
        assertThat(scope.has("inherited")).isFalse();
        assertThat(nodeOf(body, "commerce").at("/scope").has("inheritedByAction"))
                .isFalse();
    }

    @Test
    void filters_find_profiles_by_what_they_permit_by_words_and_by_use() {
        Commit last = node.commit(
                tenant,
                Shop.SUPERUSER,
                profile("p1", "Größe One", "CSR"),
                permits("p1", "commerce/orders", "VIEW", "view"),
                profile("p2", "Second", "PARTNER"),
                permits("p2", "commerce/orders", "EDIT", "view", "create", "edit", "delete"),
                person("eve", "Eve", "Park", "SELLER", null),
                assigned("eve", "p2"));
        String at = node.position(last);

        assertThat(ids(root.get("/v1/profiles?node=commerce/orders&action=delete", at)))
                .containsExactly("p2");
        assertThat(ids(root.get("/v1/profiles?node=commerce/orders", at))).containsExactly("p1", "p2");
        assertThat(ids(root.get("/v1/profiles?node=commerce", at))).containsExactly("p1", "p2");
        assertThat(ids(root.get("/v1/profiles?node=commerce&action=delete", at)))
                .containsExactly("p2");
        assertThat(ids(root.get("/v1/profiles?node=partners", at))).isEmpty();
        assertThat(ids(root.get("/v1/profiles?text=gr%C3%B6SSe", at))).containsExactly("p1");
        assertThat(ids(root.get("/v1/profiles?text=%25", at))).isEmpty();
        assertThat(ids(root.get("/v1/profiles?roleType=PARTNER", at))).containsExactly("p2");
        assertThat(ids(root.get("/v1/profiles?unused=true", at))).containsExactly("p1");
        assertThat(ids(root.get("/v1/profiles?unused=false", at))).containsExactly("p2");
        assertThat(ids(root.get("/v1/profiles/p2/users", at))).containsExactly("eve");
    }

    @Test
    void pages_follow_on_each_other_and_name_their_position() {
        Commit last = node.commit(
                tenant,
                Shop.SUPERUSER,
                profile("p1", "One", null),
                profile("p2", "Two", null),
                profile("p3", "Three", null));

        var first = root.get("/v1/profiles?limit=2&count=true", node.position(last));
        var second = root.get(
                "/v1/profiles?limit=2&after=" + first.body().at("/next").asString());

        assertThat(ids(first)).containsExactly("p1", "p2");
        assertThat(first.body().at("/count").asLong()).isEqualTo(3);
        assertThat(ids(second)).containsExactly("p3");
        assertThat(second.body().at("/next").isNull()).isTrue();
        assertThat(first.header("Mandate-Position")).isEqualTo(node.position(last));
        assertThat(root.get("/v1/users?after=" + first.body().at("/next").asString())
                        .status())
                .isEqualTo(400);
        assertThat(root.get("/v1/profiles?limit=501").status()).isEqualTo(400);
    }

    @Test
    void revisions_and_their_difference_come_from_the_profiles_own_events_even_after_it_is_gone() {
        node.commit(tenant, Shop.SUPERUSER, profile("p", "Std", null));
        node.commit(
                tenant,
                "a",
                permits("p", "commerce/orders", "VIEW", "view"),
                permits("p", "commerce/invoices", "VIEW", "view"));
        Commit last = node.commit(
                tenant, Shop.SUPERUSER, new ProfileDeleted(new ProfileId("p"), new ProfileName("Std"), null, 2));
        String at = node.position(last);

        JsonNode revisions = root.get("/v1/profiles/p/revisions", at).body().at("/items");
        JsonNode diff = root.get("/v1/profiles/p/diff?from=1&to=2", at).body();

        assertThat(revisions.size()).isEqualTo(3);
        assertThat(revisions.at("/1/changes").asLong()).isEqualTo(2);
        assertThat(diff.at("/nodes/0/node").asString()).isEqualTo("commerce/orders");
        assertThat(diff.at("/nodes/0/gained").toString()).isEqualTo("[\"view\"]");
        assertThat(diff.at("/nodes/0/said/0/what").asString()).isEqualTo("actions");
        assertThat(root.get("/v1/profiles/p", at).status()).isEqualTo(404);
        assertThat(root.get("/v1/profiles/p/diff?to=9", at).status()).isEqualTo(422);
        assertThat(root.get("/v1/profiles/p/diff?to=9", at).body().path("code").asString())
                .isEqualTo("PROFILE_REVISION_UNKNOWN");
        assertThat(ids(root.get("/v1/profiles", at))).isEmpty();
    }

    @Test
    void a_difference_tells_scopes_with_their_kind() {
        node.commit(tenant, Shop.SUPERUSER, profile("p", "Std", null));
        Commit last = node.commit(
                tenant,
                "a",
                new PermissionOverridden(
                        new ProfileId("p"),
                        new NodeKey("commerce/invoices"),
                        null,
                        ActionSet.of("view"),
                        null,
                        new LevelName("VIEW"),
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        Map.of(new ActionName("view"), new AssignedToMe())),
                scoped("p", "commerce/invoices", new CreatedByMe()));

        JsonNode said = root.get("/v1/profiles/p/diff?from=1&to=2", node.position(last))
                .body()
                .at("/nodes/0/said");

        assertThat(said.valueStream().map(change -> change.path("what").asString()))
                .containsExactly("actions", "level", "levelScopes", "scope");
        assertThat(said.at("/2/to").toString()).isEqualTo("{\"view\":{\"kind\":\"ASSIGNED_TO_ME\"}}");
        assertThat(said.at("/3/to").toString()).isEqualTo("{\"kind\":\"CREATED_BY_ME\"}");
    }

    @Test
    void without_the_right_nothing_is_shown_and_out_of_scope_is_as_unknown() {
        Commit last = node.commit(
                tenant,
                Shop.SUPERUSER,
                profile("dee", "Dee's", null),
                profile("other", "Other", null),
                person("dee", "Dee", "Dee", "AGENT", null),
                new UserActivated(new UserId("dee")),
                assigned("dee", "dee"));
        Browser dee = node.as(tenant, "dee");
        String at = node.position(last);

        var refused = dee.get("/v1/profiles", at);
        Commit permitted = node.commit(
                tenant,
                Shop.SUPERUSER,
                permits("dee", "administration/profiles", "VIEW", "view"),
                scoped("dee", "administration/profiles", new Selected(new TreeSet<>(List.of(new RecordId("dee"))))));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body().at("/parameters/decisionReason").asString()).isEqualTo("NODE_NOT_ENABLED");
        String then = node.position(permitted);
        assertThat(ids(dee.get("/v1/profiles?count=true", then))).containsExactly("dee");
        assertThat(dee.get("/v1/profiles?count=true", then).body().at("/count").asLong())
                .isEqualTo(1);
        var hidden = dee.get("/v1/profiles/other", then);
        assertThat(hidden.status()).isEqualTo(404);
        assertThat(hidden.body().toString().replace("other", "x"))
                .isEqualTo(
                        dee.get("/v1/profiles/nowhere", then).body().toString().replace("nowhere", "x"));
        assertThat(dee.get("/v1/profiles/other/diff", then).status()).isEqualTo(404);
        assertThat(dee.get("/v1/profiles/other/revisions", then).status()).isEqualTo(404);
    }

    @Test
    void users_are_counted_only_where_the_reader_may_view_them() {
        node.commit(
                tenant,
                Shop.SUPERUSER,
                profile("p", "Shared", null),
                profile("theirs", "Theirs", null),
                profile("dee", "Dee's", null),
                permits("dee", "administration/profiles", "VIEW", "view"),
                person("dee", "Dee", "Dee", "AGENT", null),
                new UserActivated(new UserId("dee")),
                assigned("dee", "dee"),
                person("own", "Own", "One", "AGENT", "dee"),
                person("other", "Other", "One", "AGENT", "root"),
                assigned("own", "p"));
        Commit last = node.commit(
                tenant,
                Shop.SUPERUSER,
                person("third", "Third", "One", "AGENT", "root"),
                assigned("other", "p"),
                assigned("third", "theirs"));
        Browser dee = node.as(tenant, "dee");

        JsonNode nobody = dee.get("/v1/profiles/p", node.position(last)).body();
        var unused = dee.get("/v1/profiles?unused=true", node.position(last));
        Commit some = node.commit(
                tenant,
                Shop.SUPERUSER,
                permits("dee", "administration/users", "VIEW", "view"),
                scoped("dee", "administration/users", new CreatedByMe()));
        String at = node.position(some);

        assertThat(nobody.has("users")).isFalse();
        assertThat(nobody.has("services")).isFalse();
        assertThat(nobody.has("pages")).isFalse();
        assertThat(unused.status()).isEqualTo(403);
        String own = "{\"total\":1,\"active\":0,\"suspended\":0,\"invited\":1}";
        assertThat(dee.get("/v1/profiles/p", at).body().at("/users").toString()).isEqualTo(own);
        JsonNode listed = dee.get("/v1/profiles?unused=false&count=true", at).body();
        assertThat(listed.at("/items")).hasSize(1);
        assertThat(listed.at("/count").asLong()).isEqualTo(1);
        assertThat(listed.at("/items/0/users").toString()).isEqualTo(own);
        assertThat(listed.at("/items/0/services").asLong()).isZero();
        assertThat(ids(dee.get("/v1/profiles?unused=true", at))).containsExactly("dee", "theirs");
        assertThat(root.get("/v1/profiles/p", at).body().at("/users/total").asLong())
                .isEqualTo(2);
    }

    private static List<String> ids(Browser.Answer answer) {
        return StreamSupport.stream(answer.body().at("/items").spliterator(), false)
                .map(item -> item.at("/id").asString())
                .toList();
    }

    private static JsonNode nodeOf(JsonNode profile, String key) {
        return StreamSupport.stream(profile.at("/nodes").spliterator(), false)
                .filter(each -> each.at("/key").asString().equals(key))
                .findFirst()
                .orElseThrow();
    }
}
