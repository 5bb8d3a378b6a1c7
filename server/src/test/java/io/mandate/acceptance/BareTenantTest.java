package io.mandate.acceptance;

import org.junit.jupiter.api.Test;

/// A tenant that is registered without a catalog: it can be administered, and that is all until it gets one.
class BareTenantTest {
    @Test
    void it_has_the_administration_alone_and_its_administrator_gives_it_a_catalog() {
        MandateServer server = MandateServer.shared();
        Answer registered = server.operator().post("/v1/tenants", """
                {"id": "bare", "firstAdministrator": {"id": "gil", "username": "gil@example.org"}}""").expect(201);
        Client.Seen seen = new Client.Seen();
        seen.position = registered.position();
        Client gil = new Client(server.url(), registered.at("/secret"), seen);
        Answer catalog = gil.get("/v1/catalog")
                .expect(200)
                .at("/catalog", "administration")
                .at("/modules/0/key", "administration");
        gil.get("/v1/users/gil").at("/role", "ADMINISTRATOR");

        String document = """
                {"catalog": "shop", "version": "1",
                 "roleTypes": [{"key": "CLERK", "label": "Clerk"}],
                 "roles": [{"key": "CLERK", "label": "Clerk", "roleType": "CLERK"}],
                 "modules": [
                   {"key": "shop", "label": "Shop", "nodes": [
                     {"key": "shop/orders", "label": "Orders", "actions": ["view"]}]},
                   {"key": "administration", "label": "Administration", "nodes": [
                     {"key": "administration/profiles", "label": "Profiles", "actions": ["view", "create", "edit"]},
                     {"key": "administration/users", "label": "Users",
                      "actions": ["view", "create", "edit", "assign"]}%s]}]}""";
        gil.put("/v1/catalog", document.formatted("")).refused(409, "LAST_ADMINISTRATOR");
        String editable =
                ", {\"key\": \"administration/catalog\", \"label\": \"Catalog\", \"actions\": [\"view\", \"edit\"]}";
        gil.ifMatch(catalog.etag())
                .put("/v1/catalog", document.formatted(editable))
                .expect(200);
        gil.post("/v1/profiles", """
                {"id": "clerks", "name": "Clerks", "roleType": "CLERK", "changes": [
                  {"kind": "OverridePermission", "node": "shop/orders", "actions": ["view"]}]}""").expect(201);
        gil.post("/v1/users", """
                {"id": "kim", "username": "kim", "role": "CLERK", "profile": "clerks", "active": true}""").expect(201);
    }
}
