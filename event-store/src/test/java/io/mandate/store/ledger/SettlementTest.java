package io.mandate.store.ledger;

import static io.mandate.store.ledger.LedgerStore.ACME;
import static io.mandate.store.ledger.LedgerStore.ADA;
import static io.mandate.store.ledger.LedgerStore.EVE;
import static io.mandate.store.ledger.LedgerStore.EVES;
import static io.mandate.store.ledger.LedgerStore.settled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mandate.events.tenant.TenantEvent.TenantOffboarded;
import io.mandate.events.values.PersonalText;
import io.mandate.store.Samples;
import io.mandate.store.envelope.KeyRef;
import io.mandate.store.envelope.Keys;
import io.mandate.store.envelope.StoredKeys;
import io.mandate.store.ledger.LedgerLine.Ended;
import io.mandate.store.ledger.LedgerLine.Intended;
import io.mandate.store.ledger.Settlement.Settled;
import io.mandate.store.schema.StoreSchema;
import io.mandate.store.startup.StartupRefusedException;
import io.mandate.testing.postgres.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A database meets its ledger at the start of a node.
class SettlementTest {
    private static final Settled NOTHING = settled(false, 0);

    @TempDir
    Path folder;

    private LedgerStore store;

    @BeforeEach
    void two_persons() {
        store = LedgerStore.withTwoPersons(folder);
    }

    @Test
    void a_store_that_was_only_stopped_is_left_alone() {
        String id = store.id();
        store.erase(EVE);

        assertThat(store.settle()).isEqualTo(NOTHING);
        assertThat(store.settle()).isEqualTo(NOTHING);

        assertThat(store.id()).isEqualTo(id);
        assertThat(store.nameOf(1)).isEqualTo(PersonalText.ERASED);
        assertThat(store.nameOf(2)).isEqualTo(PersonalText.of("Ada"));
    }

    @Test
    void a_restored_dump_loses_the_persons_again_who_were_erased_since_and_nobody_else() {
        LedgerStore restored = store.dumpRestored();
        store.erase(EVE);

        assertThat(restored.settle()).isEqualTo(settled(true, 1));

        assertThat(restored.nameOf(1)).isEqualTo(PersonalText.ERASED);
        assertThat(restored.nameOf(2)).isEqualTo(PersonalText.of("Ada"));
        assertThat(restored.id()).isNotEqualTo(store.id());
        assertThat(restored.settle()).isEqualTo(NOTHING);
    }

    @Test
    void a_restored_dump_serves_nobody_before() {
        LedgerStore restored = store.dumpRestored();
        StoreSchema.migrate(restored.database().owner(), TestDatabase.RUNTIME);

        assertThatThrownBy(() -> restored.running(_ -> {})).hasRootCauseInstanceOf(StartupRefusedException.class);

        assertThat(restored.settle()).isEqualTo(settled(true, 0));
        assertThat(restored.nameOf(1)).isEqualTo(PersonalText.of("Evelina"));
    }

    @Test
    void who_had_no_key_when_the_backup_was_made_and_was_deleted_since_is_to_be_deleted_again() {
        LedgerStore restored = store.dumpRestored();
        restored.owner()
                .sql("delete from mandate.subject_key where key_id = 'user:eve'")
                .update();
        store.running(node -> {
            Samples.commit(node, ACME, Samples.person(Samples.GIL, "gil@x.io", "Gil", "One"));
            LedgerStore.erase(node, EVE);
            LedgerStore.erase(node, Samples.GIL);
        });

        restored.settle();

        // Not Gil, who is not in the restored log: his id may be given to somebody else.
        assertThat(Reapplied.all(restored.owner())).containsExactly(new Reapplied(ACME, EVE));
    }

    @Test
    void a_tenant_that_ended_since_the_backup_is_to_be_ended_again() {
        LedgerStore restored = store.dumpRestored();
        store.running(node -> Samples.commit(
                node, ACME, new TenantOffboarded(node.get(Keys.class).idOf(ACME))));

        assertThat(restored.settle()).isEqualTo(settled(true, 1));

        Reapplied ended = new Reapplied(ACME, null);
        assertThat(Reapplied.all(restored.owner())).containsExactly(ended);
        Reapplied.done(restored.owner(), List.of(ended));
        assertThat(Reapplied.all(restored.owner())).isEmpty();
    }

    @Test
    void files_put_back_are_noticed_by_what_the_ledger_has_and_they_have_not() {
        LedgerStore older = store.filesPutBack();
        String id = older.id();
        store.erase(EVE);

        assertThat(older.settle()).isEqualTo(settled(true, 1));

        assertThat(older.nameOf(1)).isEqualTo(PersonalText.ERASED);
        assertThat(older.id()).isNotEqualTo(id);
    }

    @Test
    void the_same_copy_put_back_again_is_noticed_again() {
        LedgerStore first = store.filesPutBack();
        LedgerStore second = store.filesPutBack();
        store.erase(EVE);

        assertThat(first.settle()).isEqualTo(settled(true, 1));
        assertThat(second.settle()).isEqualTo(settled(true, 1));
    }

