package io.mandate.store.journal;

import static io.mandate.store.Samples.GIL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.mandate.events.values.Actor;
import io.mandate.events.values.PersonalText;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.TokenId;
import io.mandate.events.values.UserId;
import io.mandate.store.InNewTenant;
import io.mandate.store.Samples;
import io.mandate.store.StoreId;
import io.mandate.store.StoreNode;
import io.mandate.store.codec.StoredText;
import io.mandate.store.journal.JournalEntry.Kind;
import io.mandate.store.journal.Spool.Batch;
import io.mandate.store.journal.SpoolFile.Entry;
import io.mandate.store.journal.SpoolFile.Origin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.PlatformTransactionManager;

class NotesTest extends InNewTenant {
    private static final Actor ACTOR = new Actor(Actor.Kind.USER, GIL);
    private static final Actor STRANGER = new Actor(Actor.Kind.USER, new UserId("stranger"));
    private static final TokenId TOKEN = new TokenId("token-1");

    @TempDir
    private Path folder;

    @Test
    void notes_of_many_come_into_one_chain_with_the_time_of_their_node() {
        Instant before = Instant.now();
        try (Notes notes = notes()) {
            AccessJournal journal = journal(notes);
            try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 2_000; i++) {
                    JournalEntry entry = looked(tenant, "user-" + i);
                    callers.execute(() -> journal.note(entry));
                }
            }

            journal.settle();

