package io.mandate.store.journal;

import static io.mandate.store.Samples.ACME;
import static io.mandate.store.Samples.GIL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mandate.events.values.Actor;
import io.mandate.events.values.PersonalText;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.TokenId;
import io.mandate.events.values.UserId;
import io.mandate.store.Samples;
import io.mandate.store.StoreNode;
import io.mandate.store.envelope.KeyRef;
import io.mandate.store.envelope.Keys;
import io.mandate.store.journal.JournalEntry.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;

class AccessJournalTest {
    private static final Actor ACTOR = new Actor(Actor.Kind.USER, GIL);
    private static final TokenId TOKEN = new TokenId("token-1");
    private static StoreNode node;
    private static StoreNode other;
    private static int tenants;

    private TenantId tenant = ACME;

    @BeforeAll
    static void start(@TempDir Path folder) {
        node = StoreNode.onNewDatabase(folder);
        other = node.another();
    }

    @AfterAll
    static void stop() {
        other.close();
        node.close();
    }

    @BeforeEach
    void a_new_tenant() {
        tenant = new TenantId("tenant-" + tenants++);
        Samples.register(node, tenant);
    }

    @Test
    void what_was_looked_at_is_chained_with_who_from_where_and_what() {
        JournalEntry entry = looked("10.0.0.7", Map.of("actor", "eve", "from", "2026-03-01"));
        journal(node).record(entry);
        journal(other).record(looked("10.0.0.8", Map.of()));

        List<JournalRow> rows = journal(node).page(tenant, 0, 10);

        assertThat(rows).extracting(JournalRow::seq).containsExactly(1L, 2L);
        assertThat(rows.getFirst().entry()).isEqualTo(entry);
        assertThat(rows.getFirst().count()).isEqualTo(1);
        assertThat(rows)
                .extracting(JournalRow::hash)
                .doesNotHaveDuplicates()
                .allMatch(hash -> hash.matches("[0-9a-f]{64}"));
        assertThat(journal(node).head(tenant)).isEqualTo(2);
        assertThat(journal(other).page(tenant, 1, 10)).containsExactly(rows.getLast());
        assertThat(journal(other).firstBroken(tenant)).isEmpty();
    }

