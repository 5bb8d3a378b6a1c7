package io.mandate.acceptance;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The ids of what somebody has: a profile, a user, a token and so on.
///
/// @param word what all of them begin with, where whoever makes them chooses
/// @param auditor who may read and export the trail there, and the past; null: nobody
record Things(
        String word, Map<String, String> ids, @Nullable Client auditor) {

    String get(String name) {
        String id = ids.get(name);
        if (id == null) {
            throw new AssertionError("no tenant of this walk has a {" + name + "}: make one in Things");
        }
        return id;
    }

    /// What exists nowhere.
    ///
    /// @param position every tenant has positions, and the same ones as the others
    static Things nowhere(String word, String position) {
        Map<String, String> ids = chosen(word);
        ids.put("position", position);
        ids.put("token", UUID.randomUUID().toString());
        ids.put("job", UUID.randomUUID().toString());
        ids.put("changeSet", UUID.randomUUID().toString());
        ids.put("tenant", word + "-tenant");
        return new Things(word, ids, null);
    }

    /// Makes one of everything in a tenant; every text in it says the word.
    static Things in(Tenant tenant, String word) {
        Map<String, String> ids = chosen(word);
        ids.put("tenant", tenant.id());
        Client admin = tenant.admin();
        admin.put(
                        "/v1/catalog/nodes/" + ids.get("node"),
                        "{\"label\": \"%s\", \"actions\": [\"view\", \"edit\"], \"recordBased\": true, \"navigable\": true, \"instanceType\": \"%1$s\"}"
                                .formatted(word))
                .expect(200);
        admin.put(
                        "/v1/catalog/settings/" + ids.get("setting"),
                        "{\"label\": \"%s\", \"type\": {\"kind\": \"TEXT\", \"longest\": 64}}".formatted(word))
                .expect(200);
        admin.put("/v1/catalog/role-types/" + ids.get("roleType"), "{\"label\": \"%s\"}".formatted(word))
                .expect(200);
        admin.put("/v1/catalog/roles/" + ids.get("role"), "{\"label\": \"%s\", \"roleType\": \"CSR\"}".formatted(word))
                .expect(200);
        for (String profile : new String[] {"profile", "spareProfile"}) {
            tenant.profile(
                    ids.get(profile),
                    ids.get(profile),
                    "\"roleType\": \"CSR\", \"description\": \"%s\", \"code\": \"%s\""
                            .formatted(word, ids.get(profile).toUpperCase(Locale.ROOT)));
        }
        for (String user : new String[] {"user", "spareUser"}) {
            tenant.person(ids.get(user), "CSR", ids.get("profile"), "{\"accountNumber\": \"%s\"}".formatted(word));
        }
        admin.post("/v1/services", "{\"id\": \"%s\", \"label\": \"%s\"}".formatted(ids.get("service"), word))
                .expect(201);
        admin.post("/v1/pages", "{\"id\": \"%s\", \"label\": \"%s\"}".formatted(ids.get("page"), word))
                .expect(201);
        ids.put(
                "token",
                admin.post("/v1/tokens", "{\"principal\": \"%s\"}".formatted(ids.get("service")))
                        .expect(201)
                        .at("/id"));
        admin.post("/v1/records", """
                        {"resource": "%s", "id": "%s", "attributes": {"word": "%s"}}""".formatted(ids.get("node"), ids.get("record"), word))
                .expect(201);
        Answer job = admin.post(
                        "/v1/jobs?kind=register-records",
                        "{\"resource\": \"%s\", \"id\": \"%s-2\"}".formatted(ids.get("node"), ids.get("record")))
                .expect(202);
        ids.put("job", job.at("/id"));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> admin.get("/v1/jobs/" + job.at("/id")).at("/state").equals("DONE"));
        ids.put(
                "changeSet",
                tenant.trail("subject=profile:" + ids.get("profile"))
                        .getFirst()
                        .path("changeSet")
                        .asString());
        tenant.profile("auditors", "Auditors", "\"roleType\": \"ADMIN\"")
                .override("auditors", "administration/audit", "HISTORY")
                .override("auditors", "administration/users", "VIEW")
                .person("nora", "ADMIN", "auditors");
        ids.put("position", admin.get("/v1/profiles/auditors").position());
        return new Things(word, ids, tenant.as("nora"));
    }

    private static Map<String, String> chosen(String word) {
        Map<String, String> ids = new HashMap<>();
        for (String name : new String[] {"profile", "spareProfile", "user", "spareUser", "service", "page", "record"}) {
            ids.put(name, word + "-" + name.toLowerCase(Locale.ROOT));
        }
        ids.put("node", "commerce/" + word);
        ids.put("resource", "commerce/" + word);
        ids.put("setting", "commerce/" + word + "-setting");
        ids.put("role", word.toUpperCase(Locale.ROOT));
        ids.put("roleType", word.toUpperCase(Locale.ROOT) + "_TYPE");
        ids.put("path", word + "-path");
        ids.put("replay", UUID.randomUUID().toString());
        ids.put("policy", "mask.visibleChars");
        return ids;
    }
}
