package io.mandate.store.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mandate.events.DomainEvent;
import io.mandate.events.RecordedEvent;
import io.mandate.events.tenant.TenantEvent.TenantOffboarded;
import io.mandate.events.user.UserEvent.UserCreated;
import io.mandate.events.user.UserEvent.UserPersonalDataErased;
import io.mandate.events.values.Actor;
import io.mandate.events.values.PersonalText;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import io.mandate.store.Commit;
import io.mandate.store.Samples;
import io.mandate.store.StoreNode;
import io.mandate.store.envelope.KeyRef;
import io.mandate.store.envelope.KeyTransport;
import io.mandate.store.envelope.Keys;
import io.mandate.store.envelope.TransportKey.Secret;
import io.mandate.store.export.LogImport.Begun;
import io.mandate.store.export.LogImport.Beside;
import io.mandate.store.export.LogImport.Source;
import io.mandate.store.follow.EventReader;
import io.mandate.store.follow.EventReader.Personal;
import io.mandate.store.journal.AccessJournal;
import io.mandate.store.journal.JournalEntry;
import io.mandate.store.journal.JournalRow;
import io.mandate.store.proof.LogRows;
import io.mandate.store.proof.ProofNode;
import io.mandate.store.verify.LogVerification;
import io.mandate.store.verify.Verified;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One store is exported and taken into another one, which has another master key and other proof keys.
class LogImportTest {
    private static final TenantId TENANT = new TenantId("acme");
    private static final TenantId OPERATORS = new TenantId("system");
    private static final TenantId ENDED = new TenantId("ended");
    private static final UserId EVE = new UserId("eve");
    private static final UserId ADA = new UserId("ada");
    private static final Secret SECRET = new Secret.Passphrase("correct horse battery");
    private static final Beside NOTHING = _ -> {};

    private static ProofNode from;
    private static Path log;
    private static Path sealed;
    private static Path older;
    private static Path endedLog;
    private static Path endedKeys;
    private static Path endedOlder;

    private StoreNode into;

    @BeforeAll
    static void export(@TempDir Path folder) throws IOException {
        from = ProofNode.onNewDatabase(folder);
        Samples.register(from.node, TENANT);
        Samples.register(from.node, OPERATORS);
        Samples.commit(
                from.node,
                TENANT,
                Samples.metadata(
                        new Actor(Actor.Kind.OPERATOR, new UserId("operator")),
                        PersonalText.of("10.0.0.1"),
                        PersonalText.of("curl"),
                        PersonalText.of("contract signed")),
                Samples.rules(1));
        Samples.commit(
                from.node,
                TENANT,
                Samples.from(Samples.GIL, "10.0.0.7", "firefox", "first day"),
                Samples.person(EVE, "eve@example.org", "Eve", "Example"),
                Samples.person(ADA, "ada@example.org", "Ada", "Example"));
        older = keys(TENANT, folder.resolve("older.keys"));
        Samples.commit(
                from.node,
                TENANT,
                new UserPersonalDataErased(ADA, from.node.get(Keys.class).idOf(ADA)));
        from.events(TENANT, 20);
        from.looked(TENANT, 3);
        from.node
                .sql()
                .sql("insert into mandate.erasure_ledger (ledger, taken) values ('a-ledger', 77)")
                .update();
        log = log(TENANT, folder.resolve("acme.ndjson"));
        sealed = keys(TENANT, folder.resolve("acme.keys"));
        Samples.register(from.node, ENDED);
        Samples.commit(
                from.node, ENDED, Samples.from(Samples.GIL, "10.0.0.7", "firefox", "the last"), Samples.rules(1));
        endedOlder = keys(ENDED, folder.resolve("ended-older.keys"));
        Samples.commit(
                from.node, ENDED, new TenantOffboarded(from.node.get(Keys.class).idOf(ENDED)));
        endedLog = log(ENDED, folder.resolve("ended.ndjson"));
        endedKeys = keys(ENDED, folder.resolve("ended.keys"));
    }

