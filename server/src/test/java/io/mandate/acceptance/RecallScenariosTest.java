package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Profiles that come again: as a clone, or as an earlier revision.
class RecallScenariosTest {
    private static final String PROFILE = """
            {"id": "%1$s", "name": "%1$s", "roleType": "CSR", "code": "%1$s-code", "changes": [
              {"kind": "OverridePermission", "node": "commerce/invoices", "level": "EDIT"},
              {"kind": "SetRecordScope", "node": "commerce/invoices", "scope": {"kind": "CREATED_BY_ME"}}]}""";

    @Test
    void a_clone_decides_as_its_source_did_at_the_revision_named() {
        Tenant tenant = Tenant.of("commerce");
        tenant.admin().post("/v1/profiles", PROFILE.formatted("senior")).expect(201);
        tenant.admin()
                .put("/v1/profiles/senior/permissions/commerce/invoices", "{\"level\": \"VIEW\"}")
                .expect(200);
        Answer clone = tenant.admin()
                .post("/v1/profiles/senior/clone", "{\"id\": \"copy\", \"name\": \"Copy\", \"revision\": 1}")
                .expect(201);
        assertThat(clone.header("Location")).isEqualTo("/v1/profiles/copy");
        assertThat(clone.etag()).endsWith("-1\"");
        user(tenant, "sam", "copy");
        tenant.may("sam", "edit", "commerce/invoices", "INV-1", "{\"creator\": \"sam\"}")
                .at("/decision", true);
        tenant.denies("sam", "edit", "commerce/invoices", "INV-2", "OUT_OF_RECORD_SCOPE");
        assertThat(tenant.admin().get("/v1/profiles/copy").expect(200).text()).doesNotContain("senior-code");
        assertThat(tenant.admin()
                        .get("/v1/profiles?text=Copy")
                        .expect(200)
                        .json()
                        .path("items"))
                .hasSize(1);

        tenant.admin()
                .post("/v1/profiles/senior/clone", "{\"name\": \" cOPY \"}")
                .refused(409, "PROFILE_NAME_TAKEN");
        tenant.admin()
                .post("/v1/profiles/senior/clone", "{\"name\": \"Other\", \"revision\": 7}")
                .refused(422, "PROFILE_REVISION_UNKNOWN");
        tenant.admin()
                .post("/v1/profiles/nobody/clone", "{\"name\": \"Other\"}")
                .refused(404, "PROFILE_NOT_FOUND");
        tenant.admin().post("/v1/profiles/senior/clone", "{}").refused(422, "PROFILE_NAME_REQUIRED");
    }

    @Test
    void a_restored_profile_decides_as_it_did_and_the_trail_says_what_was_undone() {
        Tenant tenant = Tenant.of("commerce");
        tenant.admin().post("/v1/profiles", PROFILE.formatted("senior")).expect(201);
        user(tenant, "sam", "senior");
        Answer saved =
                tenant.admin().ifMatch("1").patch("/v1/profiles/senior", """
                {"changes": [{"kind": "RenameProfile", "name": "Junior"},
                  {"kind": "OverridePermission", "node": "commerce/invoices", "level": "VIEW"},
                  {"kind": "ClearRecordScope", "node": "commerce/invoices"}]}""").expect(200);
        tenant.denies("sam", "edit", "commerce/invoices", "INV-1", "ACTION_NOT_GRANTED");

        tenant.admin()
                .post("/v1/profiles/senior/restore", "{\"toRevision\": 1}")
                .refused(428, "REVISION_REQUIRED");
        tenant.admin()
                .ifMatch("1")
                .post("/v1/profiles/senior/restore", "{\"toRevision\": 1}")
                .refused(409, "STALE_REVISION");
        Answer restored = tenant.admin()
                .ifMatch(saved.etag())
                .because("as it was")
                .post("/v1/profiles/senior/restore", "{\"toRevision\": 1}")
                .expect(200);
        restored.at("/revision", 3);
        tenant.may("sam", "edit", "commerce/invoices", "INV-1", "{\"creator\": \"sam\"}")
                .at("/decision", true);
        tenant.denies("sam", "edit", "commerce/invoices", "INV-2", "OUT_OF_RECORD_SCOPE");
        tenant.admin().get("/v1/profiles/senior").expect(200).at("/name", "senior");
        JsonNode trail =
                tenant.admin().get("/v1/audit?limit=4").expect(200).json().path("items");
        assertThat(trail.toString()).contains("as it was").contains("ProfileRestored");

        Answer again = tenant.admin()
                .ifMatch(restored.etag())
                .post("/v1/profiles/senior/restore", "{\"toRevision\": 1}")
                .expect(200);
        again.at("/revision", 3);
        assertThat(again.position()).isEqualTo(restored.position());
    }

