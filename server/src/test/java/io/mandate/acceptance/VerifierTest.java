package io.mandate.acceptance;

import static io.mandate.acceptance.MadePack.SIGNER;
import static io.mandate.acceptance.MadePack.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.store.merkle.Hash;
import io.mandate.store.note.SigningKey;
import io.mandate.store.proof.LoggedEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/// Each thing that the verifier looks at, wrong by itself in a pack that is whole and signed otherwise. The log has
/// four events.
class VerifierTest {
    private static final Hash[] LEAF = {Hash.EMPTY, event(1).leaf(), event(2).leaf(), event(3).leaf(), event(4).leaf()};
    private static final Hash TWO = Hash.node(LEAF[1], LEAF[2]);
    private static final Hash THREE = Hash.node(TWO, LEAF[3]);
    private static final Hash OTHERS = Hash.node(LEAF[3], LEAF[4]);
    private static final Hash FOUR = Hash.node(TWO, OTHERS);

    @TempDir
    private static Path compiled;

    private static Verifier verifier;

    @TempDir
    private Path folder;

    @BeforeAll
    static void compile() throws Exception {
        verifier = new Verifier(compiled);
    }

    @Test
    void a_pack_that_is_as_it_should_be_is_proved_by_key_note_and_itself() throws IOException {
        MadePack pack = good().continuing(2, 4, OTHERS);
        assertThat(check(pack)).startsWith("PROVED: 1 event is in the log of tenant acme");
        assertThat(check(pack, MadePack.key())).startsWith("PROVED: ").doesNotContain("Nothing that you trust");
        assertThat(check(pack, note(2, TWO, SIGNER))).startsWith("PROVED: ").doesNotContain("Nothing that you trust");
        assertThat(check(good().continuing(3, 4, LEAF[3], LEAF[4], TWO), note(3, THREE, SIGNER)))
                .startsWith("PROVED: ");
        assertThat(check(good(), note(4, FOUR, SIGNER))).startsWith("PROVED: ");
        assertThat(check(good().with(event(1), LEAF[2], OTHERS))).startsWith("PROVED: 2 events are");
    }

    @ParameterizedTest
    @CsvSource({
        "tenant,        other",
        "seq,           4",
        "commitSeq,     4",
        "recordedAt,    2026-03-03T10:00:00.000001Z",
        "eventId,       00000000-0000-0007-0000-000000000004",
        "aggregateId,   acme/user/sam",
        "sequence,      7",
        "aggregateType, Profile",
        "timestamp,     2026-03-03T10:00:01Z",
        "type,          UserCreated",
        "revision,      2",
        "actor,         USER:eve",
        "payload,       e30K",
        "metadata,      e30K"
    })
    void an_event_is_what_its_leaf_says_in_every_part(String member, String other) throws IOException {
        MadePack pack = good();
        ObjectNode event = (ObjectNode) pack.json().at("/events/0/event");
        if (event.get(member).isNumber()) {
            event.put(member, Long.parseLong(other));
        } else {
            event.put(member, other);
        }
        assertThat(check(pack, MadePack.key())).startsWith("NOT PROVED: ");
        event.remove(member);
        assertThat(check(pack, MadePack.key())).startsWith("NOT PROVED: ");
    }

    @Test
    void an_event_is_of_the_tenant_and_at_the_position_that_it_is_proved_for() throws IOException {
        LoggedEvent foreign = event("other", 3, "{}");
        Hash root = Hash.node(TWO, foreign.leaf());
        refused(new MadePack(3, root).with(foreign, TWO), "an event is of another tenant");
        refused(
                altered(proof -> proof.put("position", "s1-2")),
                "an event is of another tenant or at another position");
        refused(
                altered(proof -> proof.put("position", "s2-3")),
                "an event is of another tenant or at another position");
    }