    private static Path log(TenantId tenant, Path file) throws IOException {
        LogExport export = new LogExport(from.node.sql(), from.store(), from.keys());
        try (OutputStream out = Files.newOutputStream(file)) {
            export.write(export.extent(tenant).orElseThrow(), List.of(), out, _ -> {});
        }
        return file;
    }

    private static Path keys(TenantId tenant, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            new KeysExport(from.node.get(KeyTransport.class)).write(tenant, SECRET, out);
        }
        return file;
    }

    @AfterAll
    static void stop() {
        from.close();
    }

    @BeforeEach
    void empty(@TempDir Path folder) {
        into = StoreNode.onNewDatabase(folder);
    }

    @AfterEach
    void close() {
        into.close();
    }

    @Test
    void every_row_arrives_as_it_was_and_the_root_is_the_same() {
        Verified verified = take(source(true), NOTHING);
        assertThat(verified.root())
                .isEqualTo(ExportFile.open(log, _ -> {}).checkpoint().root());
        assertThat(leaves(into)).isEqualTo(leaves(from.node)).isNotEmpty();
        assertThat(journal(into)).isEqualTo(journal(from.node)).hasSize(3);
        assertThat(into.get(EventReader.class).head(TENANT))
                .isEqualTo(from.node.get(EventReader.class).head(TENANT));
    }

    @Test
    void living_text_is_read_and_erased_text_stays_erased() {
        take(source(true), NOTHING);
        assertThat(person(into, EVE).firstName()).isEqualTo(PersonalText.of("Eve"));
        assertThat(person(into, ADA).firstName()).isEqualTo(PersonalText.ERASED);
        assertThat(events(into).get(1).metadata().ip()).isEqualTo(PersonalText.of("10.0.0.7"));
        assertThat(events(into).get(0).metadata().reason()).isEqualTo(PersonalText.of("contract signed"));
    }

    @Test
    void what_operators_of_the_other_store_left_is_erased_though_this_one_has_some_of_the_same_id() {
        Samples.register(into, OPERATORS);
        Samples.commit(
                into,
                OPERATORS,
                Samples.from(new UserId("operator"), "10.9.9.9", "curl", "of this store"),
                Samples.rules(1));
        Verified _ = take(source(true), true, NOTHING);
        assertThat(events(into).get(0).metadata().ip()).isEqualTo(PersonalText.ERASED);
        assertThat(events(into).get(1).metadata().ip()).isEqualTo(PersonalText.of("10.0.0.7"));
    }

    @Test
    void the_log_goes_on_behind_it() {
        take(source(true), NOTHING);
        long head = into.get(EventReader.class).head(TENANT).orElseThrow().seq();
        Commit next =
                Samples.commit(into, TENANT, Samples.from(Samples.GIL, "10.0.0.8", "x", "later"), Samples.rules(2));
        assertThat(next.lastSeq()).isEqualTo(head + 1);
        into.get(AccessJournal.class).record(imported());
        assertThat(into.get(AccessJournal.class).firstBroken(TENANT)).isEmpty();
        assertThat(into.get(AccessJournal.class).head(TENANT)).isEqualTo(4);
    }

    @Test
    void what_the_journal_says_of_it_is_committed_with_it_or_not_at_all() {
        assertThatThrownBy(() -> into.inTransaction(() -> {
                    Verified _ = takeNow(source(true), false, NOTHING);
                    into.get(AccessJournal.class).append(imported());
                    throw new ImportRefusedException("the power went");
                }))
                .isInstanceOf(ImportRefusedException.class);
        assertThat(into.get(AccessJournal.class).head(TENANT)).isZero();
        Verified _ = into.inTransaction(() -> {
            Verified taken = takeNow(source(true), false, NOTHING);
            into.get(AccessJournal.class).append(imported());
            return taken;
        });
        assertThat(into.get(AccessJournal.class).head(TENANT)).isEqualTo(4);
        assertThat(into.get(AccessJournal.class).firstBroken(TENANT)).isEmpty();
    }

    private static JournalEntry imported() {
        return JournalEntry.looked(
                TENANT, JournalEntry.Kind.IMPORTED, Actor.MANDATE, null, "mandate import", Map.of(), null);
    }

    @Test
    void without_keys_all_personal_text_is_erased_for_ever() {
        take(source(false), NOTHING);
        assertThat(leaves(into)).isEqualTo(leaves(from.node));
        assertThat(person(into, EVE).firstName()).isEqualTo(PersonalText.ERASED);
        Samples.commit(into, TENANT, Samples.from(Samples.GIL, "10.0.0.8", "x", "later"), Samples.rules(2));
        assertThat(events(into).getLast().metadata().ip()).isEqualTo(PersonalText.ERASED);
        assertThat(events(into).getLast().metadata().reason()).isEqualTo(PersonalText.of("later"));
    }

    @Test
    void what_is_kept_beside_is_told_of_every_event_with_living_text() {
        List<DomainEvent> told = new ArrayList<>();
        take(source(true), told::addAll);
        assertThat(told).hasSameSizeAs(leaves(into));
        assertThat(told.get(1))
                .isInstanceOfSatisfying(
                        UserCreated.class, eve -> assertThat(eve.firstName()).isEqualTo(PersonalText.of("Eve")));
    }

    @Test
    void a_store_that_was_made_from_an_export_does_not_serve_before_the_erasure_ledger_was_applied() {
        take(source(true), NOTHING);
        assertThatThrownBy(() -> into.another().close()).rootCause().hasMessageContaining("restored from a backup");
        assertThat(lineage(into)).isEqualTo(lineage(from.node));
    }

    @Test
    void so_does_an_empty_store_that_a_tenant_is_added_to() {
        Verified _ = take(source(true), true, NOTHING);
        assertThatThrownBy(() -> into.another().close()).rootCause().hasMessageContaining("restored from a backup");
        assertThat(lineage(into)).isEqualTo(lineage(from.node));
    }

    @Test
    void what_does_not_say_whose_ledger_counts_brings_no_keys(@TempDir Path folder) throws IOException {
        LogExport export = new LogExport(from.node.sql(), from.store(), from.keys());
        Path silent = folder.resolve("silent.ndjson");
        try (OutputStream out = Files.newOutputStream(silent)) {
            export.write(export.extent(TENANT).orElseThrow().withoutLedger(), List.of(), out, _ -> {});
        }
        assertThat(Files.readAllLines(silent).getFirst()).doesNotContain("lineage", "erasures", "a-ledger");
        assertThatThrownBy(() -> take(source(silent, Optional.of(KeysFile.open(sealed, TENANT, SECRET))), NOTHING))
                .isInstanceOf(ImportRefusedException.class)
                .hasMessageContaining("erasure ledger");
        take(source(silent, Optional.empty()), NOTHING);
        assertThat(person(into, EVE).firstName()).isEqualTo(PersonalText.ERASED);
        into.another().close();
    }

    @Test
    void whoever_the_log_says_is_erased_is_so_also_with_keys_that_are_older() {
        take(source(log, Optional.of(KeysFile.open(older, TENANT, SECRET))), NOTHING);
        assertThat(person(into, EVE).firstName()).isEqualTo(PersonalText.of("Eve"));
        assertThat(person(into, ADA).firstName()).isEqualTo(PersonalText.ERASED);
        assertThat(into.get(Keys.class).stateOf(KeyRef.user(TENANT, ADA))).isEqualTo(Keys.State.DESTROYED);
    }

    @Test
    void a_tenant_that_has_ended_goes_along_without_its_key(@TempDir Path folder) throws IOException {
        assertThat(Files.readString(endedKeys)).doesNotContain("wrapped");
        take(source(endedLog, Optional.of(KeysFile.open(endedKeys, ENDED, SECRET))), NOTHING);
        assertThat(livingTenantKeys()).isZero();
        List<String> lines = new ArrayList<>(Files.readAllLines(endedKeys));
        lines.set(0, lines.getFirst().replace("\"destroyed\":true,", ""));
        Path altered = Files.writeString(folder.resolve("altered.keys"), String.join("\n", lines) + "\n");
        assertThatThrownBy(() -> KeysFile.open(altered, ENDED, SECRET)).isInstanceOf(BrokenExportException.class);
    }

    @Test
    void a_tenant_that_has_ended_does_not_live_again_by_keys_that_are_older() {
        take(source(endedLog, Optional.of(KeysFile.open(endedOlder, ENDED, SECRET))), NOTHING);
        assertThat(livingTenantKeys()).isZero();
    }

    private long livingTenantKeys() {
        return into.sql()
                .sql("select count(*) from mandate.tenant_key where wrapped is not null")
                .query(Long.class)
                .single();
    }

    @Test
    void a_server_can_say_of_an_empty_store_only_that_it_was_restored() {
        Samples.register(into, TENANT);
        assertThatThrownBy(() -> into.sql()
                        .sql("select mandate.restored_from('x')")
                        .query(String.class)
                        .optional())
                .rootCause()
                .hasMessageContaining("a store with tenants is not restored");
        assertThatThrownBy(() -> into.sql()
                        .sql("update mandate.store_identity set erasures_applied = true")
                        .update())
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    private static String lineage(StoreNode node) {
        return node.sql()
                .sql("select lineage from mandate.store_identity")
                .query(String.class)
                .single();
    }

    @Test
    void a_tenant_that_is_there_or_a_store_that_is_not_empty_is_refused_and_nothing_is_stored() {
        take(source(true), NOTHING);
        assertThatThrownBy(() -> take(source(true), NOTHING))
                .isInstanceOf(ImportRefusedException.class)
                .hasMessageContaining("not empty");
        assertThatThrownBy(() -> take(source(true), true, NOTHING))
                .isInstanceOf(ImportRefusedException.class)
                .hasMessageContaining("there is a tenant acme");
        assertThat(leaves(into)).isEqualTo(leaves(from.node));
    }

    @Test
    void what_breaks_a_rule_beside_the_log_leaves_nothing() {
        assertThatThrownBy(() -> take(source(true), events -> {
                    throw new ImportRefusedException("a rule");
                }))
                .isInstanceOf(ImportRefusedException.class);
        for (String table :
                List.of("domain_event", "access_journal", "tenant_head", "journal_head", "tenant_key", "subject_key")) {
            assertThat(into.sql()
                            .sql("select count(*) from mandate." + table)
                            .query(Long.class)
                            .single())
                    .as(table)
                    .isZero();
        }
    }

    @Test
    void a_file_of_keys_with_another_secret_or_of_another_kind_is_refused_with_the_line() {
        assertThatThrownBy(() -> KeysFile.open(sealed, TENANT, new Secret.Passphrase("incorrect horse battery")))
                .isInstanceOf(BrokenExportException.class)
                .hasMessageStartingWith("line 1: ");
        assertThatThrownBy(() -> KeysFile.open(sealed, TENANT, Secret.Given.random()))
                .hasMessageContaining("opened by a passphrase");
        assertThatThrownBy(() -> KeysFile.open(sealed, new TenantId("other"), SECRET))
                .hasMessageContaining("keys of tenant acme");
        assertThatThrownBy(() -> KeysFile.open(log, TENANT, SECRET)).hasMessageStartingWith("line 1: ");
    }

    @Test
    void an_altered_or_shortened_file_of_keys_is_refused_with_the_line(@TempDir Path folder) throws IOException {
        List<String> lines = Files.readAllLines(sealed);
        int eve = 0;
        while (!lines.get(eve).contains("user:eve")) {
            eve++;
        }
        List<String> destroyed = new ArrayList<>(lines);
        destroyed.set(eve, "{\"key\":\"user:eve\",\"destroyedAt\":\"2026-01-01T00:00:00Z\"}");
        List<String> exchanged = new ArrayList<>(lines);
        exchanged.set(eve, lines.get(eve).replace("user:eve", "user:mel"));
        List<String> shortened = new ArrayList<>(lines);
        shortened.remove(eve);
        int last = lines.size();
        assertThat(refusal(folder, destroyed)).startsWith("line " + last + ": the seal");
        assertThat(refusal(folder, exchanged)).startsWith("line " + (eve + 1) + ": this key");
        assertThat(refusal(folder, shortened)).startsWith("line " + (last - 1) + ": the seal");
        assertThat(refusal(folder, lines.subList(0, last - 1))).contains("cut off");
        assertThat(refusal(folder, List.of())).contains("cut off");
    }

    @Test
    void keys_of_an_older_export_are_refused_by_name(@TempDir Path folder) throws IOException {
        Path older = folder.resolve("older.keys");
        try (ProofNode other = ProofNode.onNewDatabase(folder);
                OutputStream out = Files.newOutputStream(older)) {
            Samples.register(other.node, TENANT);
            new KeysExport(other.node.get(KeyTransport.class)).write(TENANT, SECRET, out);
        }
        Source mixed = new Source(
                ExportFile.open(log, _ -> {}),
                Optional.of(KeysFile.open(older, TENANT, SECRET)),
                LogVerification.trusted(from.keys()));
        assertThatThrownBy(() -> take(mixed, NOTHING))
                .isInstanceOf(ImportRefusedException.class)
                .hasMessageContaining("has no key ");
    }

    private static String refusal(Path folder, List<String> lines) throws IOException {
        Path path = folder.resolve("altered.keys");
        Files.writeString(path, String.join("\n", lines) + (lines.isEmpty() ? "" : "\n"));
        try {
            KeysFile.open(path, TENANT, SECRET);
            return "";
        } catch (BrokenExportException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static Source source(boolean keys) {
        return source(log, keys ? Optional.of(KeysFile.open(sealed, TENANT, SECRET)) : Optional.empty());
    }

    private static Source source(Path file, Optional<KeysFile> keys) {
        return new Source(ExportFile.open(file, _ -> {}), keys, LogVerification.trusted(from.keys()));
    }

    private Verified take(Source source, Beside beside) {
        return take(source, false, beside);
    }

    private Verified take(Source source, boolean beside, Beside lookups) {
        return into.inTransaction(() -> takeNow(source, beside, lookups));
    }

    private Verified takeNow(Source source, boolean beside, Beside lookups) {
        LogImport log = into.get(LogImport.class);
        Begun begun = log.begin(List.of(source), beside, new ErasedThere.None());
        return log.take(begun, source, lookups, _ -> {}).verified();
    }

    private static List<String> leaves(StoreNode node) {
        return new LogRows(node.sql())
                .events(TENANT, 0, Long.MAX_VALUE, 1_000).stream()
                        .map(event -> event.leaf().base64())
                        .toList();
    }

    private static List<String> journal(StoreNode node) {
        return node.get(AccessJournal.class).page(TENANT, 0, 100).stream()
                .map(JournalRow::hash)
                .toList();
    }

    private static List<RecordedEvent> events(StoreNode node) {
        return node.get(EventReader.class).commits(TENANT, 0, 1_000, Personal.OPENED).stream()
                .flatMap(commit -> commit.events().stream())
                .toList();
    }

    private static UserCreated person(StoreNode node, UserId user) {
        return Objects.requireNonNull(events(node).stream()
                .map(RecordedEvent::event)
                .filter(UserCreated.class::isInstance)
                .map(UserCreated.class::cast)
                .filter(created -> created.user().equals(user))
                .findFirst()
                .orElse(null));
    }
}