    @Test
    void a_name_that_somebody_else_has_by_now_does_not_come_back() {
        Tenant tenant = Tenant.of("commerce");
        tenant.admin().post("/v1/profiles", PROFILE.formatted("senior")).expect(201);
        tenant.admin().ifMatch("1").patch("/v1/profiles/senior", """
                {"changes": [{"kind": "RenameProfile", "name": "Junior"}]}""").expect(200);
        tenant.admin()
                .post("/v1/profiles", "{\"name\": \"SENIOR\", \"roleType\": \"CSR\"}")
                .expect(201);
        tenant.admin()
                .ifMatch("2")
                .post("/v1/profiles/senior/restore", "{\"toRevision\": 1}")
                .refused(409, "PROFILE_NAME_TAKEN");
        tenant.admin().get("/v1/profiles/senior").expect(200).at("/name", "Junior");
    }

    @Test
    void restoring_and_saving_at_once_never_both_succeed_as_of_the_same_revision() throws Exception {
        Tenant tenant = Tenant.of("commerce");
        tenant.admin().post("/v1/profiles", PROFILE.formatted("senior")).expect(201);
        String seen = tenant.admin()
                .put("/v1/profiles/senior/permissions/commerce/orders", "{\"level\": \"VIEW\"}")
                .expect(200)
                .etag();
        for (int round = 0; round < 8; round++) {
            String before = seen;
            String level = round % 2 == 0 ? "EDIT" : "VIEW";
            List<Answer> all = Race.of(i -> i % 2 == 0
                    ? tenant.admin().ifMatch(before).post("/v1/profiles/senior/restore", "{\"toRevision\": 1}")
                    : tenant.admin().ifMatch(before).patch("/v1/profiles/senior", """
                            {"changes": [{"kind": "OverridePermission", "node": "commerce/orders", "level": "%s"}]}
                            """.formatted(level)));
            assertThat(all).anyMatch(answer -> answer.status() == 200);
            all.stream().filter(answer -> answer.status() != 200).forEach(a -> a.refused(409, "STALE_REVISION"));
            // Several may answer 200 only where all but one of them changed nothing.
            long now = Long.parseLong(
                    number(tenant.admin().get("/v1/profiles/senior").expect(200).etag()));
            assertThat(now).isLessThanOrEqualTo(Long.parseLong(number(before)) + 1);
            seen = tenant.admin()
                    .put("/v1/profiles/senior/permissions/crm/contacts", "{\"level\": \"" + level + "\"}")
                    .expect(200)
                    .etag();
        }
    }

    @Test
    void a_clone_and_a_rename_never_get_the_same_name() throws Exception {
        Tenant tenant = Tenant.of("commerce");
        tenant.admin().post("/v1/profiles", PROFILE.formatted("senior")).expect(201);
        for (int round = 0; round < 8; round++) {
            String name = "Wanted " + round;
            String seen = tenant.admin().get("/v1/profiles/senior").etag();
            List<Answer> all = Race.of(i -> i == 7
                    ? tenant.admin().ifMatch(seen).patch("/v1/profiles/senior", """
                            {"changes": [{"kind": "RenameProfile", "name": "%s"}]}""".formatted(name))
                    : tenant.admin().post("/v1/profiles/senior/clone", "{\"name\": \"%s\"}".formatted(name)));
            assertThat(all).filteredOn(answer -> answer.status() < 300).hasSize(1);
            all.stream().filter(a -> a.status() >= 300).forEach(a -> a.refused(409, "PROFILE_NAME_TAKEN"));
        }
    }

    private static String number(String tag) {
        return tag.substring(tag.indexOf('-') + 1).replace("\"", "");
    }

    private static void user(Tenant tenant, String id, String profile) {
        tenant.admin().post("/v1/users", """
                {"id": "%1$s", "username": "%1$s@example.org", "firstName": "%1$s", "lastName": "Example",
                 "role": "CSR", "profile": "%2$s", "active": true}""".formatted(id, profile)).expect(201);
    }
}
