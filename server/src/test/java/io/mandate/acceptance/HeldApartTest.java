package io.mandate.acceptance;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Who decides who reads the past: those who do, and only at the beginning whoever may edit the catalog.
class HeldApartTest {
    private static final String REPORT = "/v1/history/access?node=commerce/invoices&action=edit";
    private static final String AUDITORS = "{\"profile\": \"auditors\"}";
    private static final String IDENTITY = "/v1/users/nora/identity";
    private static final String TOKEN = "{\"principal\": \"nora\"}";

    private Tenant tenant;
    private String administrators;

    @BeforeEach
    void aProfileThatReadsThePastAndNobodyWhoHasIt() {
        tenant = Tenant.of("commerce");
        administrators = tenant.admin().get("/v1/users/gil").at("/profile/id");
        tenant.profile("auditors", "Auditors", """
                "roleType": "ADMIN", "changes": [
                  {"kind": "OverridePermission", "node": "administration/audit", "level": "HISTORY"}]""");
    }

    @Test
    void the_first_is_a_person_and_another_one() {
        service("spy").refused(403, "PROFILE_ESCALATION");
        tenant.person("maria", "ADMIN", administrators);
        assign(tenant.as("maria"), "maria").refused(403, "PROFILE_ESCALATION");
        tenant.person("nora", "ADMIN", "auditors");
        tenant.as("nora").get(REPORT).expect(200);
    }

    @Test
    void whoever_reads_the_past_appoints_the_others() {
        Past past = appointed();
        tenant.person("olga", "ADMIN", administrators);
        assign(tenant.admin(), "olga").refused(403, "PROFILE_ESCALATION");
        service("spy").refused(403, "PROFILE_ESCALATION");
        reads(administrators).refused(403, "PROFILE_ESCALATION");

        tenant.override("auditors", "administration/users", "MANAGE");
        assign(past.nora(), "olga").expect(200);
        tenant.as("gil").get(REPORT).refused(403, "NOT_PERMITTED");
    }

    @Test
    void nobody_else_gives_a_further_token_to_who_reads_the_past() {
        appointed();
        tenant.admin().post("/v1/tokens", TOKEN).refused(403, "PROFILE_ESCALATION");
    }

    /// In this catalog everybody may be kept by an identity provider.
    @Test
    void nobody_else_says_who_is_elsewhere_who_reads_the_past() {
        Tenant kept = Tenant.of("feedback");
        kept.profile("auditors", "Auditors", """
                "associatedRole": "NOT_DEFINED", "changes": [
                  {"kind": "OverridePermission", "node": "administration/audit", "level": "HISTORY"}]""");
        kept.person("nora", "NOT_DEFINED", "auditors");
        kept.admin()
                .put(IDENTITY, "{\"provider\": \"idp\", \"subject\": \"nora\"}")
                .expect(200);

        kept.admin()
                .put(IDENTITY, "{\"provider\": \"idp\", \"subject\": \"somebody\"}")
                .refused(403, "PROFILE_ESCALATION");
        kept.admin().post("/v1/tokens", TOKEN).refused(403, "PROFILE_ESCALATION");
    }

    @Test
    void switching_the_guard_off_opens_no_way() {
        appointed();
        tenant.person("olga", "ADMIN", administrators);
        MandateServer.shared()
                .operator()
                .put("/v1/tenants/" + tenant.id() + "/guards", "{\"escalation\": false}")
                .expect(200);
        assign(tenant.admin(), "olga").refused(403, "PROFILE_ESCALATION");
        service("spy").refused(403, "PROFILE_ESCALATION");
        tenant.admin().post("/v1/tokens", TOKEN).refused(403, "PROFILE_ESCALATION");
        tenant.admin().post("/v1/tokens", "{\"principal\": \"olga\"}").expect(201);
    }

    @Test
    void where_nobody_is_left_another_is_appointed_as_at_the_beginning() {
        appointed();
        tenant.admin().put("/v1/users/nora/suspension", "{}").expect(200);
        tenant.person("olga", "ADMIN", administrators);
        assign(tenant.admin(), "olga").expect(200);
        tenant.as("olga").get(REPORT).expect(200);
    }

    @Test
    void saving_the_profile_that_somebody_has_appoints_him_as_giving_it_does() {
        tenant.profile("bots", "Bots", "\"roleType\": \"ADMIN\"");
        service("spy", "bots").expect(201);
        reads("bots").refused(403, "PROFILE_ESCALATION");
        reads(administrators).refused(403, "PROFILE_ESCALATION");

        tenant.profile("readers", "Readers", "\"roleType\": \"ADMIN\"").person("nora", "ADMIN", "readers");
        reads("readers").expect(200);
        tenant.as("nora").get(REPORT).expect(200);
    }

    @Test
    void no_catalog_takes_it_away_and_what_nobody_has_comes_back() {
        Past past = appointed();
        String audit = "/v1/catalog/nodes/administration/audit";
        tenant.admin().delete(audit).refused(409, "HISTORY_IN_USE").at("/parameters/profiles/0", "Auditors");
        tenant.admin().put(audit, """
                        {"label": "Audit", "actions": ["view", "history"], "relevantRoleTypes": ["CSR"]}""").refused(409, "HISTORY_IN_USE");
        past.nora().get(REPORT).expect(200);

        tenant.override("auditors", "administration/audit", "VIEW");
        tenant.admin().delete(audit).expect(200);
        tenant.admin()
                .put("/v1/catalog/reinstatements/administration/audit", "")
                .expect(200);
        reads("auditors").expect(200);
        past.nora().get(REPORT).expect(200);
    }

    private Answer reads(String profile) {
        return tenant.admin()
                .put("/v1/profiles/" + profile + "/permissions/administration/audit", "{\"level\": \"HISTORY\"}");
    }

    private Past appointed() {
        tenant.person("nora", "ADMIN", "auditors");
        return new Past(tenant, tenant.as("nora"));
    }

    private static Answer assign(Client client, String user) {
        return client.put("/v1/users/" + user + "/profile", AUDITORS);
    }

    private Answer service(String id) {
        return service(id, "auditors");
    }

    private Answer service(String id, String profile) {
        return tenant.admin().post("/v1/services", """
                        {"id": "%s", "label": "Spy", "role": "ADMIN", "profile": "%s"}""".formatted(id, profile));
    }
}
