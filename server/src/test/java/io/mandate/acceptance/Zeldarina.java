package io.mandate.acceptance;

import io.mandate.testing.postgres.PlainText;

/// Somebody with names that are found nowhere else, who acts from a place, with a program and for a
/// reason that are not either.
final class Zeldarina {
    static final String AGENT = "Xenopterix/9.9";
    static final String REASON = "because Oswaldine insisted on it";

    /// What somebody may be told by name, and is in clear in the one table for that.
    static final PlainText NAMES =
            new PlainText("zeldarina.quistgard", "Zeldarina", "Quistgård-Öhman", "zq.private", "+46-70-1740605");

    /// What is never in clear.
    static final PlainText CIRCUMSTANCES = new PlainText(AGENT, "Oswaldine", "127.0.0.77");

    private Zeldarina() {}

    /// She is user `u-1` of the tenant.
    static void createdIn(Tenant tenant) {
        tenant.profile("clerks", "Clerks", "\"roleType\": \"CSR\"");
        tenant.admin().post("/v1/users", """
                {"id": "u-1", "username": "zeldarina.quistgard@example.org", "firstName": "Zeldarina",
                 "lastName": "Quistgård-Öhman", "email": "zq.private@example.org", "role": "CSR",
                 "profile": "clerks", "active": true}""").expect(201);
    }

    /// Somebody acts himself, from somewhere, with something, for some reason.
    static void acts(Client person, int answer) {
        person.from("127.0.0.77")
                .with("User-Agent", AGENT)
                .because(REASON)
                .post("/v1/profiles", "{\"name\": \"Mine\", \"roleType\": \"CSR\"}")
                .expect(answer);
    }
}
