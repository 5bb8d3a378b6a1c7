package io.mandate.server.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mandate.events.values.TenantId;
import io.mandate.server.process.Attempt.Answer;
import io.mandate.store.journal.JournalEntry.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// A server is killed in the middle of its work, again and again on the same folder.
class KilledUnderLoadIT {
    private static final int ROUNDS = 3;
    private static final List<String> TENANTS = List.of("north", "south");
    private static final Pattern TOKEN = Pattern.compile("token of the first operator.*?\\R\\s+(\\S+)", Pattern.DOTALL);

    /// Of the history after the tenant began: how many places are missing, how many commits are not whole, and how
    /// many have no answer for retries or the reverse. Every commit of the load came with a key.
    private static final String FLAWS = """
        WITH event AS (SELECT * FROM mandate.domain_event WHERE tenant = :tenant),
          grouped AS (SELECT commit_seq, min(seq) AS first, max(seq) AS last, count(*) AS events,
              count(DISTINCT recorded_at) AS times FROM event GROUP BY commit_seq),
          remembered AS (SELECT seq FROM mandate.idempotency WHERE tenant = :tenant)
        SELECT (SELECT h.seq - count(e.seq) FROM mandate.tenant_head h, event e WHERE h.tenant = :tenant GROUP BY h.seq)
          + (SELECT count(*) FROM grouped WHERE last <> commit_seq OR last - first + 1 <> events OR times <> 1)
          + (SELECT count(*) FROM grouped g WHERE g.commit_seq > :base
             AND g.commit_seq NOT IN (SELECT seq FROM remembered))
          + (SELECT count(*) FROM remembered r WHERE r.seq NOT IN (SELECT commit_seq FROM grouped))
          + (SELECT count(*) FROM (SELECT seq FROM remembered GROUP BY seq HAVING count(*) > 1) twice)""";

    @TempDir
    Path folder;

    private final long seed = System.nanoTime();
    private final Map<String, String> tokens = new LinkedHashMap<>();
    private final Map<String, String> askers = new LinkedHashMap<>();
    private final Map<String, Long> bases = new LinkedHashMap<>();
    private final Map<String, Integer> looks = new LinkedHashMap<>();

    @Test
    void what_was_acknowledged_is_there_and_what_was_not_is_there_wholly_or_not_at_all() throws Exception {
        Path data = folder.resolve("data");
        Random random = new Random(seed);
        for (int round = 1; round <= ROUNDS; round++) {
            boolean powerLoss = round == ROUNDS;
            CommandLoad load;
            try (var server = ServerProcess.started(data)) {
                if (round == 1) {
                    register(server);
                }
                load = new CommandLoad("r" + round, tokens, askers);
                load.until(60 + random.nextInt(240), server.url(), () -> {
                    server.process().destroyForcibly();
                    if (powerLoss) {
                        EmbeddedFiles.of(data).postgres().ifPresent(KilledUnderLoadIT::killWithChildren);
                    }
                });
                server.exitCode();
                assertThat(EmbeddedFiles.of(data).postgres().isPresent())
                        .as("the database outlives a killed server, and nothing outlives a power loss")
                        .isEqualTo(!powerLoss);
                assertThat(load.unanswered())
                        .as("the server was killed at work, seed %d", seed)
                        .isNotEmpty();
                TENANTS.forEach(tenant -> looks.merge(tenant, load.looks(tenant), Integer::sum));
                try (var restarted = RestartedServer.on(data)) {
                    check(restarted, load, round);
                }
            }
        }
    }

    private void check(RestartedServer server, CommandLoad load, int round) throws Exception {
        Map<Attempt, Long> committed = new LinkedHashMap<>();
        for (Attempt attempt : load.unanswered()) {
            committed.put(attempt, remembered(server, attempt));
        }
        everythingAcknowledgedIsThere(server, load);
        historyIsWhole(server);
        retriesAreAnswered(server, load, committed);
        historyIsWhole(server);
        await().atMost(Duration.ofMinutes(1)).until(server::readModelsAreComplete);
        assertThat(server.differencesFromARebuild())
                .as("seed %d", seed)
                .allSatisfy((_, differences) -> assertThat(differences).isZero());
        server.journal().settle(); // as whoever reads it does: what the killed process left comes in
        for (String tenant : TENANTS) {
            assertThat(server.auditRows(new TenantId(tenant))).isGreaterThan(bases.getOrDefault(tenant, 0L));
            assertThat(server.journal().firstBroken(new TenantId(tenant))).isEmpty();
            int answered = looks.getOrDefault(tenant, 0);
            assertThat(notes(server, tenant))
                    .as("of %d answers about the past each has its note once, seed %d", answered, seed)
                    .isBetween(answered, answered + round * CommandLoad.atOnce());
        }
    }

    private static int notes(RestartedServer server, String tenant) {
        return (int) server.journal().page(new TenantId(tenant), 0, 1_000_000).stream()
                .filter(row -> row.entry().kind() == Kind.PAST_READ)
                .count();
    }

    private void everythingAcknowledgedIsThere(RestartedServer server, CommandLoad load) {
        load.acknowledged().forEach((attempt, answer) -> {
            String stream = server.sql()
                    .sql("SELECT aggregate_id FROM mandate.domain_event WHERE tenant = ? AND commit_seq = ?"
                            + " ORDER BY seq LIMIT 1")
                    .params(attempt.tenant(), answer.seq())
                    .query(String.class)
                    .optional()
                    .orElse("nothing");
            assertThat(stream)
                    .as("%s at %d, seed %d", attempt.path(), answer.seq(), seed)
                    .isEqualTo(attempt.tenant() + "/" + attempt.aggregate());
        });
    }

