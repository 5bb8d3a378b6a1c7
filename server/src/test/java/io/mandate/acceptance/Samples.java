package io.mandate.acceptance;

import static io.mandate.acceptance.Sample.body;
import static io.mandate.acceptance.Sample.query;

import io.mandate.acceptance.Sample.By;
import java.util.Map;
import java.util.TreeMap;

/// A good request of every endpoint. A read whose path and method say everything needs none here.
final class Samples {
    /// Stands for the catalog that the asker has now.
    static final String OWN_CATALOG = "the catalog";

    private static final Map<String, Sample> SAMPLES = new TreeMap<>();

    private Samples() {}

    /// The request of an endpoint. One that takes a body, or that is new and does more than show something, must be put
    /// here first.
    static Sample of(Endpoint endpoint) {
        Sample sample = SAMPLES.get(endpoint.toString());
        if (sample != null) {
            return sample;
        }
        if (endpoint.method().equals("GET") && endpoint.condition().isEmpty()) {
            return Sample.PLAIN;
        }
        throw new AssertionError("\"" + endpoint + "\" has no sample request: put one into Samples, so that the walls"
                + " between tenants are tested there, too");
    }

    static {
        reads();
        catalog();
        profiles();
        users();
        tokensRecordsJobs();
        past();
        replays();
        operators();
    }

    private static void reads() {
        put("GET /v1/profiles", query("node={node}&action=view&count=true"));
        put("GET /v1/users", query("profile={profile}&count=true"));
        put("GET /v1/tokens", query("principal={service}&count=true"));
        put("GET /v1/records", query("resource={node}&count=true"));
        put("GET /v1/records?record", query("resource={node}&record={record}"));
        put("GET /v1/audit", query("subject=user:{user}&count=true"));
        put("GET /v1/journal", query("actor={user}").varying());
        put("GET /v1/services/{user}", Sample.PLAIN.at("user", "service"));
        put("GET /v1/pages/{user}", Sample.PLAIN.at("user", "page"));
        String question = """
                {"subject": {"type": "user", "id": "{user}"}, "action": {"name": "view"},
                 "resource": {"type": "{node}", "id": "{record}"}, "context": {"explain": true}%s}""";
        put("POST /access/v1/evaluation", body(question.formatted("")).by(By.SERVICE));
        put(
                "POST /access/v1/evaluations",
                body(question.formatted(", \"evaluations\": [{}, {}]")).by(By.SERVICE));
        put("POST /v1/masks", body("""
                {"user": "{user}", "resource": "{node}", "record": "{record}", "values": {"note": "text"}}""").by(By.SERVICE));
    }

    private static void catalog() {
        put("PUT /v1/catalog", body(OWN_CATALOG));
        put(
                "PUT /v1/catalog?preview",
                body(OWN_CATALOG).withQuery("preview=true").varying());
        put("PUT /v1/catalog/nodes/{*node}", body("""
                {"label": "Another", "actions": ["view", "edit"], "recordBased": true, "navigable": true,
                 "instanceType": "other"}"""));
        put("PUT /v1/catalog/reinstatements/{*node}", Sample.PLAIN);
        put("PUT /v1/catalog/settings/{*setting}", body("""
                {"label": "Another", "type": {"kind": "TEXT", "longest": 64}}"""));
        put("PUT /v1/catalog/role-types/{roleType}", body("{\"label\": \"Another\"}"));
        put("PUT /v1/catalog/roles/{role}", body("{\"label\": \"Another\", \"roleType\": \"CSR\"}"));
        put("PUT /v1/catalog/policies/{policy}", body("{\"value\": \"2\"}"));
        put("DELETE /v1/catalog/nodes/{*node}", Sample.PLAIN);
        put("DELETE /v1/catalog/settings/{*setting}", Sample.PLAIN);
    }

    private static void profiles() {
        String profile = "/v1/profiles/{profile}";
        put("POST /v1/profiles", body("{\"id\": \"{profile}-2\", \"name\": \"{profile}-2\", \"roleType\": \"CSR\"}"));
        put("POST " + profile + "/users", body("{\"users\": [\"{user}\", \"{spareUser}\"]}"));
        put("PATCH " + profile, body("""
                {"changes": [{"kind": "OverridePermission", "node": "{node}", "actions": ["view"]},
                  {"kind": "ChangeAssociatedRole", "associatedRole": "{role}"}]}""").afterSeeing());
        put("POST " + profile + "/clone", body("{\"id\": \"{profile}-3\", \"name\": \"{profile}-3\"}"));
        put("POST " + profile + "/restore", body("{\"toRevision\": 1}").afterSeeing());
        put(
                "POST " + profile + "/restore?preview",
                body("{\"toRevision\": 1}")
                        .withQuery("preview=true")
                        .afterSeeing()
                        .varying());
        put("POST " + profile + "/preview", body("""
                {"changes": [{"kind": "OverridePermission", "node": "{node}", "actions": ["view"]}]}""").varying());
        put("DELETE " + profile, Sample.PLAIN.at("profile", "spareProfile").afterSeeing());
        put("PUT " + profile + "/permissions/{*node}", body("{\"actions\": [\"view\"]}"));
        put("PUT " + profile + "/enablement/{*node}", body("{\"enablement\": \"ENABLED\"}"));
        put("PUT " + profile + "/scope/{*node}", body("""
                {"scope": {"kind": "SELECTED", "ids": ["{record}"]}}"""));
        put("PUT " + profile + "/navigation/{*node}", body("{\"navigation\": \"HIDDEN\"}"));
        put("PUT " + profile + "/instances/{*node}", body("{\"ids\": [\"{record}\"]}"));
        put("PUT " + profile + "/settings/{*setting}", body("{\"value\": \"text\"}"));
        for (String part : new String[] {"permissions", "enablement", "scope", "navigation", "instances"}) {
            put("DELETE " + profile + "/" + part + "/{*node}", Sample.PLAIN);
        }
        put("DELETE " + profile + "/settings/{*setting}", Sample.PLAIN);
    }

