package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// Changes that are only tried: what they would do, the refusals they would meet, and nothing kept.
class PreviewScenariosTest {
    private static final String TO_VIEW = """
            {"changes": [{"kind": "OverridePermission", "node": "commerce/invoices", "level": "VIEW"}]}""";

    @Test
    void a_preview_of_a_save_names_who_loses_what_and_keeps_nothing() {
        Tenant tenant = seniors();
        Answer before = tenant.admin().get("/v1/profiles/senior").expect(200);
        String head = tenant.admin().get("/v1/audit?limit=1").expect(200).at("/items/0/position");

        Answer preview = tenant.admin()
                .with("Idempotency-Key", "k")
                .post("/v1/profiles/senior/preview", TO_VIEW)
                .expect(200);

        preview.at("/changed", true)
                .at("/revision", 2)
                .at("/access/affected", 2)
                .at("/access/byChange/LOST", 2);
        assertThat(preview.position()).isEqualTo(head).isEqualTo(preview.at("/position"));
        preview.at("/access/users/0/user", "kim").at("/access/users/1/user", "sam");
        assertThat(actions(preview.json().at("/access/users/0/permissions"))).containsExactly("create", "edit");
        assertThat(actions(preview.json().at("/profile"))).containsExactly("create", "edit");
        preview.at("/profile/0/changes/0", "LOST").at("/profile/1/before/scope/kind", "CREATED_BY_ME");

        assertThat(tenant.admin().get("/v1/profiles/senior").expect(200).etag()).isEqualTo(before.etag());
        tenant.admin().get("/v1/audit?limit=1").expect(200).at("/items/0/position", head);
        tenant.may("sam", "edit", "commerce/invoices", "INV-1", "{\"creator\": \"sam\"}")
                .at("/decision", true);
        // The key of the preview is as free as before, and the change does what was said.
        tenant.admin()
                .with("Idempotency-Key", "k")
                .ifMatch(before.etag())
                .patch("/v1/profiles/senior", TO_VIEW)
                .expect(200)
                .at("/revision", 2);
        tenant.denies("sam", "edit", "commerce/invoices", "INV-1", "ACTION_NOT_GRANTED");
    }

    @Test
    void a_preview_of_a_scope_tells_wider_from_narrower() {
        Tenant tenant = seniors();
        scope(tenant, "{\"kind\": \"ALL\"}").at("/access/byChange/SCOPE_WIDENED", 2);
        scope(tenant, "{\"kind\": \"ASSIGNED_TO_ME\"}").at("/access/byChange/SCOPE_CHANGED", 2);
        scope(tenant, "{\"kind\": \"CREATED_BY_ME\"}").at("/changed", false).at("/access/affected", 0);
    }

    @Test
    void a_preview_is_refused_as_the_change_would_be() {
        Tenant tenant = seniors();
        tenant.admin()
                .post("/v1/profiles/senior/preview", """
                        {"changes": [{"kind": "EnableNode", "node": "staff/robots"}]}""")
                .refused(422, "NODE_UNKNOWN")
                .at("/parameters/pointer", "/changes/0");
        tenant.admin().ifMatch("7").post("/v1/profiles/senior/preview", TO_VIEW).refused(409, "STALE_REVISION");
        tenant.admin().post("/v1/profiles/nobody/preview", TO_VIEW).refused(404, "PROFILE_NOT_FOUND");
        tenant.admin()
                .post(
                        "/v1/profiles/senior/preview",
                        "{\"changes\": [{\"kind\": \"ChangeRoleType\", \"roleType\": \"CUSTOMER\"}]}")
                .refused(409, "ROLE_TYPE_IN_USE");
        tenant.admin()
                .post("/v1/users/gil/preview", "{\"changes\": [{\"kind\": \"SuspendUser\"}]}")
                .refused(409, "SELF_SUSPENSION");
        tenant.as("sam").post("/v1/profiles/senior/preview", TO_VIEW).refused(403, "NOT_PERMITTED");
        tenant.admin().post("/v1/profiles/senior/preview?limit=0", TO_VIEW).expect(400);
        tenant.admin().post("/v1/users/sam/preview", "{\"changes\": []}").refused(422, "FIELD_INVALID");
        tenant.admin()
                .post("/v1/users/sam/preview", "{\"changes\": [{\"kind\": \"AssignUser\", \"profil\": \"x\"}]}")
                .expect(400);
    }