    @Test
    void reads_by_the_thousand_are_durable_when_they_return_and_share_transactions() throws InterruptedException {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 2_500; i++) {
                String subject = "user-" + i;
                callers.execute(() -> {
                    journal(node).record(looked("10.0.0.7", Map.of("subject", subject)));
                    assertThat(journal(other).head(tenant)).isPositive();
                });
            }
        }

        List<JournalRow> rows = journal(other).page(tenant, 0, 10_000);
        assertThat(rows)
                .extracting(row -> row.entry().facts().get("subject"))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 2_500).mapToObj(i -> "user-" + i).toList());
        assertThat(rows.stream().map(JournalRow::recordedAt).distinct().count())
                .as("transactions")
                .isLessThan(1_500);
        assertThat(journal(other).firstBroken(tenant)).isEmpty();
    }

    @Test
    void many_writers_on_two_nodes_make_one_unbroken_chain() throws InterruptedException {
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            StoreNode writer = i % 2 == 0 ? node : other;
            writers.add(Thread.ofPlatform().start(() -> {
                for (int n = 0; n < 20; n++) {
                    journal(writer).record(looked("10.0.0." + n, Map.of()));
                }
            }));
        }
        for (Thread writer : writers) {
            writer.join();
        }

        assertThat(journal(node).page(tenant, 0, 1_000))
                .extracting(JournalRow::seq)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 160).boxed().toList());
        assertThat(journal(node).firstBroken(tenant)).isEmpty();
    }

    @Test
    void refusals_are_counted_by_actor_code_and_minute_and_chained_when_it_is_over() {
        for (int i = 0; i < 5; i++) {
            journal(i % 2 == 0 ? node : other).record(JournalEntry.refused(tenant, ACTOR, TOKEN, "NOT_PERMITTED"));
        }
        journal(node).record(JournalEntry.refused(tenant, ACTOR, TOKEN, "PROFILE_IN_USE"));
        journal(node)
                .record(JournalEntry.refused(
                        tenant, new Actor(Actor.Kind.USER, new UserId("vi")), null, "NOT_PERMITTED"));

        assertThat(journal(node).page(tenant, 0, 10))
                .allMatch(row -> row.seq() == 0 && row.hash().isEmpty())
                .extracting(row -> row.entry().actor().id() + " " + row.entry().what() + " " + row.count())
                .containsExactlyInAnyOrder("gil NOT_PERMITTED 5", "gil PROFILE_IN_USE 1", "vi NOT_PERMITTED 1");

        aMinutePasses();
        node.get(StoredJournal.class).upkeep();
        other.get(StoredJournal.class).upkeep();

        List<JournalRow> rows = journal(other).page(tenant, 0, 10);
        assertThat(rows).extracting(JournalRow::seq).containsExactly(1L, 2L, 3L);
        assertThat(rows).extracting(JournalRow::count).containsExactlyInAnyOrder(5L, 1L, 1L);
        assertThat(rows).allMatch(row -> row.minute().isBefore(row.recordedAt()));
        assertThat(journal(node).firstBroken(tenant)).isEmpty();
    }

    @Test
    void the_first_use_of_a_token_in_a_minute_is_written_at_once_and_the_others_soon() {
        for (int i = 0; i < 100; i++) {
            journal(node).record(JournalEntry.tokenUsed(tenant, ACTOR, TOKEN));
        }
        assertThat(uses()).isPositive();

        node.get(StoredJournal.class).upkeep();

        assertThat(uses()).isEqualTo(100);
    }

    @Test
    void tries_of_somebody_suspended_cost_one_write_a_minute() {
        JournalEntry tried = JournalEntry.refused(tenant, ACTOR, TOKEN, "USER_SUSPENDED");
        for (int i = 0; i < 50; i++) {
            journal(node).count(tried);
        }
        assertThat(refusals()).isBetween(1L, 2L); // a minute may end meanwhile

        journal(node).settle(); // as whoever reads the journal does

        assertThat(refusals()).isEqualTo(50);
        assertThatThrownBy(() -> journal(node).count(looked("10.0.0.7", Map.of())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void what_cannot_be_written_for_one_tenant_is_kept_and_holds_up_no_other() {
        TenantId failing = new TenantId("failing-" + tenants++);
        Samples.register(node, failing);
        List<TenantId> both = List.of(failing, tenant);
        for (TenantId each : both) {
            for (int token = 0; token < 3; token++) {
                for (int i = 0; i < 10; i++) {
                    journal(node).count(JournalEntry.tokenUsed(each, ACTOR, new TokenId("token-" + token)));
                }
            }
        }
        refuse("journal_count", failing);
        refuse("access_journal", failing);
        try {
            assertThatThrownBy(() -> journal(node).record(looked(failing, "10.0.0.7", Map.of())))
                    .isInstanceOf(DataAccessException.class);
            journal(node).record(looked(tenant, "10.0.0.7", Map.of()));
            assertThatThrownBy(() -> node.get(StoredJournal.class).upkeep()).isInstanceOf(DataAccessException.class);
        } finally {
            accept("journal_count");
            accept("access_journal");
        }
        assertThat(uses()).isEqualTo(30);
        assertThat(journal(other).head(tenant)).isPositive();

        node.get(StoredJournal.class).upkeep();
        journal(node).record(looked(failing, "10.0.0.7", Map.of()));

        tenant = failing;
        assertThat(uses()).isEqualTo(30);
        assertThat(journal(other).head(failing)).isPositive();
    }

    private void refuse(String table, TenantId of) {
        node.owner()
                .sql("alter table mandate." + table + " add constraint refused check (tenant <> '" + of
                        + "') not valid")
                .update();
    }

    private void accept(String table) {
        node.owner()
                .sql("alter table mandate." + table + " drop constraint refused")
                .update();
    }

    private long refusals() {
        return journal(other).page(tenant, 0, 10).stream()
                .filter(row -> row.entry().kind() == Kind.REFUSED)
                .mapToLong(JournalRow::count)
                .sum();
    }

    private long uses() {
        return journal(other).page(tenant, 0, 10).stream()
                .filter(row -> row.entry().kind() == Kind.TOKEN_USED)
                .mapToLong(JournalRow::count)
                .sum();
    }

    @Test
    void a_row_that_was_changed_or_taken_away_shows() {
        for (int i = 0; i < 5; i++) {
            journal(node).record(looked("10.0.0." + i, Map.of()));
        }
        // Only who can switch the trigger off gets as far as this.
        tampering("update mandate.access_journal set entry = entry || '\\x20' where tenant = ? and seq = 3");
        assertThat(journal(node).firstBroken(tenant)).contains(3L);
    }

    @Test
    void rows_missing_at_the_end_show() {
        for (int i = 0; i < 5; i++) {
            journal(node).record(looked("10.0.0." + i, Map.of()));
        }
        tampering("delete from mandate.access_journal where tenant = ? and seq > 3");
        assertThat(journal(node).firstBroken(tenant)).contains(4L);
    }

    private void tampering(String statement) {
        node.owner()
                .sql("alter table mandate.access_journal disable trigger append_only")
                .update();
        try {
            node.owner().sql(statement).param(tenant.value()).update();
        } finally {
            node.owner()
                    .sql("alter table mandate.access_journal enable trigger append_only")
                    .update();
        }
    }

    @Test
    void the_address_of_an_erased_actor_is_gone_and_the_chain_still_holds() {
        journal(node).record(looked("10.77.0.7", Map.of()));
        node.inTransaction(() -> {
            node.get(Keys.class).destroy(KeyRef.user(tenant, GIL));
            return true;
        });

        assertThat(journal(other).page(tenant, 0, 10).getFirst().entry().ip()).isEqualTo(PersonalText.ERASED);
        assertThat(journal(other).firstBroken(tenant)).isEmpty();
    }

    @Test
    void an_entry_is_written_although_the_transaction_around_it_is_rolled_back() {
        assertThatThrownBy(() -> node.inTransaction(() -> {
                    journal(node).record(JournalEntry.refused(tenant, ACTOR, TOKEN, "NOT_PERMITTED"));
                    throw new IllegalStateException("refused");
                }))
                .hasMessage("refused");

        assertThat(journal(node).page(tenant, 0, 10)).hasSize(1);
    }

    private void aMinutePasses() {
        node.owner()
                .sql("update mandate.journal_count set minute = minute - interval '1 minute'")
                .update();
    }

    private JournalEntry looked(String ip, Map<String, String> facts) {
        return looked(tenant, ip, facts);
    }

    private static JournalEntry looked(TenantId tenant, String ip, Map<String, String> facts) {
        return JournalEntry.looked(tenant, Kind.AUDIT_READ, ACTOR, TOKEN, "GET /v1/audit", facts, PersonalText.of(ip));
    }

    private static AccessJournal journal(StoreNode on) {
        return on.get(AccessJournal.class);
    }
}