    private static void users() {
        String user = "/v1/users/{user}";
        put("POST /v1/users", body("""
                {"id": "{user}-2", "username": "{user}-2@example.org", "firstName": "A", "lastName": "B",
                 "role": "CSR", "profile": "{profile}", "manager": "{user}"}"""));
        put(
                "POST /v1/services",
                body("{\"id\": \"{service}-2\", \"label\": \"A\", \"role\": \"{role}\", \"profile\": \"{profile}\"}"));
        put(
                "POST /v1/pages",
                body("{\"id\": \"{page}-2\", \"label\": \"A\", \"role\": \"{role}\", \"profile\": \"{profile}\"}"));
        put("POST " + user + "/preview", body("""
                {"changes": [{"kind": "AssignUser", "profile": "{profile}"}]}""").varying());
        put("PATCH " + user, body("{\"firstName\": \"Another\"}").afterSeeing());
        put("DELETE " + user, Sample.PLAIN.at("user", "spareUser").afterSeeing());
        put("DELETE " + user + "/personal-data", Sample.PLAIN.at("user", "spareUser"));
        put("POST " + user + "/activation", Sample.PLAIN);
        put("POST " + user + "/password-reset", Sample.PLAIN);
        put("POST " + user + "/acknowledgements", body("{\"type\": \"terms\", \"version\": \"1\"}"));
        put("PUT " + user + "/suspension", body("{\"reason\": \"walk\"}"));
        put("DELETE " + user + "/suspension", Sample.PLAIN);
        put("PUT " + user + "/identity", body("{\"provider\": \"idp\", \"subject\": \"{user}\"}"));
        put("DELETE " + user + "/identity", Sample.PLAIN);
        put("PUT " + user + "/profile", body("{\"profile\": \"{spareProfile}\"}"));
        put("DELETE " + user + "/profile", Sample.PLAIN.at("user", "service"));
        put("PUT " + user + "/role", body("{\"role\": \"{role}\", \"profile\": \"{profile}\"}"));
        put("PUT " + user + "/perimeter", body("{\"perimeter\": {\"kind\": \"SELECTED\", \"ids\": [\"{record}\"]}}"));
        put("DELETE " + user + "/perimeter", Sample.PLAIN);
        put("PUT " + user + "/manager", body("{\"manager\": \"{spareUser}\"}"));
        put("DELETE " + user + "/manager", Sample.PLAIN);
    }

    private static void tokensRecordsJobs() {
        put("POST /v1/tokens", body("{\"principal\": \"{service}\"}"));
        put("GET /v1/tokens/{token}", Sample.PLAIN);
        put("DELETE /v1/tokens/{token}", Sample.PLAIN);
        put("POST /v1/records", body("{\"resource\": \"{node}\", \"id\": \"{record}-3\", \"creator\": \"{user}\"}"));
        put("GET /v1/records/{*resource}", query("id={record}"));
        put("PUT /v1/records/{*resource}", body("{\"owner\": \"{user}\"}").withQuery("id={record}"));
        put("DELETE /v1/records/{*resource}", query("id={record}"));
        put(
                "POST /v1/jobs",
                body("{\"user\": \"{user}\", \"profile\": \"{profile}\"}")
                        .withQuery("kind=assign-users")
                        .varying()); // it may be at work already
    }

