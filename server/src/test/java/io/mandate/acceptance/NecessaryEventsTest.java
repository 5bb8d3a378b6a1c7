package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Sam may edit the invoices that are assigned to him and of his own account number. What is registered about an
/// invoice, and what account number he has, are causes like any other: with event, actor and reason.
class NecessaryEventsTest {
    private static final String INVOICES = "commerce/invoices";

    private final Tenant tenant = Tenant.of("commerce");
    private final Past past = Past.of(tenant);
    private Client maria;

    @BeforeEach
    void sam_may_edit_what_is_his() {
        String administrators = tenant.admin().get("/v1/users/gil").expect(200).at("/profile/id");
        tenant.person("maria", "ADMIN", administrators);
        maria = tenant.as("maria");
        tenant.profile("owners", "Owners", """
            "roleType": "CSR", "changes": [
              {"kind": "OverridePermission", "node": "commerce/invoices", "actions": ["view", "edit"]},
              {"kind": "SetRecordScope", "node": "commerce/invoices", "scope": {"kind": "ALL_OF", "parts": [
                {"kind": "ASSIGNED_TO_ME"},
                {"kind": "ATTRIBUTE", "name": "account", "values": ["$user.accountNumber"]}]}}]\
            """).person("sam", "CSR", "owners", "{\"accountNumber\":" + " \"nord\"}");
    }

    @Test
    void who_gave_the_record_to_the_user_granted_it_and_who_took_it_away_ended_it() {
        invoice("kim", "red");
        owner(maria.because("Kim has left"), "sam", "red");
        owner(tenant.admin(), "sam", "blue");
        owner(tenant.admin().because("too many"), "kim", "blue");

        JsonNode times = times("record=INV-1");
        assertThat(times).hasSize(1);
        assertThat(times.at("/0/grantedBy/event").asString()).isEqualTo("RecordChanged");
        assertThat(times.at("/0/grantedBy/actor/id").asString()).isEqualTo("maria");
        assertThat(times.at("/0/grantedBy/reason").asString()).isEqualTo("Kim has left");
        assertThat(times.at("/0/endedBy/event").asString()).isEqualTo("RecordChanged");
        assertThat(times.at("/0/endedBy/reason").asString()).isEqualTo("too many");
        List<JsonNode> record = because(times.get(0), "RECORD");
        assertThat(record)
                .extracting(each -> each.at("/event/event").asString())
                .as("the account since it was registered, the owner since Maria")
                .containsExactly("RecordRegistered", "RecordChanged");
        assertThat(record.getLast().at("/event/position").asString())
                .isEqualTo(times.at("/0/grantedBy/position").asString());
        assertThat(because(times.get(0), "USER_ATTRIBUTE")).singleElement().satisfies(each -> {
            assertThat(each.path("attribute").asString()).isEqualTo("accountNumber");
            assertThat(each.at("/event/event").asString()).isEqualTo("UserCreated");
        });
    }

    @Test
    void a_moved_attribute_makes_two_times_with_what_each_reached_and_ends_the_reach_of_a_record() {
        invoice("sam", "red");
        String moved = move(maria.because("moves south"), "sued").position();

        JsonNode whole = times("");
        assertThat(whole).hasSize(2);
        assertThat(whole.at("/0/scope/parts/1/values/0").asString()).isEqualTo("nord");
        assertThat(whole.at("/1/scope/parts/1/values/0").asString()).isEqualTo("sued");
        assertThat(whole.at("/1/changedBy/event").asString()).isEqualTo("UserDetailsChanged");
        assertThat(whole.at("/1/changedBy/actor/id").asString()).isEqualTo("maria");
        assertThat(because(whole.get(1), "USER_ATTRIBUTE"))
                .extracting(each -> each.at("/event/reason").asString())
                .containsExactly("moves south");

        assertThat(past.nora().get("/v1/history/state").expect(200).text())
                .contains(
                        "\"attributes\":{\"accountNumber\":%s}".formatted(moved.substring(moved.lastIndexOf('-') + 1)));

        JsonNode one = times("record=INV-1");
        assertThat(one).hasSize(1);
        assertThat(one.at("/0/endedBy/reason").asString()).isEqualTo("moves south");
        assertThat(one.at("/0/endedBecause").asString()).isEqualTo("OUT_OF_RECORD_SCOPE");

        move(tenant.admin().because("and back"), "nord");
        assertThat(times("record=INV-1").at("/1/grantedBy/reason").asString()).isEqualTo("and back");
    }