    @Test
    void a_path_leads_from_the_place_of_the_event_to_the_root() throws IOException {
        String absent = "is not in the log";
        refused(new MadePack(4, FOUR).with(event(3), LEAF[4]), absent);
        refused(new MadePack(4, FOUR).with(event(3), TWO, LEAF[4]), absent);
        refused(new MadePack(4, FOUR).with(event(3)), absent);
        // Of roots that whoever signs can make as he likes:
        refused(new MadePack(3, LEAF[1]).with(event(1)), absent); // a path that ends before the root
        refused(new MadePack(1, LEAF[2]).with(event(2)), absent); // beyond the end
        refused(new MadePack(1, event(0).leaf()).with(event(0)), absent); // before the beginning
        refused(new MadePack(1, Hash.node(LEAF[4], LEAF[1])).with(event(1), LEAF[4]), absent); // and one beyond it
    }

    @Test
    void the_log_continues_the_trusted_note() throws IOException {
        String ask = "the pack does not tell how it continues";
        String broken = "does not continue";
        String two = note(2, TWO, SIGNER);
        refused(good(), ask, two);
        refused(good().continuing(1, 4, LEAF[2], OTHERS), ask, two);
        refused(good().continuing(2, 3, LEAF[3]), ask, two);
        refused(good().continuing(2, 4, LEAF[3]), broken, two);
        refused(good().continuing(2, 4), broken, two);
        refused(good().continuing(2, 4, OTHERS, LEAF[1]), broken, two);
        refused(good().continuing(2, 4, OTHERS), broken, note(2, OTHERS, SIGNER));
        refused(good().continuing(3, 4, LEAF[3], LEAF[4], TWO), broken, note(3, FOUR, SIGNER));
        refused(new MadePack(4, THREE).continuing(3, 4, LEAF[3], LEAF[4], TWO), broken, note(3, THREE, SIGNER));
        refused(new MadePack(1, TWO).continuing(2, 1, LEAF[1]), broken, two);
        refused(new MadePack(8, FOUR).continuing(2, 8, OTHERS), broken, two);
        refused(new MadePack(1, TWO).continuing(2, 1), broken, two);
        refused(new MadePack(4, FOUR).continuing(0, 4, OTHERS), broken, note(0, Hash.EMPTY, SIGNER));
        refused(good(), "is another one than that of the trusted note", note(4, THREE, SIGNER));
        refused(good(), "the trusted note is of tenant other", MadePack.note("s1", "other", 2, TWO, SIGNER));
    }

    @Test
    void what_is_signed_is_signed_by_a_trusted_key_under_its_own_name() throws IOException {
        SigningKey stranger = SigningKey.generate();
        String untrusted = "is not signed by a key that is trusted";
        refused(good(), untrusted, stranger.verifier("mandate/s1/acme").toString());
        refused(good(), "signed by another key", note(2, TWO, stranger));
        refused(signed(note -> note.replace("\n4\n", "\n5\n")), untrusted);
        refused(signed(note -> note.replaceFirst("— mandate/s1/acme ", "— mandate/s1/other ")), untrusted);
        refused(signed(note -> MadePack.note("s1", "acme", 4, FOUR, stranger)), untrusted);
        refused(signed(VerifierTest::underAnotherNumber), untrusted);
        refused(signed(note -> note.substring(0, note.indexOf("\n\n") + 1)), "a note is a text");
        refused(signed(String::strip), "a note is a text");
        MadePack none = good();
        none.json().putArray("keys");
        refused(none, untrusted);
    }