    @Test
    void a_page_of_a_preview_lists_some_and_counts_all() {
        Tenant tenant = seniors();
        Answer first = tenant.admin()
                .post("/v1/profiles/senior/preview?limit=1", TO_VIEW)
                .expect(200);
        first.at("/access/affected", 2).at("/access/users/0/user", "kim").at("/next", "kim");
        assertThat(first.json().at("/access/users")).hasSize(1);
        Answer second = tenant.admin()
                .post("/v1/profiles/senior/preview?limit=1&after=kim", TO_VIEW)
                .expect(200);
        second.at("/access/affected", 2).at("/access/users/0/user", "sam").at("/next", "");
    }

    @Test
    void a_preview_of_a_restore_says_what_comes_back() {
        Tenant tenant = seniors();
        tenant.admin().ifMatch("1").patch("/v1/profiles/senior", TO_VIEW).expect(200);
        Answer preview = tenant.admin()
                .ifMatch("2")
                .post("/v1/profiles/senior/restore?preview=true", "{\"toRevision\": 1}")
                .expect(200);
        preview.at("/access/byChange/GAINED", 2).at("/revision", 3);
        tenant.admin()
                .ifMatch("1")
                .post("/v1/profiles/senior/restore?preview=true", "{\"toRevision\": 1}")
                .refused(409, "STALE_REVISION");
        assertThat(tenant.admin().get("/v1/profiles/senior").expect(200).etag()).endsWith("-2\"");
    }

    @Test
    void a_preview_that_is_refused_tells_what_was_and_is_on_record() {
        Tenant tenant = seniors();
        tenant.admin()
                .ifMatch("1")
                .patch("/v1/profiles/senior", "{\"changes\": [{\"kind\": \"RenameProfile\", \"name\": \"Old\"}]}")
                .expect(200);
        tenant.profile("junior", "Senior", "\"roleType\": \"CSR\"");
        String preview = "/v1/profiles/senior/restore?preview=true";
        tenant.admin().ifMatch("2").post(preview, "{\"toRevision\": 1}").refused(409, "PROFILE_NAME_TAKEN");
        tenant.admin().ifMatch("2").post(preview, "{\"toRevision\": 9}").refused(422, "PROFILE_REVISION_UNKNOWN");
        tenant.as("sam").ifMatch("2").post(preview, "{\"toRevision\": 1}").refused(403, "NOT_PERMITTED");

        JsonNode looks = tenant.admin()
                .get("/v1/journal?kind=PAST_READ")
                .expect(200)
                .json()
                .path("items");
        assertThat(looks).hasSize(2).allSatisfy(look -> {
            assertThat(look.at("/actor/id").asString()).isEqualTo("gil");
            assertThat(look.at("/facts/profile").asString()).isEqualTo("senior");
        });
        assertThat(looks.at("/0/facts/toRevision").asString()).isEqualTo("1");
        assertThat(looks.at("/1/facts/toRevision").asString()).isEqualTo("9");
    }

    @Test
    void whatever_is_not_quite_a_preview_is_not_carried_out() {
        Tenant tenant = seniors();
        String saved = tenant.admin()
                .ifMatch("1")
                .patch("/v1/profiles/senior", TO_VIEW)
                .expect(200)
                .position();
        String catalog = tenant.admin().get("/v1/catalog").expect(200).text();
        String head = tenant.admin().get("/v1/audit?limit=1").at("/items/0/position");
        for (String wrong : List.of(
                "preview=True",
                "preview=1",
                "preview=",
                "preview",
                "preview=false&preview=true",
                "Preview=true",
                "prewiew=true")) {
            String name = wrong.replaceAll("[=&].*", "");
            Client admin = tenant.admin().ifMatch("2");
            Client operator = MandateServer.shared().operator();
            for (Answer answer : List.of(
                    admin.post("/v1/history/commits/" + saved + "/revert?" + wrong, ""),
                    admin.post("/v1/profiles/senior/restore?" + wrong, "{\"toRevision\": 1}"),
                    tenant.admin().put("/v1/catalog?" + wrong, catalog),
                    operator.post("/v1/tenants/" + tenant.id() + "/commits/" + saved + "/revert?" + wrong, ""),
                    admin.patch("/v1/profiles/senior?" + wrong, TO_VIEW))) {
                answer.expect(400).at("/value", name);
            }
        }
        tenant.admin().delete("/v1/users/sam?preview=true").expect(400).at("/value", "preview");
        assertThat(tenant.admin().get("/v1/audit?limit=1").at("/items/0/position"))
                .isEqualTo(head);
        tenant.admin()
                .ifMatch("2")
                .post("/v1/profiles/senior/restore?preview=false", "{\"toRevision\": 1}")
                .expect(200)
                .at("/revision", 3);
    }

