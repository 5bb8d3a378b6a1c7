package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.store.StoreId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// One commit taken back, if nothing touched the same things since.
class RevertScenariosTest {
    private static final String ORDERS = "/v1/profiles/senior/permissions/commerce/orders";
    private static final String TO_VIEW = """
            {"changes": [{"kind": "RenameProfile", "name": "Viewers"},
              {"kind": "OverridePermission", "node": "commerce/invoices", "level": "VIEW"}]}""";

    @Test
    void a_save_is_taken_back_and_the_take_back_as_well() {
        Tenant tenant = seniors();
        String saved = tenant.admin()
                .ifMatch("1")
                .patch("/v1/profiles/senior", TO_VIEW)
                .expect(200)
                .position();
        Answer preview = revert(tenant.admin(), saved + "/revert?preview=true").expect(200);
        preview.at("/access/byChange/GAINED", 1);
        tenant.denies("sam", "edit", "commerce/invoices", "INV-1", "ACTION_NOT_GRANTED");

        Answer reverted =
                revert(tenant.admin().because("by mistake"), saved + "/revert").expect(200);

        reverted.at("/reverted", saved);
        tenant.allows("sam", "edit", "commerce/invoices", "INV-1");
        tenant.admin()
                .get("/v1/profiles/senior")
                .expect(200)
                .at("/name", "Senior")
                .at("/revision", 3);
        assertThat(tenant.admin().get("/v1/audit?limit=1").expect(200).text()).contains("by mistake");
        assertThat(causes(tenant, reverted.position())).containsExactly("revert of " + saved);

        revert(tenant.admin(), reverted.position() + "/revert").expect(200);
        tenant.denies("sam", "edit", "commerce/invoices", "INV-1", "ACTION_NOT_GRANTED");
    }

    @Test
    void what_was_touched_since_is_named_and_what_is_beside_it_does_not_matter() {
        Tenant tenant = seniors();
        String saved = tenant.admin()
                .ifMatch("1")
                .patch("/v1/profiles/senior", TO_VIEW)
                .expect(200)
                .position();
        tenant.admin()
                .put("/v1/profiles/senior/permissions/commerce/orders", "{\"level\": \"VIEW\"}")
                .expect(200);
        String later = tenant.admin()
                .put("/v1/profiles/senior/permissions/commerce/invoices", "{\"level\": \"EDIT\"}")
                .expect(200)
                .position();
        Answer refused = revert(tenant.admin(), saved + "/revert").refused(409, "REVERT_CONFLICT");
        refused.at("/parameters/count", 1).at("/parameters/later/0", "PermissionOverridden at " + later);
        tenant.admin()
                .get("/v1/profiles/senior")
                .expect(200)
                .at("/name", "Viewers")
                .at("/revision", 4);
        revert(tenant.admin(), later + "/revert").expect(200);
        revert(tenant.admin(), later + "/revert").refused(409, "REVERT_CONFLICT");
    }

    @Test
    void assignments_roles_suspensions_perimeters_and_details_are_taken_back() {
        Tenant tenant = seniors();
        tenant.admin()
                .post("/v1/profiles", "{\"id\": \"junior\", \"name\": \"Junior\", \"roleType\": \"CSR\"}")
                .expect(201);
        String assigned = tenant.admin()
                .put("/v1/users/sam/profile", "{\"profile\": \"junior\"}")
                .expect(200)
                .position();
        tenant.denies("sam", "edit", "commerce/invoices", "INV-1", "NODE_NOT_ENABLED");
        revert(tenant.admin(), assigned + "/revert").expect(200);
        tenant.allows("sam", "edit", "commerce/invoices", "INV-1");

        String suspended =
                tenant.admin().put("/v1/users/sam/suspension", "{}").expect(200).position();
        tenant.denies("sam", "edit", "commerce/invoices", "INV-1", "USER_SUSPENDED");
        revert(tenant.admin(), suspended + "/revert").expect(200);
        tenant.allows("sam", "edit", "commerce/invoices", "INV-1");

        String narrowed = tenant.admin()
                .put("/v1/users/sam/perimeter", "{\"perimeter\": {\"kind\": \"CREATED_BY_ME\"}}")
                .expect(200)
                .position();
        tenant.denies("sam", "edit", "commerce/invoices", "INV-1", "OUT_OF_RECORD_SCOPE");
        revert(tenant.admin(), narrowed + "/revert").expect(200);
        tenant.allows("sam", "edit", "commerce/invoices", "INV-1");

        Answer user = tenant.admin().get("/v1/users/sam").expect(200);
        String renamed = tenant.admin()
                .ifMatch(user.etag())
                .patch("/v1/users/sam", "{\"firstName\": \"Samuel\"}")
                .expect(200)
                .position();
        revert(tenant.admin(), renamed + "/revert").expect(200);
        assertThat(tenant.admin().get("/v1/users/sam").expect(200).text())
                .contains("\"sam\"")
                .doesNotContain("Samuel");
    }