    @Test
    void a_decision_explains_itself_with_the_record_and_the_attribute_and_to_auditors_who_did_it() {
        invoice("kim", "red");
        String given = owner(maria.because("Kim has left"), "sam", "red").position();
        owner(tenant.admin(), "sam", "blue");

        List<JsonNode> told = findings(asNora(), "RECORD");
        assertThat(told.getLast().path("event").asString()).isEqualTo(given);
        assertThat(told.getLast().path("actor").asString()).isEqualTo("USER:maria");
        assertThat(told.getLast().path("change_reason").asString()).isEqualTo("Kim has left");
        assertThat(findings(asNora(), "USER_ATTRIBUTE")).hasSize(1);
        List<JsonNode> service = findings(tenant.allows("sam", "edit", INVOICES, "INV-1"), "RECORD");
        assertThat(service.getLast().path("event").asString()).isEqualTo(given);
        assertThat(service.getLast().has("actor")).isFalse();

        String latest = owner(tenant.admin(), "kim", "blue").position();
        Answer denied = tenant.denies("sam", "edit", INVOICES, "INV-1", "OUT_OF_RECORD_SCOPE");
        JsonNode limit = findings(denied, "RECORD_SCOPE").getFirst();
        assertThat(limit.path("holds").asBoolean()).isFalse();
        assertThat(limit.path("event").asString()).isEqualTo(denied.at("/context/mandate/event"));
        assertThat(findings(denied, "RECORD")).singleElement().satisfies(version -> {
            assertThat(version.path("holds").asBoolean()).isFalse();
            assertThat(version.path("event").asString()).isEqualTo(latest);
        });
    }

    @Test
    void who_gave_a_user_to_another_to_look_after_granted_what_that_one_could_do_to_him() {
        tenant.profile("leads", "Leads", """
            "roleType": "ADMIN", "changes": [
              {"kind": "OverridePermission", "node": "administration/users", "actions": ["view", "suspend"]},
              {"kind": "SetRecordScope", "node": "administration/users", "scope": {"kind": "ASSIGNED_TO_ME"}}]\
            """).person("pia", "ADMIN", "leads");
        Client pia = tenant.as("pia");
        pia.put("/v1/users/sam/suspension", "").refused(403, "NOT_PERMITTED");
        tenant.denies("pia", "suspend", "administration/users", "sam", "OUT_OF_RECORD_SCOPE");
        maria.because("Pia knows him")
                .put("/v1/users/sam/manager", "{\"manager\": \"pia\"}")
                .expect(200);

        tenant.allows("pia", "suspend", "administration/users", "sam");
        pia.put("/v1/users/sam/suspension", "").expect(200);
        JsonNode times = Past.row(past.could("suspend", "administration/users", "record=sam"), "pia")
                .path("intervals");
        assertThat(times).hasSize(1);
        assertThat(times.at("/0/grantedBy/event").asString()).isEqualTo("UserAssigneeChanged");
        assertThat(times.at("/0/grantedBy/actor/id").asString()).isEqualTo("maria");
        assertThat(because(times.get(0), "RECORD"))
                .extracting(each -> each.at("/event/reason").asString())
                .containsExactly("Pia knows him");

        // Nobody makes himself the creator of a user or the one who looks after him by registering it.
        tenant.admin().post("/v1/records", """
            {"resource": "administration/users", "id": "gil", "creator": "pia", "assignees": ["pia"]}\
            """).refused(422, "FIELD_INVALID");
        tenant.denies("pia", "suspend", "administration/users", "gil", "OUT_OF_RECORD_SCOPE");
        pia.put("/v1/users/gil/suspension", "").refused(403, "NOT_PERMITTED");
    }

