package io.mandate.store.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.events.values.TenantId;
import io.mandate.store.Samples;
import io.mandate.store.merkle.Hash;
import io.mandate.store.note.SignedNote;
import io.mandate.store.note.SigningKey;
import io.mandate.store.proof.ProofNode;
import io.mandate.store.proof.TenantCheckpoint;
import io.mandate.store.verify.Finding.Kind;
import io.mandate.store.verify.Finding.Log;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A superuser changes what is stored behind the back of the program; each time it is found and named. The log has
/// 303 events, the last three of one commit, and was anchored at 263 and at the end.
class TamperingTest {
    private static final TenantId TENANT = new TenantId("acme");
    private static final long LAST = 303;

    private ProofNode node;

    @BeforeEach
    void anchored(@TempDir Path folder) {
        node = ProofNode.onNewDatabase(folder);
        Samples.register(node.node, TENANT);
        node.events(TENANT, 260);
        node.looked(TENANT, 5);
        node.anchor(TENANT);
        node.events(TENANT, 37);
        node.looked(TENANT, 3);
        node.anchor(TENANT);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void what_nobody_touched_is_good() {
        Verified verified = verify();
        assertThat(verified.findings()).isEmpty();
        assertThat(verified.events()).isEqualTo(LAST);
        assertThat(verified.journalRows()).isEqualTo(8);
        assertThat(verified.statements()).isEqualTo(5);
    }

    @Test
    void a_log_that_grows_while_it_is_read_is_good() throws InterruptedException {
        AtomicBoolean enough = new AtomicBoolean();
        Thread writer = Thread.ofPlatform().start(() -> {
            while (!enough.get()) {
                Samples.commit(node.node, TENANT, Samples.rules(1), Samples.rules(2));
                node.looked(TENANT, 1);
            }
        });
        long before = LAST;
        try {
            for (int i = 0; i < 30; i++) {
                Verified verified = verify();
                assertThat(verified.findings()).isEmpty();
                assertThat(verified.events()).isGreaterThanOrEqualTo(before);
                before = verified.events();
            }
        } finally {
            enough.set(true);
            writer.join();
        }
        assertThat(before).isGreaterThan(LAST);
    }

    @ParameterizedTest
    @CsvSource({
        "payload = '{}', 7",
        "payload = payload || ' ', 270",
        "metadata = '{}', 300",
        "actor = 'USER:eve', 303",
        "recorded_at = recorded_at + interval '1 microsecond', 100",
        "recorded_at = recorded_at - interval '1 day', 100",
        "event_id = gen_random_uuid(), 256",
        "payload_type = 'TenantRegistered', 257",
        "payload_rev = '2', 1",
        "ts = '2020-01-01T00:00:00Z', 2",
        "aggregate_type = 'x', 3",
        "aggregate_id = 'acme/user/eve', 4",
        "sequence_no = 9999, 5",
        "commit_seq = 302, 301"
    })
    void an_altered_column_is_found(String change, long at) {
        node.tamper("update mandate.domain_event set " + change + " where tenant = 'acme' and seq = ?", at);
        assertFound(Log.EVENTS, Kind.ALTERED, at);
    }

    @ParameterizedTest
    @CsvSource({"1", "150", "263", "302"})
    void a_removed_event_is_found(long at) {
        node.tamper("delete from mandate.domain_event where seq = ?", at);
        assertFound(Log.EVENTS, Kind.REMOVED, at);
    }

    @Test
    void an_event_that_was_removed_with_the_gap_closed_is_found() {
        node.tamper("delete from mandate.domain_event where seq = 150");
        node.tamper("update mandate.domain_event set seq = -seq, commit_seq = commit_seq where false");
        close(150, -1);
        node.tamper("update mandate.tenant_head set seq = seq - 1");
        assertFound(Log.EVENTS, Kind.REMOVED, 150);
    }

    @Test
    void an_inserted_event_is_found_where_room_was_made_for_it() {
        close(150, 1);
        node.tamper("""
                insert into mandate.domain_event (tenant, seq, commit_seq, recorded_at, event_id, aggregate_id, sequence_no,
                  aggregate_type, ts, payload_type, payload_rev, actor, payload, metadata)
                select tenant, 150, 150, recorded_at - interval '1 microsecond', gen_random_uuid(), 'acme/user/new', 0,
                  aggregate_type, ts, payload_type, payload_rev, actor, payload, metadata
                from mandate.domain_event where seq = 151""");
        node.tamper("update mandate.tenant_head set seq = seq + 1");
        assertFound(Log.EVENTS, Kind.INSERTED, 150);
    }

    @Test
    void an_event_appended_behind_the_head_is_found() {
        node.tamper("""
                insert into mandate.domain_event (tenant, seq, commit_seq, recorded_at, event_id, aggregate_id, sequence_no,
                  aggregate_type, ts, payload_type, payload_rev, actor, payload, metadata)
                select tenant, 304, 304, recorded_at + interval '1 second', gen_random_uuid(), 'acme/user/new', 0,
                  aggregate_type, ts, payload_type, payload_rev, actor, payload, metadata
                from mandate.domain_event where seq = 303""");
        assertFound(Log.EVENTS, Kind.INSERTED, 304);
    }

    @ParameterizedTest
    @CsvSource({"150, 151", "20, 100"})
    void exchanged_events_are_found(long one, long other) {
        node.tamper("alter table mandate.domain_event drop constraint domain_event_position_uq");
        node.tamper(
                "update mandate.domain_event set seq = ? - seq, commit_seq = ? - seq where seq in (?, ?)",
                one + other,
                one + other,
                one,
                other);
        assertFound(Log.EVENTS, Kind.REORDERED, one);
    }

    @Test
    void exchanged_contents_are_found() {
        node.tamper("alter table mandate.domain_event drop constraint domain_event_stream_uq");
        node.tamper("""
                update mandate.domain_event e set event_id = o.event_id, aggregate_id = o.aggregate_id,
                  sequence_no = o.sequence_no, ts = o.ts, payload_type = o.payload_type, actor = o.actor,
                  payload = o.payload, metadata = o.metadata
                from mandate.domain_event o where e.seq in (30, 40) and o.seq = 70 - e.seq""");
        assertFound(Log.EVENTS, Kind.REORDERED, 30);
    }

    @ParameterizedTest
    @CsvSource({"303", "299", "263", "10", "1"})
    void a_tail_that_was_cut_off_is_found_though_every_trace_in_the_database_is_gone(long from) {
        node.tamper("delete from mandate.domain_event where seq >= ?", from);
        node.tamper("update mandate.tenant_head set seq = ? - 1", from);
        node.tamper("delete from mandate.proof_tree");
        node.tamper("delete from mandate.proof_tile");
        node.tamper("delete from mandate.proof_checkpoint");
        assertFound(Log.EVENTS, Kind.CUT_OFF, from);
    }

    @Test
    void an_event_altered_together_with_tree_and_checkpoints_does_not_fit_to_its_anchor() {
        node.tamper("update mandate.domain_event set actor = 'USER:eve' where seq = 280");
        node.tamper("delete from mandate.proof_tree");
        node.tamper("delete from mandate.proof_tile");
        node.tamper("delete from mandate.proof_checkpoint");
        // Positions 264 to 303 are between two anchors: without the tree it cannot be told any closer.
        assertFound(Log.EVENTS, Kind.ALTERED, 264);
    }

    @Test
    void what_was_signed_again_with_another_key_is_found() {
        SigningKey other = SigningKey.generate();
        String note = node.node
                .sql()
                .sql("select note from mandate.proof_checkpoint where size = 263")
                .query(String.class)
                .single();
        SignedNote signed = SignedNote.parse(note);
        TenantCheckpoint said = TenantCheckpoint.parse(signed.text());
        TenantCheckpoint lie = new TenantCheckpoint(
                said.store(), said.tenant(), said.size(), Hash.EMPTY, said.recordedAt(), 0, Hash.EMPTY);
        node.tamper(
                "update mandate.proof_checkpoint set note = ? where size = 263",
                SignedNote.sign(lie.text(), lie.origin(), other).toString());
        assertFound(Log.EVENTS, Kind.RE_SIGNED, 263);
    }

    @Test
    void a_checkpoint_kept_by_an_auditor_tells_on_a_store_that_was_made_anew_with_a_new_key() {
        String trusted = node.anchors.last(TENANT).orElseThrow().toString();
        SigningKey other = SigningKey.generate();
        Verified verified = LogVerification.verify(
                new StoredLog(node.node.sql(), TENANT),
                java.util.Map.of(1, other.verifier("mandate")),
                List.of(new Note("the trusted checkpoint", trusted)),
                _ -> {});
        assertThat(verified.findings()).isNotEmpty().allMatch(finding -> finding.kind() == Kind.RE_SIGNED);
    }

    @ParameterizedTest
    @CsvSource({"event, 0, 0", "journal, -, -"})
    void a_changed_tree_is_found_and_the_events_are_not_blamed(String log, String level, String number) {
        if (log.equals("event")) {
            node.tamper(
                    "update mandate.proof_tile set hashes = set_byte(hashes, 40, get_byte(hashes, 40) # 1) where log = 'event'");
            assertFound(Log.EVENTS, Kind.TREE_CHANGED, LAST);
        } else {
            node.tamper(
                    "update mandate.proof_tree set journal_edge = set_byte(journal_edge, 9, get_byte(journal_edge, 9) # 1)");
            assertFound(Log.JOURNAL, Kind.TREE_CHANGED, 8);
        }
        assertThat(level).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource({
        "update mandate.access_journal set entry = '{}' where seq = 4, ALTERED, 4",
        "update mandate.access_journal set recorded_at = recorded_at + interval '1 microsecond' where seq = 8, ALTERED, 8",
        "delete from mandate.access_journal where seq = 2, REMOVED, 2",
        "delete from mandate.access_journal where seq = 8, CUT_OFF, 8"
    })
    void a_changed_journal_is_found(String sql, Kind kind, long at) {
        node.tamper(sql);
        assertFound(Log.JOURNAL, kind, at);
    }

    @Test
    void journal_rows_that_changed_places_came_or_went_are_found_where_it_begins() {
        String renumber = "update mandate.access_journal set seq = ? where seq = ?";
        node.tamper(renumber, 1_000, 3);
        node.tamper(renumber, 3, 5);
        node.tamper(renumber, 5, 1_000);
        assertFound(Log.JOURNAL, Kind.ALTERED, 3);
        node.tamper("delete from mandate.access_journal where seq = 3");
        for (long seq = 4; seq <= 8; seq++) {
            node.tamper(renumber, seq - 1, seq);
        }
        assertFound(Log.JOURNAL, Kind.ALTERED, 3);
    }

    @Test
    void a_store_in_which_nothing_signed_is_left_is_not_called_good() throws IOException {
        node.tamper("delete from mandate.proof_checkpoint");
        node.tamper("delete from mandate.proof_tree");
        Files.delete(node.anchors.folder().resolve(TENANT + ".notes"));
        assertFound(Log.EVENTS, Kind.UNSIGNED, 1);
    }

    private void close(long from, int by) {
        node.tamper("alter table mandate.domain_event drop constraint domain_event_position_uq");
        node.tamper(
                "update mandate.domain_event set seq = seq + ?, commit_seq = commit_seq + ? where seq >= ?",
                by,
                by,
                from);
    }

    private void assertFound(Log log, Kind kind, long at) {
        assertThat(verify().findings())
                .isNotEmpty()
                .first()
                .satisfies(finding -> assertThat(finding.log() + " " + finding.kind() + " " + finding.position())
                        .as(finding.toString())
                        .isEqualTo(log + " " + kind + " " + at));
    }

    private Verified verify() {
        List<Note> anchors = new ArrayList<>();
        node.anchors.forEach(TENANT, note -> anchors.add(new Note("the anchor", String.valueOf(note))));
        return LogVerification.verify(
                new StoredLog(node.node.sql(), TENANT), LogVerification.trusted(node.keys()), anchors, _ -> {});
    }
}
