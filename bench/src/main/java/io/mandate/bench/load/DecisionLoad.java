package io.mandate.bench.load;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/// Asks for decisions about many users, and asks the endpoints that do nothing the same.
final class DecisionLoad {
    private static final int USERS = 500;
    private static final int[] CALLERS = {1, 8, 32};
    private static final String DECISION = "/access/v1/evaluation";

    private final int rounds;
    private final int seconds;

    DecisionLoad(int rounds, int seconds) {
        this.rounds = rounds;
        this.seconds = seconds;
    }

    List<String> run(Path data) throws IOException, InterruptedException, ExecutionException {
        try (var server = BenchServer.on(data, ConstantEndpoints.class)) {
            String token = tenant(server);
            for (String path : new String[] {DECISION, ConstantEndpoints.SERVLET, ConstantEndpoints.BARE, DECISION}) {
                rate(server, token, path, 8, 2 * seconds);
            }
            Medians medians = new Medians();
            for (int round = 0; round < rounds; round++) {
                for (int callers : CALLERS) {
                    for (String path : new String[] {ConstantEndpoints.SERVLET, DECISION, ConstantEndpoints.BARE}) {
                        medians.add(path + callers, rate(server, token, path, callers, seconds));
                    }
                }
            }
            return rows(medians);
        }
    }

    private static String tenant(BenchServer server) throws IOException {
        String administrator = server.register("decisions");
        server.post("/v1/profiles", administrator, """
                {"id": "csr", "name": "CSR", "roleType": "CSR", "changes": [
                  {"kind": "OverridePermission", "node": "commerce/invoices", "level": "EDIT"},
                  {"kind": "SetRecordScope", "node": "commerce/invoices", "scope": {"kind": "ANY_OF", "parts": [
                    {"kind": "CREATED_BY_ME"}, {"kind": "ASSIGNED_TO_ME"}]}}]}""");
        for (int i = 0; i < USERS; i++) {
            server.post("/v1/users", administrator, """
                    {"id": "user-%1$d", "username": "user-%1$d@example.org", "firstName": "Sam", "lastName": "Sample",
                     "role": "CSR", "profile": "csr", "active": true}""".formatted(i));
        }
        server.post("/v1/services", administrator, "{\"id\": \"shop\", \"label\": \"Shop\"}");
        return BenchServer.secret(server.post("/v1/tokens", administrator, "{\"principal\": \"shop\"}"));
    }

    private static double rate(BenchServer server, String token, String path, int callers, int seconds)
            throws InterruptedException, ExecutionException {
        byte[][] questions = new byte[USERS][];
        for (int i = 0; i < USERS; i++) {
            questions[i] = KeepAlive.post(path, token, """
                    {"subject": {"type": "user", "id": "user-%1$d"}, "action": {"name": "edit"},
                     "resource": {"type": "invoice", "id": "INV-%1$d", "properties": {"creator": "user-%1$d"}}}""".formatted(i));
        }
        return Callers.rate(server.port(), callers, seconds, caller -> new Callers.Requests() {
            private int next = caller;

            @Override
            public byte[] next() {
                next = (next + 1) % USERS;
                return questions[next];
            }
        });
    }

    private static List<String> rows(Medians medians) {
        List<String> rows = new ArrayList<>();
        for (int callers : CALLERS) {
            rows.add(medians.row(
                    "decisions, " + callers + " callers | a constant servlet behind the same filters",
                    DECISION + callers,
                    ConstantEndpoints.SERVLET + callers));
            rows.add(medians.row(
                    "decisions, " + callers + " callers | a constant before all filters",
                    DECISION + callers,
                    ConstantEndpoints.BARE + callers));
        }
        return rows;
    }
}
