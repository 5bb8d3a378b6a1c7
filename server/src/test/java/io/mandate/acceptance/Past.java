package io.mandate.acceptance;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// A tenant with somebody who may read its past, and the questions he asks.
///
/// @param nora who may read the past, and change nothing
record Past(Tenant tenant, Client nora) {
    /// The first administrator appoints nora.
    static Past of(Tenant tenant) {
        tenant.profile("auditors", "Auditors", """
                "roleType": "ADMIN", "changes": [
                  {"kind": "OverridePermission", "node": "administration/audit", "level": "HISTORY"}]""");
        tenant.person("nora", "ADMIN", "auditors");
        return new Past(tenant, tenant.as("nora"));
    }

    /// The last position that was seen of the tenant.
    String position() {
        return String.valueOf(tenant.seen().position);
    }

    /// All rows of the access journal, or those of a filter: `kind=PAST_READ&actor=nora`.
    List<JsonNode> journal(String filter) {
        List<JsonNode> rows = new ArrayList<>();
        String after = "";
        do {
            Answer page = nora.get("/v1/journal?limit=500&" + filter + after).expect(200);
            page.json().path("items").valueStream().forEach(rows::add);
            String next = page.at("/next");
            after = next.isEmpty() ? "" : "&after=" + next;
        } while (!after.isEmpty());
        return rows;
    }

    /// The report of who could.
    Answer could(String action, String node, String window) {
        return nora.get("/v1/history/access?node=%s&action=%s&%s".formatted(node, action, window));
    }

    /// The row of one user in it; missing if he is not there.
    static JsonNode row(Answer report, String user) {
        return report.expect(200)
                .json()
                .path("items")
                .valueStream()
                .filter(row -> row.at("/user/id").asString("").equals(user))
                .findFirst()
                .orElse(new tools.jackson.databind.json.JsonMapper().missingNode());
    }

    /// A decision about the past, as a service asks for it.
    Answer decided(String user, String action, String node, String record, String moment) {
        return tenant.service().post("/access/v1/evaluation", """
                {"subject": {"type": "user", "id": "%s"}, "action": {"name": "%s"},
                 "resource": {"type": "%s", "id": "%s"},
                 "context": {"accept_conditional": true, "explain": true, %s}}
                """.formatted(user, action, node, record, moment));
    }
}