    @Test
    void with_a_trusted_note_only_its_key_signs_and_those_it_handed_over_to() throws IOException {
        SigningKey genuine = SigningKey.generate();
        SigningKey own = SigningKey.generate();
        String note = new ForgedPack().trusted(genuine);
        ForgedPack handed = new ForgedPack().key(genuine, genuine).key(own, genuine, genuine, own);
        assertThat(check(handed.signed(own), note)).startsWith("PROVED: ");
        for (ForgedPack forged : List.of(
                new ForgedPack().key(own, own).key(genuine, own, own),
                new ForgedPack().key(own, own).key(genuine, own, own, genuine),
                new ForgedPack().key(genuine, genuine).key(own, genuine, own),
                new ForgedPack().key(genuine, genuine).key(own, genuine, genuine),
                new ForgedPack().key(genuine, genuine).key(own, own),
                new ForgedPack().key(own, own).key(genuine, own),
                new ForgedPack().key(own, own))) {
            refused(forged.signed(own), "", note);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'grantedBy': {'position': 's1-1'}}",
                "{'changedBy': {'position': 's1-1'}}",
                "{'endedBy': {'position': 's1-1'}}",
                "{'event': {'position': 's1-1'}}",
                "{'grantedBy': {'position': 's1-0'}}",
                "{'changedBy': {'position': 's1-0'}}",
                "{'endedBy': {'position': 's1-0'}}",
                "{'event': {'position': 's1-0'}}",
                "{'grantedBy': {}}",
                "{'event': 's1-1'}",
                "{'event': 'UserAssigned'}",
                "{'grantedBy': {'event': 'UserAssigned'}}",
                "{'items': [{'because': [{'event': 's1-1'}]}]}",
                "{'position': 's1-1'}",
                "{'position': 's1-3', 'event': 'UserCreated'}",
                "{'position': 's1-3', 'time': '2026-03-03T10:00:01Z'}",
                "{'position': 's1-3', 'actor': {'kind': 'USER', 'id': 'eve'}}",
                "{'position': 's1-3', 'actor': {'kind': 'SERVICE', 'id': 'gil'}}",
                "{'position': 's1-3', 'actor': {'kind': 'USER', 'id': 'gil'}, 'onBehalfOf': {'kind': 'USER', 'id': 'eve'}}",
                "{'position': 's1-3', 'source': 'IMPORT'}",
                "{'position': 's1-3', 'changeSet': 'c-2'}",
                "{'time': '2026-03-03T10:00:00Z'}",
                "{'actor': {'kind': 'USER', 'id': 'gil'}}",
                "{'onBehalfOf': {'kind': 'USER', 'id': 'gil'}}",
                "{'source': 'API'}",
                "{'changeSet': 'c-1'}",
                "{'ip': '10.0.0.7'}"
            })
    void what_the_answer_says_of_an_event_is_proved(String answer) throws IOException {
        assertThat(check(good().answer(answer.replace('\'', '"')), MadePack.key()))
                .startsWith("NOT PROVED: the answer ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'position': 's1-0'}",
                "{'event': 's1-3'}",
                "{'grantedBy': {'position': 's1-3', 'event': 'UserAssigned', 'time': '2026-03-03T10:00:00Z', 'reason': 's1-1',"
                        + " 'actor': {'kind': 'USER', 'id': 'gil', 'name': 's1-1'}, 'source': 'API', 'changeSet': 'c-1'}}"
            })
    void and_what_is_so_is_accepted(String told) throws IOException {
        String gils = "{\"position\": \"s1-3\", \"actor\": {\"kind\": \"USER\", \"id\": \"gil\"}}";
        assertThat(check(good().answer(change(gils, told.replace('\'', '"'))), MadePack.key()))
                .startsWith("PROVED: ");
    }

    @Test
    void whom_the_actor_was_logged_in_as_is_not_left_out() throws IOException {
        LoggedEvent event = event("acme", 3, "{\"onBehalfOf\":\"pat\"}");
        MadePack pack = new MadePack(3, Hash.node(TWO, event.leaf())).with(event, TWO);
        String told = "{\"position\": \"s1-3\", \"actor\": {\"kind\": \"USER\", \"id\": \"gil\"}%s}";
        refused(pack.answer(change(told.formatted(""), "{}")), "says another \"onBehalfOf\"");
        assertThat(check(pack.answer(
                        change(told.formatted(", \"onBehalfOf\": {\"kind\": \"USER\", \"id\": \"pat\"}"), "{}"))))
                .startsWith("PROVED: ");
    }

    /// One that Gil made, with something more that is told of it.
    private static String change(String event, String told) {
        return "{\"user\": {\"kind\": \"USER\", \"id\": \"gil\"}, \"as\": \"ACTOR\", \"profile\": \"clerks\", \"event\": "
                + event + ", \"told\": " + told + "}";
    }

    @Test
    void what_is_no_pack_is_told_so() throws IOException {
        refused(good().json().put("format", "mandate/evidence/2").toString(), "this is no evidence pack");
        for (String member : List.of("events", "keys", "checkpoint", "format")) {
            ObjectNode less = good().json();
            less.remove(member);
            assertThat(check(less.toString())).startsWith("NOT PROVED: ");
        }
        String whole = good().toString();
        refused(whole.replaceFirst("\\{", "{\"answer\": {}, "), "the JSON has \"answer\" twice");
        refused(whole + "{}", "not valid JSON");
        refused(whole.substring(0, whole.length() - 1), "not valid JSON");
        refused(whole.replace("\"question\":{}", "\"question\":" + "[".repeat(70) + "]".repeat(70)), "not valid JSON");
        refused("", "not valid JSON");
        refused(good().answer("{\"position\": \"s1-3\", \"time\": 7}"), "the pack is not complete");
    }

    @Test
    void as_a_program_it_says_so_by_its_exit_code_and_by_one_line() throws Exception {
        Path key = Files.writeString(folder.resolve("keys.txt"), MadePack.key() + "\n");
        Path pack = Files.writeString(folder.resolve("pack.json"), good().toString());
        assertThat(Verifier.run(pack, key)).startsWith("0 PROVED: 1 event is in the log");
        for (Map.Entry<Path, String> bad : Map.of(
                        Files.writeString(folder.resolve("bad.json"), "{}"), "this is no evidence pack",
                        folder.resolve("none.json"), "none.json cannot be read")
                .entrySet()) {
            assertThat(Verifier.run(bad.getKey(), key))
                    .startsWith("1 NOT PROVED: ")
                    .contains(bad.getValue())
                    .hasLineCount(1);
        }
        assertThat(Verifier.run()).startsWith("2 usage: ");
    }

    private static MadePack good() {
        return new MadePack(4, FOUR).with(event(3), LEAF[4], TWO);
    }

    /// A signature that names another key than the one it was made with.
    private static String underAnotherNumber(String note) {
        String coded = note.substring(note.lastIndexOf(' ') + 1).strip();
        byte[] signature = Base64.getDecoder().decode(coded);
        signature[0] ^= 1;
        return note.replace(coded, Base64.getEncoder().encodeToString(signature));
    }

    private static MadePack altered(Consumer<ObjectNode> change) {
        MadePack pack = good();
        change.accept((ObjectNode) pack.json().at("/events/0"));
        return pack;
    }

    private static MadePack signed(UnaryOperator<String> change) {
        MadePack pack = good();
        pack.json().put("checkpoint", change.apply(pack.json().get("checkpoint").asString()));
        return pack;
    }

    private static String note(long size, Hash root, SigningKey by) {
        return MadePack.note("s1", "acme", size, root, by);
    }

    private void refused(Object pack, String why, String... trusted) throws IOException {
        assertThat(check(pack, trusted)).startsWith("NOT PROVED: ").contains(why);
    }

    private String check(Object pack, String... trusted) throws IOException {
        Path[] files = new Path[trusted.length];
        for (int i = 0; i < trusted.length; i++) {
            files[i] = Files.writeString(folder.resolve("trusted-" + i), trusted[i]);
        }
        return verifier.check(Files.writeString(folder.resolve("pack.json"), pack.toString()), files);
    }
}
