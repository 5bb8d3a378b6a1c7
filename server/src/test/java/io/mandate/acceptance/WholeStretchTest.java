package io.mandate.acceptance;

import static io.mandate.acceptance.MadePack.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.store.merkle.Hash;
import io.mandate.store.proof.LoggedEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Answers that rest on all events of a stretch, in packs that are signed by who would like to
/// leave some out. The log has three commits: one event at 10:00, two at 11:00, one at 12:00.
class WholeStretchTest {
    private static final List<LoggedEvent> LOG = List.of(
            event(1, 1, Instant.parse("2026-03-03T10:00:00Z")),
            event(2, 3, Instant.parse("2026-03-03T11:00:00Z")),
            event(3, 3, Instant.parse("2026-03-03T11:00:00Z")),
            event(4, 4, Instant.parse("2026-03-03T12:00:00Z")));
    private static final Hash[] LEAF = LOG.stream().map(LoggedEvent::leaf).toArray(Hash[]::new);
    private static final Hash LEFT = Hash.node(LEAF[0], LEAF[1]);
    private static final Hash RIGHT = Hash.node(LEAF[2], LEAF[3]);

    private static final String BETWEEN = "{\"from\": \"2026-03-03T10:30:00Z\", \"to\": \"2026-03-03T11:30:00Z\"}";
    private static final String CHANGED = "{\"from\": \"s1-1\", \"to\": \"s1-3\", \"access\": {}}";
    private static final String COMMIT = """
            {"first": "s1-2", "position": "s1-3", "events": 2, "shown": [], "affected": 0, "changes": {},
             "tiers": [], "items": []}""";

    @TempDir
    private static Path compiled;

    private static Verifier verifier;

    @TempDir
    private Path folder;

