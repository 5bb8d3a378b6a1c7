package io.mandate.bench.load;

import io.mandate.bench.load.SpokenSql.Statement;
import io.mandate.server.embedded.EmbeddedPostgreSql;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;

/// Registers records with an idempotency key, one event each, and has pgbench say the same to a
/// database of its own, made by the same server: nobody follows what pgbench writes there, so that
/// neither disturbs the other.
final class CommandLoad {
    private static final int[] CALLERS = {1, 8, 32};
    /// So many times as long as one measurement: the compilers need that many commands.
    private static final int WARM_UP = 5;
    private static final int[] TENANTS = {1, 32};
    private static final String LISTENED = "listened";
    private static final String SQL = "sql-";
    private static final String NUMBER = "777000777000777";

    private final int rounds;
    private final int seconds;

    CommandLoad(int rounds, int seconds) {
        this.rounds = rounds;
        this.seconds = seconds;
    }

    List<String> run(Path data) throws IOException, InterruptedException, ExecutionException {
        List<Statement> spoken = spoken(data.resolve("sql"));
        try (var database = EmbeddedPostgreSql.start(data.resolve("sql").resolve("postgres"));
                var server = BenchServer.on(data.resolve("http"))) {
            List<String> tokens = new ArrayList<>();
            for (int i = 1; i <= max(TENANTS); i++) {
                tokens.add(server.register("http-" + i));
            }
            warmUp(server, tokens);
            Medians medians = new Medians();
            for (int round = 0; round < rounds; round++) {
                for (int tenants : TENANTS) {
                    PgBench pgbench = PgBench.of(
                            database.access(), new PgBenchScript(spoken, LISTENED, NUMBER, SQL).text(tenants));
                    for (int callers : CALLERS) {
                        medians.add(name("http", callers, tenants), commands(server, tokens, callers, tenants));
                        medians.add(name("pgbench", callers, tenants), pgbench.rate(callers, seconds));
                    }
                }
            }
            return rows(medians);
        }
    }

    /// What the product says for one command, once it has said it before.
    private static List<Statement> spoken(Path data) throws IOException {
        try (var server = BenchServer.on(data, SpokenSql.class)) {
            for (int i = 1; i <= max(TENANTS); i++) {
                server.register(SQL + i);
            }
            String token = server.register(LISTENED);
            server.post("/v1/records", token, record("1"));
            try (var connection = new KeepAlive(server.port())) {
                connection.ask(command(token, "2"));
                SpokenSql.heard();
                KeepAlive.Answer answer = connection.ask(command(token, NUMBER));
                if (answer.status() != 201) {
                    throw new IllegalStateException(answer.body());
                }
            }
            return ofTheCommand(SpokenSql.heard());
        }
    }

    /// Others speak as well: the read models follow, and heads are looked at. The command begins by taking the lock.
    private static List<Statement> ofTheCommand(List<Statement> all) {
        Statement lock = all.stream()
                .filter(statement -> statement.sql().contains("for update"))
                .findFirst()
                .orElseThrow();
        List<Statement> command = new ArrayList<>();
        for (Statement statement : all.subList(all.indexOf(lock), all.size())) {
            if (statement.connection() == lock.connection()) {
                command.add(statement);
                if (statement.sql().equals("commit")) {
                    break;
                }
            }
        }
        return command;
    }

    private void warmUp(BenchServer server, List<String> tokens) throws InterruptedException, ExecutionException {
        Callers.rate(server.port(), 8, WARM_UP * seconds, caller -> requests(tokens, caller, TENANTS[1]));
    }

    private double commands(BenchServer server, List<String> tokens, int callers, int tenants)
            throws InterruptedException, ExecutionException {
        return Callers.rate(server.port(), callers, seconds, caller -> requests(tokens, caller, tenants));
    }

    private static Callers.Requests requests(List<String> tokens, int caller, int tenants) {
        return () -> command(
                tokens.get(tenants == 1 ? 0 : ThreadLocalRandom.current().nextInt(tenants)),
                caller + "-" + UUID.randomUUID());
    }

    private static byte[] command(String token, String id) {
        return KeepAlive.post("/v1/records", token, record(id), "Idempotency-Key: " + id + "\r\n");
    }

    private static String record(String id) {
        return "{\"resource\": \"commerce/invoices\", \"id\": \"" + id + "\", \"creator\": \"sam\"}";
    }

    private static List<String> rows(Medians medians) {
        List<String> rows = new ArrayList<>();
        for (int tenants : TENANTS) {
            for (int callers : CALLERS) {
                rows.add(medians.row(
                        "commands, " + callers + " callers, " + tenants + " tenants | pgbench, the same statements",
                        name("http", callers, tenants),
                        name("pgbench", callers, tenants)));
            }
        }
        return rows;
    }

    private static String name(String what, int callers, int tenants) {
        return what + " " + callers + "/" + tenants;
    }

    private static int max(int[] values) {
        return java.util.Arrays.stream(values).max().orElseThrow();
    }
}