    @Test
    void an_id_given_again_after_a_restore_belongs_to_somebody_else() {
        LedgerStore restored = store.dumpRestored();
        store.running(node -> {
            Samples.commit(node, ACME, Samples.person(Samples.GIL, "gil@x.io", "Gil", "One"));
            LedgerStore.erase(node, Samples.GIL);
        });
        restored.settle();
        restored.running(node -> Samples.commit(node, ACME, Samples.person(Samples.GIL, "gil@y.io", "Gilbert", "Two")));

        assertThat(restored.settle()).isEqualTo(NOTHING);

        assertThat(restored.nameOf(3)).isEqualTo(PersonalText.of("Gilbert"));
    }

    @Test
    void an_erasure_that_died_before_its_commit_never_was() {
        UUID commit = crashed(store, 2);

        assertThat(store.settle()).isEqualTo(NOTHING);

        assertThat(store.lines()).endsWith(new Ended(commit, false));
        assertThat(store.nameOf(1)).isEqualTo(PersonalText.of("Evelina"));
        // And it stays so in a database that is older still.
        assertThat(store.filesPutBack().settle()).isEqualTo(NOTHING);
    }

    @Test
    void an_erasure_that_died_after_its_commit_is_done() {
        store.erase(EVE);
        UUID commit = crashed(store, 2);

        assertThat(store.settle()).isEqualTo(NOTHING);

        assertThat(store.lines()).endsWith(new Ended(commit, true));
    }

    @Test
    void an_erasure_left_open_tells_of_a_database_that_is_older_than_its_beginning() {
        LedgerStore older = store.filesPutBack();
        UUID commit = crashed(older, 17);

        assertThat(older.settle()).isEqualTo(settled(true, 1));

        assertThat(older.lives(EVES)).isFalse();
        assertThat(older.lines()).endsWith(new Ended(commit, true));
    }

    @Test
    void an_open_erasure_of_a_node_that_runs_is_its_own_business() {
        try (LedgerWriter running = new LedgerFolder(store.erasures()).take(lineage(store), Map.of())) {
            UUID commit = UUID.randomUUID();
            running.append(List.of(new Intended(commit, eves(2))));

            assertThat(store.settle()).isEqualTo(NOTHING);

            assertThat(store.lines()).noneMatch(Ended.class::isInstance);
            running.append(List.of(new Ended(commit, true)));
        }
        // Had it been passed over then, it would be overlooked now.
        assertThat(store.settle()).isEqualTo(settled(true, 1));
    }

    @Test
    void what_power_cut_off_says_nothing_and_spoils_nothing() throws IOException {
        Files.writeString(store.files().getFirst(), "{\"erased\":\"user:ada\",\"kin", StandardOpenOption.APPEND);
        assertThat(store.settle()).isEqualTo(NOTHING);

        store.erase(EVE);

        assertThat(store.lines()).hasSize(2);
        assertThat(store.lives(KeyRef.user(ACME, ADA))).isTrue();
        assertThat(store.settle()).isEqualTo(NOTHING);
    }

    @Test
    void what_power_cut_off_behind_an_erasure_spoils_no_later_start() throws IOException {
        store.erase(EVE);
        Files.writeString(store.files().getFirst(), "{\"erased\":\"user:ada\",\"kin", StandardOpenOption.APPEND);

        assertThat(store.settle()).isEqualTo(NOTHING);
        assertThat(store.settle()).isEqualTo(NOTHING);

        assertThat(store.lines()).hasSize(2);
    }

    @Test
    void a_node_that_runs_leaves_a_commit_that_a_crash_left_open_to_the_next_start() {
        UUID commit = crashed(store, 2);

        store.running(node -> {
            LedgerStore.erase(node, ADA);
            assertThat(store.settle()).isEqualTo(NOTHING);
            assertThat(store.lines()).contains(new Ended(commit, false));
        });
    }

    @Test
    void a_beginning_that_was_cut_off_is_none() {
        LedgerFolder ledger = new LedgerFolder(store.erasures());
        List<Path> before = store.files();

        assertThatThrownBy(() -> ledger.create(lineage(store), _ -> {
                    throw new IllegalStateException("power is off");
                }))
                .hasMessage("power is off");

        assertThat(store.files()).isEqualTo(before);
    }

    @Test
    void a_file_stays_taken_while_it_is_read() throws Exception {
        try (LedgerWriter running = new LedgerFolder(store.erasures()).take(lineage(store), Map.of())) {
            LedgerFile.read(store.files().getFirst());
            assertThat(LedgerWriter.take(store.files().getFirst(), running.ledger()))
                    .isEmpty();

            assertThat(isFreeElsewhere(store.files().getFirst())).isFalse();
        }
        assertThat(isFreeElsewhere(store.files().getFirst())).isTrue();
    }

