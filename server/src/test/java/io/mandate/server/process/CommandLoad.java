package io.mandate.server.process;

import io.mandate.server.process.Attempt.Answer;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// Administrators at work until the server is gone. Each makes a profile, a user with it, suspends the
/// user and overrides a permission, and begins again; after each round a service asks for a decision
/// about the past. It remembers what was acknowledged.
final class CommandLoad {
    private static final int ADMINISTRATORS = 4;
    private static final String EVALUATION = "/access/v1/evaluation";

    private final String round;
    private final Map<String, String> tokens;
    private final Map<String, String> askers;
    private final Map<Attempt, Answer> acknowledged = new ConcurrentHashMap<>();
    private final Queue<Attempt> unanswered = new ConcurrentLinkedQueue<>();
    private final Map<String, AtomicInteger> looks = new ConcurrentHashMap<>();

    /// @param tokens an administrator's token for each tenant
    /// @param askers a service's token for each tenant
    CommandLoad(String round, Map<String, String> tokens, Map<String, String> askers) {
        this.round = round;
        this.tokens = tokens;
        this.askers = askers;
    }

    Map<Attempt, Answer> acknowledged() {
        return acknowledged;
    }

    /// What was sent and not answered before the end.
    Queue<Attempt> unanswered() {
        return unanswered;
    }

    /// How many may have asked when the server went away.
    static int atOnce() {
        return ADMINISTRATORS;
    }

    /// How many decisions about the past of a tenant somebody got.
    int looks(String tenant) {
        return looks.getOrDefault(tenant, new AtomicInteger()).get();
    }

    /// Works until the server is gone, which `end` is to bring about once so many changes were acknowledged.
    void until(int count, String url, Runnable end) throws Exception {
        AtomicInteger answers = new AtomicInteger();
        var work = new ConcurrentLinkedQueue<Future<?>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (String tenant : tokens.keySet()) {
                for (int i = 0; i < ADMINISTRATORS; i++) {
                    String name = round + "-" + i;
                    work.add(threads.submit(() -> administrate(tenant, name, url, () -> {
                        if (answers.incrementAndGet() == count) {
                            end.run();
                        }
                    })));
                }
            }
        }
        for (Future<?> one : work) {
            one.get();
        }
    }

    private void administrate(String tenant, String name, String url, Runnable acknowledgement) {
        try {
            for (int n = 0; ; n++) {
                String id = name + "-" + n;
                for (Attempt attempt : changes(tenant, id)) {
                    if (!sent(attempt, url)) {
                        return;
                    }
                    acknowledgement.run();
                }
                String asker = askers.getOrDefault(tenant, "");
                expect(Attempt.ask(url, EVALUATION, asker, aboutThePast(id)), 200, EVALUATION);
                looks.computeIfAbsent(tenant, _ -> new AtomicInteger()).incrementAndGet();
            }
        } catch (IOException _) {
            // The server is gone; what was not answered is remembered.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static String aboutThePast(String user) {
        return """
            {"subject": {"type": "user", "id": "u-%s"}, "action": {"name": "view"},
             "resource": {"type": "commerce/invoices", "id": "INV-1"}, "context": {"as_of": "%s"}}""".formatted(user, Instant.now().minusSeconds(1));
    }

    private boolean sent(Attempt attempt, String url) throws InterruptedException {
        try {
            Answer answer = attempt.at(url, token(attempt.tenant()));
            expect(answer, attempt.method().equals("POST") ? 201 : 200, attempt.path());
            acknowledged.put(attempt, answer);
            return true;
        } catch (IOException _) {
            unanswered.add(attempt);
            return false;
        }
    }

    private String token(String tenant) {
        return tokens.getOrDefault(tenant, "");
    }

    private static void expect(Answer answer, int status, String request) {
        if (answer.status() != status) {
            throw new AssertionError(request + " was answered " + answer.status() + ": " + answer.body());
        }
    }

    private static Attempt[] changes(String tenant, String id) {
        String profile = "p-" + id;
        String user = "u-" + id;
        return new Attempt[] {
            new Attempt(
                    tenant,
                    "profile",
                    "POST",
                    "/v1/profiles",
                    """
                    {"id": "%1$s", "name": "Profile %1$s", "roleType": "CSR", "changes": [
                      {"kind": "OverridePermission", "node": "commerce/orders", "level": "VIEW"},
                      {"kind": "OverridePermission", "node": "commerce/invoices", "level": "EDIT"},
                      {"kind": "SetRecordScope", "node": "commerce/invoices", "scope": {"kind": "CREATED_BY_ME"}}]}
                    """.formatted(profile),
                    "profile/" + profile,
                    UUID.randomUUID()),
            new Attempt(
                    tenant,
                    "user",
                    "POST",
                    "/v1/users",
                    """
                    {"id": "%1$s", "username": "%1$s@example.org", "firstName": "Sam", "lastName": "Sample",
                     "role": "CSR", "profile": "%2$s", "active": true}
                    """.formatted(user, profile),
                    "user/" + user,
                    UUID.randomUUID()),
            new Attempt(
                    tenant,
                    "suspension",
                    "PUT",
                    "/v1/users/" + user + "/suspension",
                    "{\"reason\": \"On leave\"}",
                    "user/" + user,
                    UUID.randomUUID()),
            new Attempt(
                    tenant,
                    "permission",
                    "PUT",
                    "/v1/profiles/" + profile + "/permissions/commerce/subscriptions",
                    "{\"level\": \"VIEW\"}",
                    "profile/" + profile,
                    UUID.randomUUID())
        };
    }
}
