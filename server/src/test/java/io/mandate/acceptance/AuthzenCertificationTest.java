package io.mandate.acceptance;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The decisions that the certification of the standard checks by value, as far as they need no condition. Four do not:
/// they follow from the subject and the action. Where the status of the record, the role of the subject or the property
/// `soft` of the action decides (alice writes an archived record, an admin writes one, alice deletes softly), an
/// override needs a condition, which profiles do not have yet; so these are denied here.
class AuthzenCertificationTest {
    private static final Tenant TENANT = Tenant.of("authzen-certification");

    @BeforeAll
    static void fixture() {
        Client admin = TENANT.admin();
        admin.post("/v1/profiles", """
                {"id": "writers", "name": "Writers", "changes": [
                  {"kind": "OverridePermission", "node": "records/record", "actions": ["read", "write"]}]}""").expect(201);
        admin.post("/v1/profiles", """
                {"id": "readers", "name": "Readers", "changes": [
                  {"kind": "OverridePermission", "node": "records/record", "actions": ["read"]}]}""").expect(201);
        user("alice", "writers", "{}");
        user("bob", "readers", "{\"role\": \"admin\"}");
        record("record-1", "active");
        record("record-2", "archived");
    }

    @ParameterizedTest
    @CsvSource({
        "alice, read, record-1, true",
        "alice, write, record-1, true",
        "bob, read, record-1, true",
        "bob, write, record-1, false",
        "alice, delete, record-1, false",
    })
    void the_decision_is_the_one_that_is_checked(String subject, String action, String resource, boolean decision) {
        TENANT.service()
                .post("/access/v1/evaluation", """
                {"subject": {"type": "user", "id": "%s"}, "action": {"name": "%s"},
                 "resource": {"type": "record", "id": "%s"}}""".formatted(subject, action, resource))
                .expect(200)
                .at("/decision", decision);
    }

    /// Of the eight, the one of a hard delete comes out right without a condition: nothing grants it.
    @ParameterizedTest
    @CsvSource({"false, false"})
    void a_hard_delete_is_denied(boolean soft, boolean decision) {
        TENANT.service()
                .post("/access/v1/evaluation", """
                {"subject": {"type": "user", "id": "alice"},
                 "action": {"name": "delete", "properties": {"soft": %s}},
                 "resource": {"type": "record", "id": "record-1"}}""".formatted(soft))
                .expect(200)
                .at("/decision", decision);
    }

    private static void user(String id, String profile, String attributes) {
        TENANT.admin().post("/v1/users", """
                {"id": "%1$s", "username": "%1$s@example.org", "firstName": "%1$s", "lastName": "Example",
                 "role": "USER", "profile": "%2$s", "active": true, "attributes": %3$s}""".formatted(id, profile, attributes)).expect(201);
    }

    private static void record(String id, String status) {
        TENANT.admin().post("/v1/records", """
                {"resource": "records/record", "id": "%s", "attributes": {"status": "%s"}}""".formatted(id, status)).expect(201);
    }
}