    @Test
    void a_profile_or_a_token_is_to_decisions_and_reports_what_it_is_to_commands() {
        String scope = """
            "scope": {"kind": "ATTRIBUTE", "name": "roleType", "values": ["CSR"]}}""";
        tenant.profile("leads", "Leads", """
            "roleType": "ADMIN", "changes": [
              {"kind": "OverridePermission", "node": "administration/users", "actions": ["view"]},
              {"kind": "OverridePermission", "node": "administration/profiles", "actions": ["view", "edit"]},
              {"kind": "SetRecordScope", "node": "administration/profiles", %1$s,
              {"kind": "OverridePermission", "node": "administration/tokens", "actions": ["view", "revoke"]},
              {"kind": "SetRecordScope", "node": "administration/tokens", %1$s]\
            """.formatted(scope)).person("pia", "ADMIN", "leads");
        Client pia = tenant.as("pia");
        String sams = maria.because("a new desk")
                .post("/v1/tokens", "{\"principal\": \"sam\"}")
                .expect(201)
                .at("/id");
        String profile = "administration/profiles";
        String token = "administration/tokens";

        tenant.allows("pia", "edit", profile, "owners");
        tenant.denies("pia", "edit", profile, "leads", "OUT_OF_RECORD_SCOPE");
        tenant.allows("pia", "revoke", token, sams);
        pia.delete("/v1/tokens/" + sams).expect(200);
        JsonNode edits = Past.row(past.could("edit", profile, "record=owners"), "pia");
        assertThat(edits.path("intervals")).hasSize(1);
        JsonNode revokes = Past.row(past.could("revoke", token, "record=" + sams), "pia");
        assertThat(revokes.at("/intervals/0/grantedBy/event").asString()).isEqualTo("TokenIssued");
        assertThat(revokes.at("/intervals/0/grantedBy/reason").asString()).isEqualTo("a new desk");
    }

    private Answer asNora() {
        return past.nora()
                .post("/access/v1/evaluation", """
                    {"subject": {"type": "user", "id": "sam"}, "action": {"name": "edit"},
                     "resource": {"type": "commerce/invoices", "id": "INV-1"},
                     "context": {"explain": true, "position": "%s"}}\
                    """.formatted(tenant.seen().position))
                .expect(200)
                .at("/decision", true);
    }

    private static List<JsonNode> findings(Answer decided, String kind) {
        return of(decided.json().at("/context/mandate"), kind);
    }

    private JsonNode times(String record) {
        return Past.row(past.could("edit", INVOICES, record), "sam").path("intervals");
    }

    private static List<JsonNode> because(JsonNode time, String kind) {
        return of(time, kind);
    }

    private static List<JsonNode> of(JsonNode told, String kind) {
        return told.path("because")
                .valueStream()
                .filter(each -> each.path("kind").asString("").equals(kind))
                .toList();
    }

    private void invoice(String owner, String colour) {
        tenant.admin().post("/v1/records", """
            {"resource": "commerce/invoices", "id": "INV-1", "owner": "%s",
             "attributes": {"account": "nord", "colour": "%s"}}\
            """.formatted(owner, colour)).expect(201);
    }

    private static Answer owner(Client by, String owner, String colour) {
        return by.put("/v1/records/commerce/invoices?id=INV-1", """
            {"owner": "%s", "attributes": {"account": "nord", "colour": "%s"}}\
            """.formatted(owner, colour))
                .expect(200);
    }

    private Answer move(Client by, String accountNumber) {
        return by.ifMatch(tenant.admin().get("/v1/users/sam").expect(200).etag())
                .patch("/v1/users/sam", "{\"attributes\": {\"accountNumber\": \"%s\"}}".formatted(accountNumber))
                .expect(200);
    }
}
