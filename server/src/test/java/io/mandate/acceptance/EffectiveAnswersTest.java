package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// What a service keeps of the answers about a user, and by what it knows how good they still are.
class EffectiveAnswersTest {
    private static final Tenant TENANT = Tenant.of("commerce");

    @BeforeAll
    static void sellers() {
        TENANT.profile("sellers", "Sellers", "\"roleType\": \"CSR\"")
                .override("sellers", "crm/contacts", "VIEW")
                .override("sellers", "commerce/orders", "EDIT")
                .override("sellers", "commerce/invoices", "VIEW")
                .person("sam", "CSR", "sellers");
    }

    @Test
    void every_answer_says_how_long_ago_the_head_was_confirmed() {
        String question = """
                {"subject": {"type": "user", "id": "sam"}, "action": {"name": "view"},
                 "resource": {"type": "commerce/orders", "id": "*"}%s}""";
        Client service = TENANT.service();
        for (Answer answer : List.of(
                service.post("/access/v1/evaluation", question.formatted("")),
                service.post("/access/v1/evaluations", question.formatted(", \"evaluations\": [{}, {}]")),
                service.post("/v1/masks", """
                        {"user": "sam", "resource": "crm/contacts", "values": {"phone": "+46701234567"}}"""),
                service.get("/v1/users/sam/permissions"),
                service.get("/v1/users/sam/navigation"),
                service.get("/v1/users/sam/settings"))) {
            answer.expect(200);
            assertThat(Long.parseLong(answer.header("Mandate-Age")))
                    .as(answer.request())
                    .isBetween(0L, 60_000L);
        }
    }

    /// Telephones are shown although all of staff is hidden, and move up; nothing of what is not enabled is there.
    @Test
    void the_sidebar_of_a_user_is_what_may_be_seen_in_the_order_of_the_catalog_without_what_is_hidden() {
        Tenant tenant = Tenant.of("contact-center");
        tenant.profile("supervisors", "Supervisors", """
                        "defaultActions": ["view"], "changes": [
                          {"kind": "EnableNode", "node": "staff"}, {"kind": "EnableNode", "node": "contact-manager"},
                          {"kind": "SetNavigation", "node": "staff", "navigation": "HIDDEN"},
                          {"kind": "SetNavigation", "node": "staff/telephones", "navigation": "SHOWN"},
                          {"kind": "SetNavigation", "node": "contact-manager/lists", "navigation": "HIDDEN"}]""").person("uma", "USER", "supervisors");

        Answer sidebar = tenant.service().get("/v1/users/uma/navigation").expect(200);

        assertThat(sidebar.json()).isEqualTo(JsonMapper.shared().readTree("""
                {"entries": [
                  {"node": "staff/telephones", "label": "Telephones", "children": []},
                  {"node": "contact-manager", "label": "Contact Manager", "children": [
                    {"node": "contact-manager/contacts", "label": "Contacts", "children": []},
                    {"node": "contact-manager/interactions", "label": "Interactions", "children": []}]}]}"""));
    }

    @Test
    void who_has_an_answer_still_is_not_sent_it_again_until_something_changed() {
        TENANT.profile("callers", "Callers", "\"roleType\": \"CSR\"").person("kim", "CSR", "callers");
        Map<String, String> changes =
                Map.of("permissions", "crm/contacts", "navigation", "commerce/orders", "settings", "commerce/invoices");
        changes.forEach((what, node) -> {
            String path = "/v1/users/kim/" + what;
            String tag = TENANT.service().get(path).expect(200).etag();

            Client knowing = TENANT.service().with("If-None-Match", tag);
            Answer unchanged = knowing.get(path).expect(304);
            assertThat(unchanged.text()).isEmpty();
            assertThat(unchanged.etag()).isEqualTo(tag);

            TENANT.override("callers", node, "VIEW");
            assertThat(knowing.get(path).expect(200).etag()).isNotEqualTo(tag);
        });
    }
}
