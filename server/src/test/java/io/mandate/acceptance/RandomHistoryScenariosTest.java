package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.access.oracle.Asked;
import io.mandate.access.oracle.Oracle;
import io.mandate.access.oracle.Verdict;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import io.mandate.store.Commit;
import io.mandate.store.follow.EventReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// A random history given as commands. What was answered live after each of them is what the oracle says of the stored
/// events, what is answered afterwards as of its position and its instant, and what the reports tell of that time.
class RandomHistoryScenariosTest {
    private static final int COMMITS = 60;
    private static final String NOBODY = "nobody";
    private static final List<String> SHOWN = List.of("permissions", "navigation", "settings");

    /// What is asked after every command; a record of null is the resource as a whole.
    private record Cell(
            String user,
            String node,
            String action,
            @Nullable String record) {
        String question() {
            return """
                {"subject": {"type": "user", "id": "%s"}, "action": {"name": "%s"},
                 "resource": {"type": "%s", "id": "%s"}}\
                """.formatted(user, action, node, record == null ? "*" : record);
        }

        Asked asked() {
            RecordId id = record == null ? null : new RecordId(record);
            return new Asked(new UserId(user), new NodeKey(node), new ActionName(action), id, null, Map.of());
        }
    }

    /// What was answered at the end of one commit.
    private record Moment(String position, List<JsonNode> answers, Map<String, String> shown) {
        long seq() {
            return RandomHistoryScenariosTest.seq(position);
        }
    }

    private static long seq(String position) {
        return Long.parseLong(position.substring(position.lastIndexOf('-') + 1));
    }

    private final MandateServer server = MandateServer.shared();
    private final Past past = Past.of(Tenant.of("commerce"));
    private final Tenant tenant = past.tenant();
    private final List<Cell> cells = cells();
    private final List<Moment> moments = new ArrayList<>();
    private final Map<Long, Instant> recorded = new LinkedHashMap<>();

    @Test
    void what_was_answered_live_is_said_by_the_oracle_as_of_then_and_by_the_reports() {
        long seed =
                Long.getLong("mandate.oracle.seed", ThreadLocalRandom.current().nextLong(1L << 40));
        Random random = new Random(seed);
        try {
            RandomChanges changes = RandomChanges.of(tenant, server.operator(), random);
            for (int i = 0; i < COMMITS; i++) {
                moments.add(answered(changes.next(), "", ""));
            }
            oracle();
            asOf(random);
            reports();
        } catch (AssertionError e) {
            throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
        }
    }