    @BeforeAll
    static void compile() throws Exception {
        verifier = new Verifier(compiled);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2026-03-03T10:30:00Z      | 2026-03-03T11:30:00Z      | 1 | 3 | 1 2 3 4      |
            2026-03-03T10:00:00Z      | 2026-03-03T11:00:00Z      | 1 | 3 | 1 2 3 4      |
            2026-03-03T12:30:00+02:00 | 2026-03-03t11:30:00z      | 1 | 3 | 1 2 3 4      |
            2026-03-01                | 2026-03-05                | 0 | 4 | 1 2 3 4      | 2026-03-05
            s1-3                      | 2026-03-03T12:00:00Z      | 3 | 4 | 3 4          | 2026-03-03T12:00:00Z
            2026-03-05                | 2026-03-06                | 4 | 4 | 4            | 2026-03-06
            2026-03-05                |                           | 4 | 4 | 4            | 2026-03-05
            2026-03-01                |                           | 0 | 4 | 1 2 3 4      |
            2026-03-03                | 2026-03-03                | 1 | 3 | 1 2 3 4      |
            s1-1                      | s1-3                      | 1 | 3 | 1 2 3 4      |
            s1-2                      | s1-3                      | 1 | 3 | 1 2 3 4      |
            s1-0                      | s1-2                      | 0 | 1 | 1 2          |
            s1-3                      | s1-4                      | 3 | 4 | 3 4          |
            s1-1                      | s1-2                      | 1 | 1 | 1 2          |
            s1-4                      | s1-4                      | 4 | 4 | 4            |
            """)
    void a_difference_that_has_every_event_in_between_is_proved(
            String from, String to, int begin, int end, String events, String open) throws IOException {
        String said = check(difference(from, to, begin, end, events));
        assertThat(said)
                .startsWith("PROVED: ")
                .contains("complete: these are all events behind s1-" + begin + " up to s1-" + end);
        if (open == null) {
            assertThat(said).as("what is behind it is proved").doesNotContain("a newer one");
        } else {
            assertThat(said)
                    .contains("\nNot proved: that nothing else was recorded by " + open
                            + ". The checkpoint ends at s1-4");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2026-03-03T10:30:00Z | 2026-03-03T11:30:00Z | 1 | 3 | 1 3 4   | the event at s1-2 is missing
            2026-03-03T10:30:00Z | 2026-03-03T11:30:00Z | 1 | 3 | 2 3 4   | the event at s1-1 is missing
            2026-03-03T10:30:00Z | 2026-03-03T11:30:00Z | 1 | 3 | 1 2 3   | the event at s1-4 is missing
            2026-03-03T10:30:00Z | 2026-03-03T11:30:00Z | 3 | 3 | 3 4     | "from" is 2026-03-03T10:30:00Z
            2026-03-03T10:30:00Z | 2026-03-03T11:30:00Z | 0 | 3 | 1 2 3 4 | "from" is 2026-03-03T10:30:00Z
            2026-03-03T10:30:00Z | 2026-03-03T11:30:00Z | 1 | 1 | 1 2     | "to" is 2026-03-03T11:30:00Z
            2026-03-03T10:30:00Z | 2026-03-03T11:30:00Z | 1 | 4 | 1 2 3 4 | "to" is 2026-03-03T11:30:00Z
            2026-03-01           | 2026-03-05           | 1 | 4 | 1 2 3 4 | "from" is 2026-03-01
            2026-03-05           | 2026-03-05           | 3 | 4 | 3 4     | "from" is 2026-03-05
            2026-03-01           | 2026-03-05           | 0 | 3 | 1 2 3 4 | "to" is 2026-03-05
            2026-13-01           | 2026-03-05           | 0 | 4 | 1 2 3 4 | there is no moment 2026-13-01
            s1-1                 | s1-3                 | 3 | 3 | 3 4     | "from" is s1-1
            s1-3                 | s1-4                 | 1 | 4 | 1 2 3 4 | "from" is s1-3
            s1-0                 | s1-5                 | 0 | 4 | 1 2 3 4 | "to" is s1-5
            s2-1                 | s1-3                 | 1 | 3 | 1 2 3 4 | "from" is no position in the log
            s1-2                 | s1-3                 | 2 | 3 | 2 3 4   | no commit ends at s1-2
            s1-1                 | s1-2                 | 1 | 2 | 1 2 3   | no commit ends at s1-2
            s1-3                 | s1-1                 | 3 | 1 | 1 2 3 4 | ends before it begins
            s1-1                 | s1-5                 | 1 | 5 | 1 2 3 4 | beyond the checkpoint
            s1-3                 | s1-4                 | 3 | 4 | 1 3 4   | has events that the answer is not about
            """)
    void one_that_leaves_events_out_or_is_moved_is_not(
            String from, String to, int begin, int end, String events, String why) throws IOException {
        assertThat(check(difference(from, to, begin, end, events)))
                .startsWith("NOT PROVED: ")
                .contains(why);
    }

    private static MadePack difference(String from, String to, int begin, int end, String events) {
        String question =
                to == null ? "{\"from\": \"" + from + "\"}" : "{\"from\": \"" + from + "\", \"to\": \"" + to + "\"}";
        String answer = "{\"from\": \"s1-" + begin + "\", \"to\": \"s1-" + end + "\", \"access\": {}}";
        return with(events).asking("DIFF", question, answer);
    }

