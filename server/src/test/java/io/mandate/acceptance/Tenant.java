package io.mandate.acceptance;

import java.util.concurrent.atomic.AtomicInteger;

/// A tenant of its own for one test, with its first administrator and a service that asks.
///
/// @param id its id
/// @param admin the first administrator
/// @param service a service token that may ask about everybody
record Tenant(String url, String id, Client admin, Client service, Client.Seen seen) {
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    /// Registers a tenant with one of the shipped catalogs.
    static Tenant of(String catalog) {
        return of(catalog, MandateServer.shared());
    }

    static Tenant of(String catalog, MandateServer server) {
        String id = "t" + NUMBERS.incrementAndGet() + "-" + catalog;
        Client.Seen seen = new Client.Seen();
        Answer registered = server.operator()
                .post("/v1/tenants", """
                {"id": "%s", "zone": "Europe/Stockholm", "label": "Test", "catalog": "%s",
                 "firstAdministrator": {"id": "gil", "username": "gil@example.org",
                                        "firstName": "Gil", "lastName": "Example"}}
                """.formatted(id, catalog))
                .expect(201);
        seen.position = registered.position();
        Client admin = new Client(server.url(), registered.at("/secret"), seen);
        admin.post("/v1/services", "{\"id\": \"asker\", \"label\": \"Asker\"}").expect(201);
        String secret = admin.post("/v1/tokens", "{\"principal\": \"asker\"}")
                .expect(201)
                .at("/secret");
        return new Tenant(server.url(), id, admin, new Client(server.url(), secret, seen), seen);
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