    private static List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (String user :
                Stream.concat(RandomChanges.USERS.stream(), Stream.of(NOBODY)).toList()) {
            for (String node : RandomChanges.NODES) {
                for (String action : RandomChanges.ACTIONS) {
                    cells.add(new Cell(user, node, action, null));
                    cells.add(new Cell(user, node, action, RandomChanges.RECORD));
                }
            }
        }
        return cells;
    }

    /// @param moment as a member of the context, or empty; `query` the same for a URL
    private Moment answered(String position, String moment, String query) {
        String questions = cells.stream().map(Cell::question).collect(Collectors.joining(","));
        List<JsonNode> answers = tenant.service()
                .post("/access/v1/evaluations", """
                    {"context": {"explain": true, "accept_conditional": true%s}, "evaluations": [%s]}
                    """.formatted(moment, questions))
                .expect(200)
                .json()
                .path("evaluations")
                .valueStream()
                .toList();
        Map<String, String> shown = new LinkedHashMap<>();
        for (String what : SHOWN) {
            Answer answer =
                    tenant.service().get("/v1/users/sam/" + what + query).expect(200);
            assertThat(answer.position()).as(what).isEqualTo(position);
            shown.put(what, answer.text());
        }
        Answer state = past.nora().get("/v1/history/state" + query).expect(200);
        assertThat(state.position()).as("state").isEqualTo(position);
        shown.put("state", state.text());
        return new Moment(position, answers, shown);
    }

    /// Every commit ends in one moment, and no moment is between two.
    private void oracle() {
        Oracle oracle = new Oracle();
        int next = 0;
        for (Commit commit : server.context()
                .getBean(EventReader.class)
                .commits(new TenantId(tenant.id()), 0, 100_000, EventReader.Personal.SEALED)) {
            commit.events().forEach(event -> oracle.fold(event.event(), event.seq()));
            if (next < moments.size() && commit.lastSeq() == moments.get(next).seq()) {
                recorded.put(commit.lastSeq(), commit.recordedAt());
                says(oracle, moments.get(next++));
            }
        }
        assertThat(next).as("moments that are the end of a commit").isEqualTo(COMMITS);
    }

    private void says(Oracle oracle, Moment moment) {
        for (int i = 0; i < cells.size(); i++) {
            Verdict verdict = oracle.ask(cells.get(i).asked());
            JsonNode answer = moment.answers().get(i);
            JsonNode told = answer.at("/context/mandate");
            assertThat(List.of(
                            answer.path("decision").asBoolean(),
                            told.path("reason").asString(""),
                            told.path("node").asString(""),
                            told.path("event").asString("")))
                    .as("%s at %s: %s", cells.get(i), moment.position(), answer)
                    .isEqualTo(List.of(
                            verdict.allowed(),
                            verdict.reason(),
                            verdict.node() == null ? "" : verdict.node().value(),
                            verdict.fact() == 0 ? "" : server.storeId() + "-" + verdict.fact()));
        }
    }

    private void asOf(Random random) {
        List<Moment> order = new ArrayList<>(moments);
        Collections.shuffle(order, random);
        for (Moment then : order) {
            String position = then.position();
            Instant at = recorded.get(then.seq());
            assertThat(answered(position, ", \"position\": \"%s\"".formatted(position), "?position=" + position))
                    .isEqualTo(then);
            assertThat(answered(position, ", \"as_of\": \"%s\"".formatted(at), "?at=" + at))
                    .isEqualTo(then);
        }
    }

    private void reports() {
        for (Cell cell : cells) {
            if (!cell.user().equals(NOBODY)) {
                report(cell);
            }
        }
    }

    private void report(Cell cell) {
        String record = cell.record() == null ? "" : "&record=" + cell.record();
        JsonNode intervals = Past.row(
                        past.could(cell.action(), cell.node(), "user=" + cell.user() + record), cell.user())
                .path("intervals");
        for (Moment moment : moments) {
            boolean live = decision(cell, moment);
            Instant at = recorded.get(moment.seq());
            assertThat(intervals.valueStream().anyMatch(interval -> covers(interval, at)))
                    .as("%s at %s: %s", cell, moment.position(), intervals)
                    .isEqualTo(live);
        }
        turns(cell, intervals);
    }

    /// Whenever an answer turned, the report says that it was the commit after which it was another.
    private void turns(Cell cell, JsonNode intervals) {
        for (int i = 1; i < moments.size(); i++) {
            Moment before = moments.get(i - 1);
            Moment after = moments.get(i);
            boolean could = decision(cell, before);
            if (could != decision(cell, after)) {
                Instant at = recorded.get(after.seq());
                String end = could ? "to" : "since";
                JsonNode by = intervals
                        .valueStream()
                        .filter(interval ->
                                instant(interval.path(end), Instant.MAX).equals(at))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(cell + " at " + after.position() + ": " + intervals))
                        .path(could ? "endedBy" : "grantedBy");
                assertThat(seq(by.path("position").asString()))
                        .as("%s at %s: %s", cell, after.position(), by)
                        .isBetween(before.seq() + 1, after.seq());
            }
        }
    }

    private boolean decision(Cell cell, Moment moment) {
        return moment.answers().get(cells.indexOf(cell)).path("decision").asBoolean();
    }

    private static boolean covers(JsonNode interval, Instant at) {
        Instant from = instant(interval.path("from"), Instant.MIN);
        Instant to = instant(interval.path("to"), Instant.MAX);
        return !at.isBefore(from) && at.isBefore(to);
    }

    private static Instant instant(JsonNode node, Instant otherwise) {
        return node.isString() ? Instant.parse(node.asString()) : otherwise;
    }
}