    @Test
    void a_preview_of_a_catalog_says_whom_a_retired_node_costs_what() {
        Tenant tenant = seniors();
        JsonNode catalog = tenant.admin().get("/v1/catalog").expect(200).json();
        remove(catalog, "commerce/invoices");
        Answer preview = tenant.admin()
                .put("/v1/catalog?preview=true", catalog.toString())
                .expect(200);
        preview.at("/access/byChange/LOST", 3).at("/changed", true);
        assertThat(preview.json().at("/access/permissions"))
                .anySatisfy(count -> assertThat(count.toString())
                        .contains("\"node\":\"commerce/invoices\"")
                        .contains("\"action\":\"edit\""));
        tenant.allows("gil", "view", "commerce/invoices", "INV-1");
        tenant.admin().put("/v1/catalog?preview=true", "{}").refused(422, "CATALOG_INVALID");
    }

    @Test
    void a_preview_of_an_assignment_tells_the_quota_it_crosses() {
        Tenant tenant = Tenant.of("feedback");
        String role = "\"associatedRole\": \"NOT_DEFINED\"";
        tenant.profile("managers", "Managers", role)
                .profile("readers", "Readers", role)
                .override("managers", "administration/profiles", "MANAGE");
        MandateServer.shared()
                .operator()
                .put("/v1/tenants/" + tenant.id() + "/quotas", """
                        {"quotas": [{"tier": "ADMINISTRATOR", "limit": 1, "mode": "SOFT"}]}""")
                .expect(200);
        tenant.admin().post("/v1/users", """
                {"id": "cam", "username": "cam@example.org", "firstName": "Cam", "lastName": "Example",
                 "profile": "readers", "active": true}""").expect(201);
        String toManagers = "{\"changes\": [{\"kind\": \"AssignUser\", \"profile\": \"managers\"}]}";
        Answer preview =
                tenant.admin().post("/v1/users/cam/preview", toManagers).expect(200);
        preview.at("/warnings/0/code", "QUOTA_EXCEEDED");
        JsonNode pool = pool(preview, "ADMINISTRATOR");
        assertThat(pool.path("usedAfter").asLong())
                .isEqualTo(pool.path("usedBefore").asLong() + 1);
        assertThat(pool.at("/quotas/0/exceededBefore").asBoolean()).isFalse();
        assertThat(pool.at("/quotas/0/exceededAfter").asBoolean()).isTrue();
        assertThat(actions(preview.json().at("/access/users/0/permissions"))).contains("edit");

        MandateServer.shared()
                .operator()
                .put("/v1/tenants/" + tenant.id() + "/quotas", """
                        {"quotas": [{"tier": "ADMINISTRATOR", "limit": 1, "mode": "HARD"}]}""")
                .expect(200);
        tenant.admin().post("/v1/users/cam/preview", toManagers).refused(409, "QUOTA_EXCEEDED");
        tenant.admin().get("/v1/users/cam").expect(200).at("/profile/id", "readers");
    }

    private static JsonNode pool(Answer preview, String tier) {
        for (JsonNode pool : preview.json().at("/access/tiers")) {
            if (pool.path("tiers").toString().contains(tier)) {
                return pool;
            }
        }
        throw new AssertionError("no pool of " + tier + ": " + preview.text());
    }

    private static void remove(JsonNode within, String key) {
        if (within instanceof ArrayNode list) {
            for (int i = list.size() - 1; i >= 0; i--) {
                if (list.get(i).path("key").asString("").equals(key)) {
                    list.remove(i);
                }
            }
        }
        within.forEach(part -> remove(part, key));
    }

    private static Answer scope(Tenant tenant, String scope) {
        return tenant.admin()
                .post("/v1/profiles/senior/preview", """
                        {"changes": [{"kind": "SetRecordScope", "node": "commerce/invoices", "scope": %s}]}
                        """.formatted(scope))
                .expect(200);
    }

    private static List<String> actions(JsonNode permissions) {
        List<String> actions = new ArrayList<>();
        permissions.forEach(permission -> actions.add(permission.path("action").asString()));
        return actions;
    }

    private static Tenant seniors() {
        Tenant tenant = Tenant.of("commerce");
        tenant.admin().post("/v1/profiles", """
                {"id": "senior", "name": "Senior", "roleType": "CSR", "changes": [
                  {"kind": "OverridePermission", "node": "commerce/invoices", "level": "EDIT"},
                  {"kind": "SetRecordScope", "node": "commerce/invoices", "scope": {"kind": "CREATED_BY_ME"}}]}""").expect(201);
        for (String user : List.of("sam", "kim")) {
            tenant.admin().post("/v1/users", """
                {"id": "%1$s", "username": "%1$s@example.org", "firstName": "%1$s", "lastName": "Example",
                 "role": "CSR", "profile": "senior", "active": true}""".formatted(user)).expect(201);
        }
        return tenant;
    }
}
