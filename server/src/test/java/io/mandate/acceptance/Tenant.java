package io.mandate.acceptance;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A tenant of its own for one test, with its first administrator and a service that asks.
///
/// @param id its id
/// @param admin the first administrator
/// @param service a service token that may ask about everybody
/// @param domain what usernames end with: the contact center has no addresses
record Tenant(String url, String id, Client admin, Client service, Client.Seen seen, String domain) {
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    /// Registers a tenant with one of the shipped catalogs.
    static Tenant of(String catalog) {
        return of(catalog, MandateServer.shared());
    }

    static Tenant of(String catalog, MandateServer server) {
        return registered("t" + NUMBERS.incrementAndGet() + "-" + catalog, catalog, server);
    }

    /// Registers a tenant of this id.
    static Tenant registered(String id, String catalog, MandateServer server) {
        String domain = catalog.equals("contact-center") ? "" : "@example.org";
        Client.Seen seen = new Client.Seen();
        Answer registered = server.operator()
                .post("/v1/tenants", """
                {"id": "%s", "zone": "Europe/Stockholm", "label": "Test", "catalog": "%s",
                 "firstAdministrator": {"id": "gil", "username": "gil%s",
                                        "firstName": "Gil", "lastName": "Example"}}
                """.formatted(id, catalog, domain))
                .expect(201);
        seen.position = registered.position();
        Client admin = new Client(server.url(), registered.at("/secret"), seen);
        admin.post("/v1/services", "{\"id\": \"asker\", \"label\": \"Asker\"}").expect(201);
        String secret = admin.post("/v1/tokens", "{\"principal\": \"asker\"}")
                .expect(201)
                .at("/secret");
        return new Tenant(server.url(), id, admin, new Client(server.url(), secret, seen), seen, domain);
    }

    /// An active person of this first name.
    ///
    /// @param profile null: none
    Tenant person(String id, String role, @Nullable String profile) {
        return person(id, role, profile, "{}");
    }

    /// As the other, with attributes.
    Tenant person(String id, String role, @Nullable String profile, String attributes) {
        admin.post("/v1/users", """
                {"id": "%1$s", "username": "%1$s%6$s", "firstName": "%2$s", "lastName": "Example",
                 "role": "%3$s", "profile": %4$s, "attributes": %5$s, "active": true}""".formatted(
                                id,
                                id.substring(0, 1).toUpperCase(Locale.ROOT) + id.substring(1),
                                role,
                                profile == null ? "null" : "\"" + profile + "\"",
                                attributes,
                                domain))
                .expect(201);
        return this;
    }

    /// A profile; `fields` are further fields of the body, such as its changes.
    Tenant profile(String id, String name, String fields) {
        admin.post(
                        "/v1/profiles",
                        "{\"id\": \"%s\", \"name\": \"%s\"%s}"
                                .formatted(id, name, fields.isEmpty() ? "" : ", " + fields))
                .expect(201);
        return this;
    }

    /// Gives a node of a profile a level.
    Tenant override(String profile, String node, String level) {
        admin.put("/v1/profiles/" + profile + "/permissions/" + node, "{\"level\": \"" + level + "\"}")
                .expect(200);
        return this;
    }

    /// What the trail says, the oldest first.
    ///
    /// @param filter as in a URL: `subject=user:cy&type=Assigned`
    List<JsonNode> trail(String filter) {
        return admin.get("/v1/audit?order=asc&limit=500&" + filter)
                .expect(200)
                .json()
                .path("items")
                .valueStream()
                .toList();
    }

    /// Somebody with a token of his own, issued now.
    Client as(String user) {
        String secret = admin.post("/v1/tokens", "{\"principal\": \"%s\"}".formatted(user))
                .expect(201)
                .at("/secret");
        return new Client(url, secret, seen);
    }

    /// Asks whether a user may do something to a resource as a whole (`*`) or to a record of it.
    Answer may(String user, String action, String node, String record) {
        return may(user, action, node, record, "{}");
    }

    /// As [#may], with resource properties.
    Answer may(String user, String action, String node, String record, String properties) {
        return service.post("/access/v1/evaluation", """
                {"subject": {"type": "user", "id": "%s"}, "action": {"name": "%s"},
                 "resource": {"type": "%s", "id": "%s", "properties": %s},
                 "context": {"explain": true, "accept_conditional": true}}
                """.formatted(user, action, node, record, properties))
                .expect(200);
    }

    /// Expects a decision that allows.
    Answer allows(String user, String action, String node, String record) {
        return may(user, action, node, record).at("/decision", true);
    }

    /// Expects a decision that denies, for this reason.
    Answer denies(String user, String action, String node, String record, String reason) {
        return may(user, action, node, record).at("/decision", false).at("/context/mandate/reason", reason);
    }
}