    @Test
    void what_has_no_opposite_is_refused() {
        Tenant tenant = seniors();
        String created = tenant.admin()
                .get("/v1/audit?subject=user:sam&limit=1&order=asc")
                .expect(200)
                .at("/items/0/position");
        revert(tenant.admin(), created + "/revert")
                .refused(409, "REVERT_IMPOSSIBLE")
                .at("/parameters/event", "UserActivated");
        String token = tenant.admin()
                .post("/v1/tokens", "{\"principal\": \"asker\"}")
                .expect(201)
                .position();
        revert(tenant.admin(), token + "/revert")
                .refused(409, "REVERT_IMPOSSIBLE")
                .at("/parameters/event", "TokenIssued");
        Answer sam = tenant.admin().get("/v1/users/sam").expect(200);
        String named = tenant.admin()
                .ifMatch(sam.etag())
                .patch("/v1/users/sam", "{\"firstName\": \"Samuel\"}")
                .expect(200)
                .position();
        sam = tenant.admin().get("/v1/users/sam").expect(200);
        String deleted = tenant.admin()
                .ifMatch(sam.etag())
                .delete("/v1/users/sam")
                .expect(200)
                .position();
        revert(tenant.admin(), deleted + "/revert").refused(409, "REVERT_IMPOSSIBLE");
        revert(tenant.admin(), named + "/revert").refused(409, "REVERT_IMPOSSIBLE");
    }

    @Test
    void a_new_profile_goes_again_unless_somebody_has_it() {
        Tenant tenant = seniors();
        String made = tenant.admin()
                .post("/v1/profiles", "{\"id\": \"junior\", \"name\": \"Junior\", \"roleType\": \"CSR\"}")
                .expect(201)
                .position();
        tenant.admin().put("/v1/users/sam/profile", "{\"profile\": \"junior\"}").expect(200);
        revert(tenant.admin(), made + "/revert").refused(409, "PROFILE_IN_USE");
        tenant.admin().put("/v1/users/sam/profile", "{\"profile\": \"senior\"}").expect(200);
        revert(tenant.admin(), made + "/revert").expect(200);
        tenant.admin().get("/v1/profiles/junior").expect(404);
    }

    @Test
    void catalogs_policies_and_records_are_taken_back() {
        Tenant tenant = seniors();
        String retired = tenant.admin()
                .delete("/v1/catalog/nodes/commerce/invoices")
                .expect(200)
                .position();
        tenant.denies("sam", "edit", "commerce/invoices", "INV-1", "RESOURCE_UNKNOWN");
        revert(tenant.admin(), retired + "/revert").expect(200);
        tenant.allows("sam", "edit", "commerce/invoices", "INV-1");

        String record = tenant.admin().post("/v1/records", """
                        {"resource": "commerce/invoices", "id": "INV-9", "creator": "sam"}""").expect(201).position();
        revert(tenant.admin(), record + "/revert").expect(200);
        assertThat(tenant.admin()
                        .get("/v1/records?resource=commerce/invoices")
                        .expect(200)
                        .json()
                        .path("items"))
                .isEmpty();
    }

    @Test
    void what_operators_changed_operators_take_back() {
        Tenant tenant = seniors();
        Client operator = MandateServer.shared().operator();
        String closed = operator.put("/v1/tenants/" + tenant.id() + "/availability", """
                        {"modules": {"commerce": "UNAVAILABLE"}}""")
                .expect(200)
                .position();
        String path = "/v1/tenants/" + tenant.id() + "/commits/" + closed + "/revert";
        revert(tenant.admin(), closed + "/revert").refused(403, "NOT_PERMITTED");
        tenant.admin().post(path, "").refused(403, "NOT_PERMITTED");
        tenant.admin().post(path + "?preview=true", "").refused(403, "NOT_PERMITTED");
        Answer preview = operator.post(path + "?preview=true", "").expect(200).at("/access/byChange/GAINED", 2);
        assertThat(preview.json().at("/access/users"))
                .as("operators are told no names")
                .isEmpty();
        tenant.denies("sam", "edit", "commerce/invoices", "INV-1", "MODULE_NOT_AVAILABLE");
        for (Client reader : List.of(operator, tenant.admin())) {
            assertThat(reader.get("/v1/journal?kind=PAST_READ&limit=500")
                            .expect(200)
                            .text())
                    .contains("\"what\":\"POST /v1/tenants/{tenant}/commits/{position}/revert?preview=true\"")
                    .contains("\"position\":\"" + closed + "\"");
        }
        operator.post(path, "{\"reason\": \"paid\"}").expect(200);
        tenant.allows("sam", "edit", "commerce/invoices", "INV-1");
        String saved = tenant.admin()
                .ifMatch("1")
                .patch("/v1/profiles/senior", TO_VIEW)
                .expect(200)
                .position();
        operator.post("/v1/tenants/" + tenant.id() + "/commits/" + saved + "/revert", "")
                .refused(409, "REVERT_IMPOSSIBLE")
                .at("/parameters/event", saved);
    }