    @Test
    void a_commit_with_all_its_events_is_proved() throws IOException {
        for (String position : List.of("s1-2", "s1-3")) {
            assertThat(check(commit(position, COMMIT, "1 2 3 4")))
                    .startsWith("PROVED: ")
                    .contains("complete: these are all events of the commit s1-2 to s1-3");
        }
        assertThat(check(commit(
                        "s1-1",
                        COMMIT.replace("s1-2", "s1-1").replace("s1-3", "s1-1").replace("2,", "1,"),
                        "1 2")))
                .startsWith("PROVED: ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            s1-2 | 's1-2' | 's1-2' | 1 3 4   | the event at s1-2 is missing
            s1-2 | 's1-2' | 's1-2' | 2 3 4   | the event at s1-1 is missing
            s1-2 | 's1-2' | 's1-2' | 1 2 3   | the event at s1-4 is missing
            s1-3 | 's1-2' | 's1-3' | 2 3 4   | no commit ends at s1-2
            s1-3 | 's1-2' | 's1-1' | 1 2 3 4 | is of another commit
            s1-2 | 's1-3' | 's1-2' | 1 2 3   | no commit ends at s1-2
            s1-2 | 's1-3' | 's1-4' | 1 2 3 4 | is of another commit
            s1-4 | 's1-2' | 's1-2' | 1 2 3 4 | about another commit than the question
            s1-1 | 's1-2' | 's1-2' | 1 2 3 4 | about another commit than the question
            s1-2 | 2,     | 1,     | 1 2 3 4 | not about all of it
            s1-2 | 's1-2' | 's1-0' | 1 2 3 4 | ends before it begins
            s1-2 | 's1-2' | 's2-2' | 1 2 3 4 | "first" is no position in the log
            """, quoteCharacter = '`')
    void one_that_was_cut_is_not(String asked, String part, String other, String events, String why)
            throws IOException {
        String answer = COMMIT.replace(part.replace('\'', '"'), other.replace('\'', '"'));
        assertThat(check(commit(asked, answer, events)))
                .startsWith("NOT PROVED: ")
                .contains(why);
    }

    private static MadePack commit(String asked, String answer, String events) {
        return with(events).asking("COMMIT", "{\"position\": \"" + asked + "\"}", answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"DECISION", "ACCESS", "USER", "LICENCE", "COMMIT", "COMMITS", "DIFF", "OWN_CHANGES", "diff"})
    void under_another_kind_nothing_of_it_is_proved(String kind) throws IOException {
        if (!kind.equals("DIFF")) {
            assertThat(check(with("1 2 3 4").asking(kind, BETWEEN, CHANGED))).startsWith("NOT PROVED: ");
            assertThat(check(with("1 2 3 4").asking(kind, "{}", CHANGED))).startsWith("NOT PROVED: ");
        }
        if (!kind.equals("COMMIT")) {
            String asked = "{\"position\": \"s1-2\"}";
            assertThat(check(with("1 2 3 4").asking(kind, asked, COMMIT))).startsWith("NOT PROVED: ");
        }
        MadePack none = with("1 2 3 4").asking(kind, BETWEEN, CHANGED);
        none.json().remove("kind");
        assertThat(check(none)).startsWith("NOT PROVED: the pack has no text \"kind\"");
    }

    @Test
    void its_members_are_neither_left_out_nor_renamed() throws IOException {
        for (String member : List.of("from", "to", "access")) {
            MadePack less = with("1 2 3 4").asking("DIFF", BETWEEN, CHANGED);
            ((ObjectNode) less.json().get("answer")).remove(member);
            assertThat(check(less)).startsWith("NOT PROVED: the answer ");
        }
        assertThat(check(with("1 2 3 4").asking("DIFF", BETWEEN, CHANGED.replace("\"to\"", "\"until\""))))
                .startsWith("NOT PROVED: the answer has no \"to\"");
        assertThat(check(with("1 2 3 4").asking("DIFF", BETWEEN, CHANGED.replace("{\"", "{\"until\": 1, \""))))
                .startsWith("NOT PROVED: the answer has a \"until\"");
        assertThat(check(with("1 2 3 4").asking("DIFF", "{\"to\": \"s1-3\"}", CHANGED)))
                .startsWith("NOT PROVED: the question has no \"from\"");
        assertThat(check(with("1 2 3 4").asking("DIFF", BETWEEN.replace("}", ", \"user\": \"kim\"}"), CHANGED)))
                .startsWith("NOT PROVED: the answer is about others");
        assertThat(check(with("1 2 3 4").asking("DIFF", BETWEEN, CHANGED.replace("access", "permissions"))))
                .startsWith("NOT PROVED: the answer is about others");
        String ofKim = BETWEEN.replace("}", ", \"user\": \"kim\"}");
        String neither = CHANGED.replace(", \"access\": {}", "");
        assertThat(check(with("1 2 3 4").asking("DIFF", ofKim, neither)))
                .startsWith("NOT PROVED: the answer is about others");
    }

    @Test
    void what_one_user_could_do_is_not_what_another_could() throws IOException {
        String could = """
            {"user": {"kind": "USER", "id": "kim"}, "status": "ACTIVE", "superuser": false, "permissions": [],
             "because": [{"kind": "USER_EXISTS", "event": "s1-2"}], "position": "s1-4"}""";
        assertThat(check(with("2 4").asking("USER", "{\"user\": \"kim\"}", could)))
                .startsWith("PROVED: 2 events are");
        assertThat(check(with("2 4").asking("USER", "{\"user\": \"sam\"}", could)))
                .startsWith("NOT PROVED: the answer is about others");
        assertThat(check(with("4").asking("USER", "{\"user\": \"kim\"}", could)))
                .startsWith("NOT PROVED: the answer names an event that is not proved");
    }

    /// What one of these questions is answered, at the place of the answer: `AT`.
    private static final Map<String, String> AT_A_MOMENT = Map.of("DECISION", """
            {"user": "kim", "node": "shop/orders", "action": "edit", "position": "AT", "allowed": false,
             "reason": "USER_UNKNOWN", "maskedFields": [], "because": [{"kind": "USER_EXISTS", "holds": false}]}""", "USER", """
            {"user": {"kind": "USER", "id": "kim"}, "status": "ACTIVE", "superuser": false, "permissions": [],
             "because": [{"kind": "USER_EXISTS", "event": "AT", "holds": true}], "position": "AT"}""", "LICENCE", """
            {"pools": [], "position": "AT"}""");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"position": "s1-3"}                  | s1-3 | 3 4 |
            {"position": "s1-2"}                  | s1-1 | 1 2 |
            {"position": "s1-4"}                  | s1-4 | 4   |
            {"position": "s1-0"}                  | s1-0 | 1   |
            {"at": "2026-03-03T11:30:00Z"}        | s1-3 | 3 4 |
            {"at": "2026-03-01"}                  | s1-0 | 1   |
            {"at": "2026-03-05"}                  | s1-4 | 4   | Not proved: that nothing else was recorded by 2026-03-05
            {}                                    | s1-3 | 3   |
            """)
    void an_answer_about_a_moment_is_proved_to_be_about_that_one(
            String question, String position, String events, String open) throws IOException {
        for (String kind : AT_A_MOMENT.keySet()) {
            if (kind.equals("USER") && position.equals("s1-0")) {
                continue; // nobody is there before the first event
            }
            if (kind.equals("LICENCE") && question.matches(".*\"at\": \"[-0-9]{10}\".*")) {
                continue; // of a whole day the licence says more
            }
            String said = check(moment(kind, question, position, events));
            assertThat(said).startsWith("PROVED: ");
            if (open == null) {
                assertThat(said).doesNotContain("a newer one");
            } else {
                assertThat(said).contains(open);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"position": "s1-4"}           | s1-3 | 3 4     | "position" is s1-4
            {"position": "s1-1"}           | s1-3 | 3 4     | "position" is s1-1
            {"position": "s1-3"}           | s1-1 | 1 2     | "position" is s1-3
            {"position": "s1-3"}           | s1-3 | 3       | the event at s1-4 is missing
            {"position": "s1-2"}           | s1-2 | 2 3     | no commit ends at s1-2
            {"position": "s1-5"}           | s1-4 | 4       | "position" is s1-5
            {"position": "s2-3"}           | s1-3 | 3 4     | "position" is no position in the log
            {"at": "2026-03-03T12:30:00Z"} | s1-3 | 3 4     | "at" is 2026-03-03T12:30:00Z
            {"at": "2026-03-03T10:30:00Z"} | s1-3 | 3 4     | "at" is 2026-03-03T10:30:00Z
            {"at": "2026-03-03T11:30:00Z"} | s1-3 | 3       | the event at s1-4 is missing
            """)
    void one_about_another_moment_is_not(String question, String position, String events, String why)
            throws IOException {
        for (String kind : AT_A_MOMENT.keySet()) {
            assertThat(check(moment(kind, question, position, events)))
                    .startsWith("NOT PROVED: ")
                    .contains(why);
        }
    }

    private static MadePack moment(String kind, String question, String position, String events) {
        String of = switch (kind) {
            case "DECISION" -> "\"user\": \"kim\", \"node\": \"orders\", \"action\": \"edit\"";
            case "USER" -> "\"user\": \"kim\"";
            default -> "";
        };
        String both = of + (of.isEmpty() || question.equals("{}") ? "" : ", ");
        return with(events)
                .asking(
                        kind,
                        question.replace("{", "{" + both),
                        AT_A_MOMENT.get(kind).replace("AT\"", position + "\""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            COMMITS  | {"changeSet": "c-1"} | "c-1"  | "c-2"
            ACCESS   | {"node": "orders", "action": "edit"} | "edit" | "view"
            DECISION | {"user": "kim", "node": "orders", "action": "edit"} | "edit" | "view"
            DECISION | {"user": "kim", "node": "orders", "action": "edit"} | "kim"  | "sam"
            DECISION | {"user": "kim", "node": "orders", "action": "edit"} | }      | , "record": "o-1"}
            """)
    void an_edited_question_is_not_the_one_that_was_answered(String kind, String question, String part, String other)
            throws IOException {
        String answer = switch (kind) {
            case "COMMITS" -> """
                        {"items": [{"position": "s1-3", "last": {"position": "s1-3", "event": "UserAssigned",
                         "changeSet": "c-1"}}], "position": "s1-4"}""";
            case "ACCESS" -> """
                        {"node": "shop/orders", "action": "edit", "items": [], "position": "s1-4"}""";
            default -> AT_A_MOMENT.get(kind).replace("AT\"", "s1-4\"");
        };
        assertThat(check(with("3 4").asking(kind, question, answer))).startsWith("PROVED: ");
        assertThat(check(with("3 4").asking(kind, question.replace(part, other), answer)))
                .startsWith("NOT PROVED: the answer is about others than the question");
    }

    @Test
    void a_commit_of_another_change_set_is_none_of_those_asked_about() throws IOException {
        String commits = """
            {"items": [{"position": "s1-3", "last": {"position": "s1-3", "event": "UserAssigned", "changeSet": "c-1"}}],
             "position": "s1-4"}""";
        String asked = "{\"changeSet\": \"c-1\"}";
        for (String forged : List.of(
                commits.replace("\"position\": \"s1-3\", \"last\"", "\"position\": \"s1-4\", \"last\""),
                commits.replace(", \"changeSet\": \"c-1\"", ""),
                commits.replace("c-1", "c-2"))) {
            assertThat(check(with("3 4").asking("COMMITS", asked, forged)))
                    .as(forged)
                    .startsWith("NOT PROVED: ");
        }
    }

    @Test
    void an_event_of_another_tenant_fills_no_gap() throws IOException {
        MadePack pack = with("1 2 3 4").asking("DIFF", BETWEEN, CHANGED);
        ((ObjectNode) pack.json().at("/events/1/event")).put("tenant", "other");
        assertThat(check(pack)).startsWith("NOT PROVED: an event is of another tenant");
        ((ArrayNode) pack.json().get("events")).remove(1);
        assertThat(check(pack)).startsWith("NOT PROVED: the event at s1-2 is missing");
    }

    /// A pack with these events of the log.
    private static MadePack with(String events) {
        MadePack pack = new MadePack(4, Hash.node(LEFT, RIGHT));
        Arrays.stream(events.split(" ")).mapToInt(Integer::parseInt).forEach(seq -> {
            int beside = (seq - 1) ^ 1;
            pack.with(LOG.get(seq - 1), LEAF[beside], seq <= 2 ? RIGHT : LEFT);
        });
        return pack;
    }

    private String check(MadePack pack) throws IOException {
        return verifier.check(Files.writeString(folder.resolve("pack.json"), pack.toString()));
    }
}