    @Test
    void a_missing_ledger_is_told_with_the_way_out() throws IOException {
        store.erase(EVE);
        store.settle();
        LedgerStore older = store.filesPutBack();
        Files.delete(store.files().getFirst());

        assertThatThrownBy(older::settle)
                .isInstanceOf(StartupRefusedException.class)
                .hasMessageContaining("are missing in " + store.erasures())
                .hasMessageContaining("--mandate.erasures.lost=true");

        older.settle(new LedgerSettings(store.erasures(), true, false));
        // The new one begins with what is destroyed in the database.
        assertThat(older.lines().stream()
                        .filter(Intended.class::isInstance)
                        .map(line -> ((Intended) line).erasure().key()))
                .containsExactly(EVES);
        assertThat(older.settle()).isEqualTo(NOTHING);
    }

    @Test
    void a_broken_ledger_is_told_with_its_line() throws IOException {
        store.erase(EVE);
        Path file = store.files().getFirst();
        Files.writeString(file, Files.readString(file).replace("\"erased\"", "\"erosed\""));

        assertThatThrownBy(store::settle)
                .isInstanceOf(StartupRefusedException.class)
                .hasMessageContaining("is broken at line 2");
    }

    @Test
    void what_was_taken_into_account_is_looked_at_again_by_an_older_database_only() throws IOException {
        LedgerStore restored = store.dumpRestored();
        store.erase(EVE);
        store.settle();
        store.erase(ADA);
        Path file = store.files().getFirst();
        String whole = Files.readString(file);
        Files.writeString(file, whole.replaceFirst("\"erased\"", "\"erosed\""));

        assertThat(store.settle()).isEqualTo(NOTHING);
        assertThatThrownBy(restored::settle).hasMessageContaining("is broken at line 2");

        // Nor can anything be put before what is new.
        Files.writeString(file, whole.replaceFirst("\"erased\"", "\"longer\": 1, \"erased\""));
        assertThatThrownBy(store::settle).hasMessageContaining("is broken at line");
    }

    @Test
    void an_older_copy_of_the_ledger_is_refused() throws IOException {
        Path file = store.files().getFirst();
        String before = Files.readString(file);
        store.erase(EVE);
        store.settle();
        Files.writeString(file, before);

        assertThatThrownBy(store::settle)
                .isInstanceOf(StartupRefusedException.class)
                .hasMessageContaining("an older copy of it was put back");
    }

    @Test
    void the_ledger_of_another_store_destroys_nothing(@TempDir Path elsewhere) {
        LedgerStore other = LedgerStore.withTwoPersons(elsewhere);
        store.erase(EVE);

        assertThatThrownBy(() -> other.settle(store.settings()))
                .isInstanceOf(StartupRefusedException.class)
                .hasMessageContaining("is that of another store");

        assertThat(other.nameOf(1)).isEqualTo(PersonalText.of("Evelina"));
    }

    @Test
    void a_backup_from_before_there_was_a_ledger_takes_it_over_when_told_to() {
        LedgerStore restored = store.dumpRestored();
        restored.owner()
                .sql("update mandate.store_identity set lineage = 'made-by-the-migration'")
                .update();
        restored.owner().sql("delete from mandate.erasure_ledger").update();
        store.erase(EVE);

        assertThatThrownBy(restored::settle).hasMessageContaining("--mandate.erasures.adopt=true");
        assertThat(restored.settle(new LedgerSettings(store.erasures(), false, true)))
                .isEqualTo(settled(true, 1));
    }

    @Test
    void a_ledger_begun_anew_has_the_tenants_that_are_gone() throws IOException {
        KeyRef tenant = KeyRef.wholeTenant(ACME);
        new StoredKeys(store.owner()).destroy(List.of(tenant));
        Files.delete(store.files().getFirst());

        store.settle(new LedgerSettings(store.erasures(), true, false));

        Intended line = (Intended) store.lines().getFirst();
        assertThat(line.erasure().key()).isEqualTo(tenant);
        assertThat(line.erasure().kind()).isEqualTo(Erasure.Kind.TENANT);
    }

    /// Whether another process could take a file.
    private static boolean isFreeElsewhere(Path file) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process other = new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Xshare:auto",
                        OtherProcess.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        other.waitFor();
        assertThat(said.strip()).as("what the other process says").isIn("true", "false");
        return Boolean.parseBoolean(said.strip());
    }

    /// What a node leaves behind that dies around a commit that erases Eve.
    private static UUID crashed(LedgerStore store, long after) {
        UUID commit = UUID.randomUUID();
        try (LedgerWriter writer = new LedgerFolder(store.erasures()).take(lineage(store), Map.of())) {
            writer.append(List.of(new Intended(commit, eves(after))));
        }
        return commit;
    }

    private static Erasure eves(long after) {
        return new Erasure(EVES, ACME, after, null, Instant.EPOCH, "USER:gil");
    }

    private static String lineage(LedgerStore store) {
        return store.owner()
                .sql("select lineage from mandate.store_identity")
                .query(String.class)
                .single();
    }
}