            List<JournalRow> rows = node.get(AccessJournal.class).page(tenant, 0, 10_000);
            assertThat(rows)
                    .extracting(row -> row.entry().facts().get("subject"))
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, 2_000).mapToObj(i -> "user-" + i).toList());
            assertThat(rows)
                    .allSatisfy(
                            row -> assertThat(Instant.parse(row.entry().facts().get("noted")))
                                    .isBetween(before.minusSeconds(1), Instant.now()))
                    .allSatisfy(row -> assertThat(row.entry().ip()).isEqualTo(PersonalText.of("10.0.0.7")));
            assertThat(journal.firstBroken(tenant)).isEmpty();
        }
        assertThat(files()).isEmpty();
        assertThat(marks()).isZero();
    }

    @Test
    void what_a_killed_process_left_is_in_the_journal_after_the_next_start() throws Exception {
        kill(700);

        try (Notes notes = notes()) {
            notes.settle();
            assertThat(whats()).containsExactlyElementsOf(looks(0, 700));
            notes.settle();
            assertThat(whats()).hasSize(700);
        }
        assertThat(files()).isEmpty();
        assertThat(marks()).isZero();
    }

    @Test
    void what_was_in_the_journal_before_the_process_was_killed_comes_not_twice() throws Exception {
        kill(3);
        UUID spool = UUID.fromString(files().getFirst().substring(0, 36));
        node.sql()
                .sql("insert into mandate.journal_spool (spool, tenant, batch) values (?, ?, 1)")
                .params(spool, tenant.value())
                .update();

        settledOnce();

        assertThat(whats()).isEmpty();
        assertThat(files()).isEmpty();
    }

    @Test
    void a_batch_does_not_overtake_the_one_before_it_of_the_same_process_and_tenant() throws Exception {
        UUID spool = UUID.randomUUID();
        leave(spool, 5, "look 0");
        leave(spool, 6, "look 1");
        try (Notes notes = notesThatFailOnce()) {
            settled(notes);
            assertThat(whats()).containsExactlyElementsOf(looks(0, 2));
        }
        assertThat(files()).isEmpty();
        assertThat(marks()).isZero();
    }

    @Test
    void a_note_that_was_not_written_to_its_end_was_not_answered_for() throws Exception {
        kill(3);
        Path file = Stream.of(files().getFirst(), files().getLast())
                .map(folder::resolve)
                .filter(path -> path.toFile().length() > 0)
                .findFirst()
                .orElseThrow();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() - 1);
        }

        settledOnce();

        assertThat(whats()).containsExactlyElementsOf(looks(0, 2));
    }

    @Test
    void a_file_in_which_nothing_can_be_read_is_kept_aside() throws Exception {
        Files.writeString(folder.resolve("x-1.spool"), "neither a form nor a note");

        settledOnce();

        assertThat(files()).containsExactly("x-1.spool.unreadable");
    }

    @Test
    void whoever_reads_a_journal_does_not_fail_by_another_ones() {
        try (Notes notes = notes()) {
            AccessJournal journal = journal(notes);
            whileTheDatabaseRefuses(refused -> {
                journal.note(looked(refused, "eve"));
                journal.note(looked(tenant, "eve"));
                journal.settle(tenant);
                assertThat(journal.head(tenant)).isEqualTo(1);
                assertThat(notes.waiting()).isPositive();
                assertThatThrownBy(() -> journal.settle(refused)).isInstanceOf(DataAccessException.class);
            });
        }
    }

    @Test
    void notes_for_another_store_are_left_alone() throws Exception {
        kill("otherstore", 3);

        settledOnce();

        assertThat(whats()).isEmpty();
        assertThat(files()).hasSize(1);
    }

    @Test
    void the_files_of_a_process_that_lives_are_its_own() {
        try (Notes mine = notes()) {
            Spool spool = new Spool(folder, store());
            assertThat(spool.add(tenant, new byte[] {1})).isTrue();
            assertThat(Spool.left(folder, store())).isEmpty();
            spool.take().orElseThrow().letGo().run();
            spool.delete();
            mine.settle();
        }
    }

    @Test
    void what_the_database_refuses_of_one_tenant_is_kept_and_holds_up_no_other() {
        try (Notes notes = notes()) {
            AccessJournal journal = journal(notes);
            TenantId late = whileTheDatabaseRefuses(refused -> {
                journal.note(looked(refused, "eve"));
                assertThatThrownBy(journal::settle).isInstanceOf(DataAccessException.class);
                journal.note(looked(tenant, "eve"));
                assertThatThrownBy(journal::settle).isInstanceOf(DataAccessException.class);
                assertThat(journal.head(tenant)).isEqualTo(1);
                assertThat(journal.head(refused)).isZero();
                assertThatThrownBy(() -> journal.note(looked(refused, "eve")))
                        .as("what comes after it waits for the database itself")
                        .isInstanceOf(DataAccessException.class);
            });
            journal.settle();
            assertThat(journal.head(tenant)).isEqualTo(1);
            assertThat(journal.head(late)).isEqualTo(1);
            assertThat(notes.waiting()).isZero();
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void whoever_looked_before_waits_for_no_connection() throws SQLException {
        try (StoreNode hurried = node.impatient();
                Notes notes = notes(hurried)) {
            AccessJournal journal = journal(hurried, notes);
            journal.note(looked(tenant, "first"));
            journal.settle();
            withoutConnections(hurried.pool(), () -> {
                journal.note(looked(tenant, "second"));
                assertThatThrownBy(() -> journal.note(looked(tenant, STRANGER, "first")))
                        .as("whose key has to be made or read")
                        .isInstanceOf(CannotCreateTransactionException.class);
                assertThat(notes.waiting()).isEqualTo(1);
            });
            journal.settle();
            assertThat(journal.page(tenant, 0, 10))
                    .extracting(row -> row.entry().facts().get("subject"))
                    .containsExactly("first", "second");
            assertThat(journal.page(tenant, 0, 10))
                    .extracting(row -> row.entry().ip())
                    .containsOnly(PersonalText.of("10.0.0.7"));
        }
    }

    @Test
    void more_than_a_process_may_owe_waits_for_the_database_itself() {
        Spool spool = new Spool(folder, store());
        for (int i = 0; i < 10_000; i++) {
            assertThat(spool.add(tenant, new byte[] {1})).isTrue();
        }
        assertThat(spool.add(tenant, new byte[] {1})).isFalse();
        Batch batch = spool.take().orElseThrow();
        assertThat(batch.entries().get(tenant)).hasSize(10_000);
        assertThat(spool.add(tenant, new byte[] {1})).isFalse();
        batch.letGo().run();
        assertThat(spool.add(tenant, new byte[] {1})).isTrue();
        assertThat(spool.waiting()).isEqualTo(1);
        spool.delete();
        assertThat(files()).as("what came in last is kept").isNotEmpty();
        spool.take().orElseThrow().letGo().run();
        spool.delete();
        assertThat(files()).isEmpty();
    }

    /// As a process that starts and ends does.
    private void settledOnce() {
        try (Notes notes = notes()) {
            notes.settle();
        }
    }

    /// While others have all of them.
    private static void withoutConnections(HikariDataSource pool, Runnable work) throws SQLException {
        List<Connection> all = new ArrayList<>();
        try {
            for (int i = 0; i < pool.getMaximumPoolSize(); i++) {
                all.add(pool.getConnection());
            }
            work.run();
        } finally {
            for (Connection each : all) {
                each.close();
            }
        }
    }

    private Notes notes() {
        return notes(node);
    }

    private Notes notes(StoreNode of) {
        return new Notes(
                folder.toString(),
                of.get(StoreId.class),
                of.get(JournalChain.class),
                of.get(DataSource.class),
                of.get(PlatformTransactionManager.class));
    }

    private static AccessJournal journal(Notes notes) {
        return journal(node, notes);
    }

    private static AccessJournal journal(StoreNode of, Notes notes) {
        return new StoredJournal(
                of.get(JournalChain.class),
                of.get(MinuteCounts.class),
                of.get(StoredText.class),
                notes,
                of.get(PlatformTransactionManager.class));
    }

    private void kill(int notes) throws IOException, InterruptedException {
        kill(store(), notes);
    }

    private void kill(String store, int notes) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledWhileNoting.class.getName(),
                        folder.toString(),
                        store,
                        tenant.value(),
                        Integer.toString(notes))
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isEqualTo(9);
    }

    /// A file as a killed process leaves it.
    private void leave(UUID spool, long number, String what) throws IOException {
        try (SpoolFile file = SpoolFile.create(folder.resolve(spool + "-" + number + ".spool"))) {
            file.begin(new Origin(spool, number, store()));
            file.add(new Entry(tenant, KilledWhileNoting.entry(what)));
        }
    }

    /// The database refuses the first statement that adds to the journal, and no other.
    private Notes notesThatFailOnce() {
        node.owner().sql("create sequence mandate.additions").update();
        node.owner().sql("grant usage on sequence mandate.additions to public").update();
        node.owner().sql("""
                        create function mandate.refuse_first() returns trigger language plpgsql as $$
                        begin
                          if nextval('mandate.additions') = 1 then
                            raise exception 'the first is refused';
                          end if;
                          return null;
                        end $$""").update();
        node.owner().sql("""
                        create trigger refused before insert on mandate.access_journal
                        for each statement execute function mandate.refuse_first()""").update();
        return notes();
    }

    /// The drain tries by itself, too: whoever of the two comes first is refused.
    private static void settled(Notes notes) {
        try {
            notes.settle();
        } catch (DataAccessException _) {
            notes.settle();
        } finally {
            node.owner().sql("drop trigger refused on mandate.access_journal").update();
            node.owner().sql("drop function mandate.refuse_first()").update();
            node.owner().sql("drop sequence mandate.additions").update();
        }
    }

    private List<String> whats() {
        return node.get(AccessJournal.class).page(tenant, 0, 10_000).stream()
                .map(row -> row.entry().what())
                .toList();
    }

    private static List<String> looks(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "look " + i).toList();
    }

    private List<String> files() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> String.valueOf(path.getFileName()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long marks() {
        return node.sql()
                .sql("select count(*) from mandate.journal_spool")
                .query(Long.class)
                .single();
    }

    private static String store() {
        return node.get(StoreId.class).value();
    }

    /// Rows of one tenant, which is answered.
    private TenantId whileTheDatabaseRefuses(Consumer<TenantId> work) {
        TenantId refused = new TenantId("refused-" + tenant);
        Samples.register(node, refused);
        node.owner()
                .sql("alter table mandate.access_journal add constraint refused check (tenant <> '" + refused
                        + "') not valid")
                .update();
        try {
            work.accept(refused);
        } finally {
            node.owner()
                    .sql("alter table mandate.access_journal drop constraint refused")
                    .update();
        }
        return refused;
    }

    private static JournalEntry looked(TenantId of, String subject) {
        return looked(of, ACTOR, subject);
    }

    private static JournalEntry looked(TenantId of, Actor by, String subject) {
        return JournalEntry.looked(
                of,
                Kind.PAST_READ,
                by,
                TOKEN,
                "POST /access/v1/evaluation",
                Map.of("subject", subject),
                PersonalText.of("10.0.0.7"));
    }
}