    @Test
    void who_may_not_make_the_change_may_not_take_it_back() {
        Tenant tenant = seniors();
        String saved = tenant.admin()
                .ifMatch("1")
                .patch("/v1/profiles/senior", TO_VIEW)
                .expect(200)
                .position();
        String token = tenant.admin()
                .post("/v1/tokens", "{\"principal\": \"asker\"}")
                .expect(201)
                .position();
        Client sam = tenant.as("sam");
        revert(sam, saved + "/revert").refused(403, "NOT_PERMITTED");
        revert(sam, saved + "/revert?preview=true").refused(403, "NOT_PERMITTED");
        revert(sam, token + "/revert").refused(403, "NOT_PERMITTED");
        Tenant other = seniors();
        String store = MandateServer.shared().context().getBean(StoreId.class).value();
        revert(other.admin(), store + "-999999/revert").refused(422, "POSITION_UNKNOWN");
        revert(other.admin(), store + "-0/revert").refused(422, "POSITION_UNKNOWN");
        revert(other.admin(), "elsewhere-1/revert").refused(422, "POSITION_UNKNOWN");
        revert(other.admin(), "nonsense/revert").expect(400);
    }

    @Test
    void of_a_revert_and_a_later_change_neither_is_lost() throws Exception {
        Tenant tenant = seniors();
        String other = "{\"actions\": [\"create\", \"view\"]}";
        for (int round = 0; round < 6; round++) {
            String level = round % 2 == 0 ? "VIEW" : "EDIT";
            String seen = tenant.admin()
                    .put("/v1/profiles/senior/permissions/commerce/orders", "{\"level\": \"" + level + "\"}")
                    .expect(200)
                    .position();
            List<Answer> all = Race.of(i -> i == 7
                    ? revert(tenant.admin(), seen + "/revert")
                    : tenant.admin().put(ORDERS, other));
            if (all.get(7).status() != 200) {
                all.get(7).refused(409, "REVERT_CONFLICT");
            }
            all.stream().filter(answer -> answer != all.get(7)).forEach(answer -> answer.expect(200));
            // Whoever came first, the save that never looked at a revision holds in the end.
            tenant.allows("sam", "view", "commerce/orders", "O-1");
            tenant.denies("sam", "edit", "commerce/orders", "O-1", "ACTION_NOT_GRANTED");
            tenant.admin()
                    .delete("/v1/profiles/senior/permissions/commerce/orders")
                    .expect(200);
        }
    }

    private static Answer revert(Client client, String tail) {
        return client.post("/v1/history/commits/" + tail, "");
    }

    private static List<String> causes(Tenant tenant, String position) {
        long seq = Long.parseLong(position.substring(position.indexOf('-') + 1));
        return JdbcClient.create(MandateServer.shared().database().owner())
                .sql("""
                        select distinct convert_from(metadata, 'UTF8')::jsonb ->> 'causationId' from mandate.domain_event
                        where tenant = ? and commit_seq = ?""")
                .params(tenant.id(), seq)
                .query(String.class)
                .list();
    }

    private static Tenant seniors() {
        Tenant tenant = Tenant.of("commerce");
        tenant.admin().post("/v1/profiles", """
                {"id": "senior", "name": "Senior", "roleType": "CSR", "changes": [
                  {"kind": "OverridePermission", "node": "commerce/invoices", "level": "EDIT"}]}""").expect(201);
        tenant.admin().post("/v1/users", """
                {"id": "sam", "username": "sam@example.org", "firstName": "sam", "lastName": "Example",
                 "role": "CSR", "profile": "senior", "active": true}""").expect(201);
        return tenant;
    }
}