    private static void past() {
        put("GET /v1/history/access", past("node={node}&action=view&user={user}"));
        put("GET /v1/history/users/{user}/access", past("node={node}&action=view"));
        put("GET /v1/history/users/{user}", past(""));
        put("GET /v1/history/commits", past("changeSet={changeSet}").varying());
        put("GET /v1/history/commits/{position}", past("").varying());
        put("GET /v1/history/own-changes", past(""));
        put("GET /v1/history/licence", past(""));
        put("GET /v1/history/state", past(""));
        put("GET /v1/history/catalog", past(""));
        put("GET /v1/history/diff", past("from={position}&to={position}&user={user}"));
        put("POST /v1/history/commits/{position}/revert", body("{}").varying().shownElsewhere());
        put(
                "POST /v1/history/commits/{position}/redaction",
                body("{}").varying().shownElsewhere());
        put(
                "POST /v1/history/commits/{position}/revert?preview",
                body("{}").withQuery("preview=true").varying().shownElsewhere());
        put("GET /v1/exports/log", past("").varying().shownElsewhere());
        put("GET /v1/proofs/checkpoint", past("").varying().shownElsewhere());
        put("GET /v1/proofs/keys", past("").varying().shownElsewhere());
        put("GET /v1/proofs/inclusion", past("position={position}").varying().shownElsewhere());
        put(
                "GET /v1/proofs/consistency",
                past("from={position}&to={position}").varying().shownElsewhere());
        put(
                "GET /v1/proofs/evidence",
                past("user={user}&node={node}&action=view").varying().shownElsewhere());
        put(
                "GET /v1/proofs/evidence/access",
                past("user={user}&node={node}&action=view").varying().shownElsewhere());
        for (String question : new String[] {
            "users/{user}", "licence", "commits/{position}", "own-changes",
        }) {
            put("GET /v1/proofs/evidence/" + question, past("").varying().shownElsewhere());
        }
        put(
                "GET /v1/proofs/evidence/commits",
                past("changeSet={changeSet}").varying().shownElsewhere());
        put(
                "GET /v1/proofs/evidence/diff",
                past("from={position}&to={position}&user={user}").varying().shownElsewhere());
    }

    private static Sample past(String query) {
        return query(query).by(By.AUDITOR);
    }

    /// Operators replay for everybody, readers of the trail for their own tenant.
    private static void replays() {
        put("GET /v1/replays", Sample.PLAIN.varying());
        put("POST /v1/replays", body("{\"models\": [\"none\"]}").refused("REPLAY_MODEL_UNKNOWN"));
        put("GET /v1/replays/{replay}", Sample.PLAIN.shownElsewhere());
        put("GET /v1/replays/{replay}/comparison", Sample.PLAIN.shownElsewhere());
        put("GET /v1/replays/{replay}/differences", Sample.PLAIN.shownElsewhere());
        for (String step : new String[] {"comparison", "continue", "switch", "abandon"}) {
            put("POST /v1/replays/{replay}/" + step, body("{}").shownElsewhere());
        }
    }

    private static void operators() {
        put("GET /v1/tenants", Sample.PLAIN.by(By.OPERATOR));
        put("GET /v1/tenants/{tenant}", Sample.PLAIN.by(By.OPERATOR));
        put("POST /v1/tenants", body("""
                {"id": "{tenant}-2", "catalog": "commerce",
                 "firstAdministrator": {"id": "gil", "username": "gil@example.org"}}""").by(By.OPERATOR));
        put(
                "PUT /v1/tenants/{tenant}/quotas",
                body("{\"quotas\": [{\"tier\": \"USER\", \"limit\": 1, \"mode\": \"SOFT\"}]}")
                        .by(By.OPERATOR)
                        .refused("TIER_UNKNOWN"));
        put(
                "POST /v1/tenants/{tenant}/offboarding",
                body("{\"tenant\": \"another\"}").by(By.OPERATOR).refused("FIELD_INVALID"));
        put(
                "PUT /v1/tenants/{tenant}/availability",
                body("{\"modules\": {\"content\": \"UNAVAILABLE\"}}").by(By.OPERATOR));
        put("PUT /v1/tenants/{tenant}/guards", body("{\"escalation\": true}").by(By.OPERATOR));
        put("GET /v1/operations/master-key", Sample.PLAIN.by(By.OPERATOR).varying());
        put(
                "POST /v1/operations/master-key/activation",
                body("{\"epoch\": 99}").by(By.OPERATOR).refused("MASTER_KEY_UNKNOWN"));
        put("GET /v1/operations/projections", Sample.PLAIN.by(By.OPERATOR).varying());
        put("POST /v1/operations/projections/{tenant}/retry", Sample.PLAIN.by(By.OPERATOR));
        put(
                "POST /v1/tenants/{tenant}/commits/{position}/revert",
                body("{}").by(By.OPERATOR).shownElsewhere());
        put(
                "POST /v1/tenants/{tenant}/commits/{position}/revert?preview",
                body("{}").withQuery("preview=true").by(By.OPERATOR).varying().shownElsewhere());
        put("GET /actuator", Sample.PLAIN.by(By.OPERATOR));
        put("GET /actuator/info", Sample.PLAIN.by(By.OPERATOR));
        put("GET /actuator/prometheus", Sample.PLAIN.by(By.OPERATOR).varying());
    }

    private static void put(String endpoint, Sample sample) {
        SAMPLES.put(endpoint, sample);
    }
}
