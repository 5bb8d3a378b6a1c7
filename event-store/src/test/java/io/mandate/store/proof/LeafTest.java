package io.mandate.store.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.events.values.TenantId;
import io.mandate.store.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// The form of leaves is for ever: what was signed once must be found again.
class LeafTest {
    private static final LoggedEvent EVENT = new LoggedEvent(
            new TenantId("acme"),
            7,
            8,
            Instant.parse("2026-03-01T10:00:00.000001Z"),
            UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"),
            "acme/user/eve",
            3,
            "user",
            "2026-03-01T10:00:00Z",
            "UserSuspended",
            "1",
            "USER:gil",
            "{}".getBytes(StandardCharsets.UTF_8),
            "[]".getBytes(StandardCharsets.UTF_8));

    @Test
    void the_leaf_of_an_event_is_written_byte_by_byte() {
        String written = "0000000f" + hex("mandate/event/1")
                + "00000004" + hex("acme")
                + "00000008" + "0000000000000007"
                + "00000008" + "0000000000000008"
                + "00000008" + "00064bf38887c801"
                + "00000010" + "00112233445566778899aabbccddeeff"
                + "0000000d" + hex("acme/user/eve")
                + "00000008" + "0000000000000003"
                + "00000004" + hex("user")
                + "00000014" + hex("2026-03-01T10:00:00Z")
                + "0000000d" + hex("UserSuspended")
                + "00000001" + hex("1")
                + "00000008" + hex("USER:gil")
                + "00000002" + hex("{}")
                + "00000002" + hex("[]");
        assertThat(EVENT.leaf()).isEqualTo(Hash.leaf(HexFormat.of().parseHex(written)));
    }

    @Test
    void the_leaf_of_a_journal_row_is_written_byte_by_byte() {
        LoggedJournalRow row = new LoggedJournalRow(
                new TenantId("acme"), 2, Instant.EPOCH.plusMillis(1), new byte[] {1, 2}, new byte[] {3});
        String written = "00000011" + hex("mandate/journal/1")
                + "00000004" + hex("acme")
                + "00000008" + "0000000000000002"
                + "00000008" + "00000000000003e8"
                + "00000002" + "0102"
                + "00000001" + "03";
        assertThat(row.leaf()).isEqualTo(Hash.leaf(HexFormat.of().parseHex(written)));
    }

    @Test
    void every_column_counts_and_none_runs_into_the_next() {
        Set<Hash> leaves = new LinkedHashSet<>();
        TenantId acme = EVENT.tenant();
        UUID id = EVENT.eventId();
        Instant at = EVENT.recordedAt();
        byte[] empty = {};
        leaves.add(event(acme, 1, 1, at, id, "a", 0, "b", "c", "d", "1", "e", empty, empty));
        leaves.add(event(new TenantId("acm"), 1, 1, at, id, "a", 0, "b", "c", "d", "1", "e", empty, empty));
        leaves.add(event(acme, 2, 1, at, id, "a", 0, "b", "c", "d", "1", "e", empty, empty));
        leaves.add(event(acme, 1, 2, at, id, "a", 0, "b", "c", "d", "1", "e", empty, empty));
        leaves.add(event(acme, 1, 1, at.plusNanos(1_000), id, "a", 0, "b", "c", "d", "1", "e", empty, empty));
        leaves.add(event(acme, 1, 1, at, new UUID(1, 2), "a", 0, "b", "c", "d", "1", "e", empty, empty));
        leaves.add(event(acme, 1, 1, at, id, "ab", 0, "", "c", "d", "1", "e", empty, empty));
        leaves.add(event(acme, 1, 1, at, id, "a", 1, "b", "c", "d", "1", "e", empty, empty));
        leaves.add(event(acme, 1, 1, at, id, "a", 0, "bc", "", "d", "1", "e", empty, empty));
        leaves.add(event(acme, 1, 1, at, id, "a", 0, "b", "cd", "", "1", "e", empty, empty));
        leaves.add(event(acme, 1, 1, at, id, "a", 0, "b", "c", "d1", "", "e", empty, empty));
        leaves.add(event(acme, 1, 1, at, id, "a", 0, "b", "c", "d", "1e", "", empty, empty));
        leaves.add(event(acme, 1, 1, at, id, "a", 0, "b", "c", "d", "1", "e", new byte[1], empty));
        leaves.add(event(acme, 1, 1, at, id, "a", 0, "b", "c", "d", "1", "e", empty, new byte[1]));
        assertThat(leaves).hasSize(14);
    }

    private static Hash event(
            TenantId tenant,
            long seq,
            long commitSeq,
            Instant recordedAt,
            UUID id,
            String aggregate,
            long sequence,
            String aggregateType,
            String timestamp,
            String type,
            String revision,
            String actor,
            byte[] payload,
            byte[] metadata) {
        return new LoggedEvent(
                        tenant,
                        seq,
                        commitSeq,
                        recordedAt,
                        id,
                        aggregate,
                        sequence,
                        aggregateType,
                        timestamp,
                        type,
                        revision,
                        actor,
                        payload,
                        metadata)
                .leaf();
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}