    private void historyIsWhole(RestartedServer server) {
        for (String tenant : TENANTS) {
            Long flaws = server.sql()
                    .sql(FLAWS)
                    .param("tenant", tenant)
                    .param("base", bases.getOrDefault(tenant, 0L))
                    .query(Long.class)
                    .single();
            assertThat(flaws)
                    .as("flaws in the history of %s, seed %d", tenant, seed)
                    .isZero();
        }
    }

    /// An acknowledged change is answered as before. One that was not is answered with its place if it was committed,
    /// and carried out now if it was not.
    private void retriesAreAnswered(RestartedServer server, CommandLoad load, Map<Attempt, Long> committed)
            throws Exception {
        for (var entry : load.acknowledged().entrySet()) {
            assertThat(retried(server, entry.getKey())).isEqualTo(entry.getValue());
        }
        for (Attempt attempt : load.unanswered()) {
            long head = head(server, attempt.tenant());
            Answer answer = retried(server, attempt);
            assertThat(answer.status()).as(answer.body()).isIn(200, 201);
            long place = committed.getOrDefault(attempt, 0L);
            if (place > 0) {
                assertThat(answer.seq()).isEqualTo(place);
            } else {
                assertThat(answer.seq()).isGreaterThan(head);
            }
            assertThat(retried(server, attempt)).isEqualTo(answer);
        }
        assertThat(eventsOfEachKind(server, load))
                .allSatisfy((kind, sizes) -> assertThat(sizes)
                        .as("a %s is always as many events, seed %d", kind, seed)
                        .hasSize(1));
    }

    private Map<String, List<Long>> eventsOfEachKind(RestartedServer server, CommandLoad load) {
        Map<String, List<Long>> sizes = new LinkedHashMap<>();
        Stream.concat(load.acknowledged().keySet().stream(), load.unanswered().stream())
                .map(attempt -> Map.entry(
                        attempt.kind(),
                        server.sql()
                                .sql("SELECT count(*) FROM mandate.domain_event WHERE tenant = ? AND commit_seq = ?")
                                .params(attempt.tenant(), remembered(server, attempt))
                                .query(Long.class)
                                .single()))
                .distinct()
                .forEach(size -> sizes.merge(
                        size.getKey(),
                        List.of(size.getValue()),
                        (a, b) -> Stream.of(a, b).flatMap(List::stream).toList()));
        return sizes;
    }

    /// Where a change was committed, by its key; 0: it was not.
    private static long remembered(RestartedServer server, Attempt attempt) {
        return server.sql()
                .sql("SELECT seq FROM mandate.idempotency WHERE tenant = ? AND key = ?")
                .params(attempt.tenant(), attempt.key().toString())
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    private static long head(RestartedServer server, String tenant) {
        return server.sql()
                .sql("SELECT seq FROM mandate.tenant_head WHERE tenant = ?")
                .param(tenant)
                .query(Long.class)
                .single();
    }

    private Answer retried(RestartedServer server, Attempt attempt) throws IOException, InterruptedException {
        return attempt.at(server.url(), tokens.getOrDefault(attempt.tenant(), ""));
    }

    private void register(ServerProcess server) throws IOException, InterruptedException {
        Matcher shown = TOKEN.matcher(server.output());
        assertThat(shown.find()).as(server.output()).isTrue();
        for (String tenant : TENANTS) {
            var registration = new Attempt(
                    tenant,
                    "tenant",
                    "POST",
                    "/v1/tenants",
                    """
                    {"id": "%s", "zone": "Europe/Stockholm", "label": "Test", "catalog": "commerce",
                     "firstAdministrator": {"id": "gil", "username": "gil@example.org",
                                            "firstName": "Gil", "lastName": "Example"}}
                    """.formatted(tenant),
                    "tenant/" + tenant,
                    UUID.randomUUID());
            Answer answer = registration.at(server.url(), shown.group(1));
            assertThat(answer.status()).as(answer.body()).isEqualTo(201);
            tokens.put(
                    tenant,
                    new JsonMapper().readTree(answer.body()).at("/secret").asString());
            bases.put(tenant, answer.seq());
            registerAsker(server, tenant);
        }
    }

    private void registerAsker(ServerProcess server, String tenant) throws IOException, InterruptedException {
        String admin = tokens.getOrDefault(tenant, "");
        var service = new Attempt(
                tenant,
                "service",
                "POST",
                "/v1/services",
                "{\"id\": \"asker\", \"label\": \"Asker\"}",
                "user/asker",
                UUID.randomUUID());
        var token = new Attempt(
                tenant, "token", "POST", "/v1/tokens", "{\"principal\": \"asker\"}", "token/", UUID.randomUUID());
        assertThat(service.at(server.url(), admin).status()).isEqualTo(201);
        Answer issued = token.at(server.url(), admin);
        assertThat(issued.status()).as(issued.body()).isEqualTo(201);
        askers.put(
                tenant, new JsonMapper().readTree(issued.body()).at("/secret").asString());
    }

    /// As sudden as a power cut: nobody gets to finish, and nobody is told.
    private static void killWithChildren(ProcessHandle postgres) {
        List<ProcessHandle> children = postgres.descendants().toList();
        postgres.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        postgres.onExit().join();
        children.forEach(child -> child.onExit().join());
    }
}
