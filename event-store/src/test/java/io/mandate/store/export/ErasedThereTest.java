package io.mandate.store.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mandate.events.EventMetadata;
import io.mandate.events.RecordedEvent;
import io.mandate.events.tenant.TenantEvent.ReasonRedacted;
import io.mandate.events.tenant.TenantEvent.TenantOffboarded;
import io.mandate.events.user.UserEvent.UserCreated;
import io.mandate.events.user.UserEvent.UserDeleted;
import io.mandate.events.user.UserEvent.UserPersonalDataErased;
import io.mandate.events.values.PersonalText;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import io.mandate.store.Samples;
import io.mandate.store.StoreNode;
import io.mandate.store.envelope.KeyRef;
import io.mandate.store.envelope.KeyTransport;
import io.mandate.store.envelope.Keys;
import io.mandate.store.envelope.TransportKey.Secret;
import io.mandate.store.export.ErasedThere.Known;
import io.mandate.store.export.ErasedThere.KnownHere;
import io.mandate.store.export.ErasedThere.None;
import io.mandate.store.export.LogImport.Begun;
import io.mandate.store.export.LogImport.Source;
import io.mandate.store.export.LogImport.Taken;
import io.mandate.store.follow.EventReader;
import io.mandate.store.follow.EventReader.Personal;
import io.mandate.store.ledger.CopiedLedger;
import io.mandate.store.ledger.LedgerSettings;
import io.mandate.store.ledger.Reapplied;
import io.mandate.store.ledger.Settlement;
import io.mandate.store.ledger.Settlement.Settled;
import io.mandate.store.proof.ProofNode;
import io.mandate.store.startup.StartupRefusedException;
import io.mandate.store.verify.LogVerification;
import io.mandate.store.verify.StoredLog;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A tenant was exported, and people in it were erased afterwards. It is taken in elsewhere.
class ErasedThereTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId ENDED = new TenantId("ended");
    private static final TenantId OTHER = new TenantId("other");
    /// Erased before the export.
    private static final UserId ADA = new UserId("ada");
    /// Erased after it.
    private static final UserId EVE = new UserId("eve");
    /// Came and went after it.
    private static final UserId MEL = new UserId("mel");

    private static final Reapplied EVE_LIVES_ON = new Reapplied(ACME, EVE);
    private static final Secret SECRET = new Secret.Passphrase("correct horse battery");

    private static ProofNode from;
    private static Path theirs;
    private static Path log;
    private static Path sealed;
    private static Path sealedLater;
    private static Path endedLog;
    private static Path endedKeys;
    private static String before;
    private static String lineage;
    private static KeyRef reason;

    @TempDir
    Path folder;

    private StoreNode into;

    @BeforeAll
    static void export(@TempDir Path folder) throws IOException {
        from = ProofNode.onNewDatabase(folder);
        theirs = folder.resolve("erasures");
        lineage = lineage(from.node);
        Samples.register(from.node, ACME);
        Samples.register(from.node, ENDED);
        EventMetadata why = Samples.from(Samples.GIL, "10.0.0.7", "firefox", "what nobody should read");
        reason = KeyRef.changeSet(ACME, why.changeSet());
        Samples.commit(
                from.node,
                ACME,
                why,
                Samples.person(EVE, "eve@example.org", "Eve", "Example"),
                Samples.person(ADA, "ada@example.org", "Ada", "Example"));
        erase(ADA);
        settle(from.node, theirs);
        Samples.commit(from.node, ENDED, Samples.person(EVE, "eve@example.org", "Eve", "Example"));
        log = log(ACME, folder.resolve("acme.ndjson"));
        sealed = keys(ACME, folder.resolve("acme.keys"));
        endedLog = log(ENDED, folder.resolve("ended.ndjson"));
        endedKeys = keys(ENDED, folder.resolve("ended.keys"));
        before = Files.readString(ledgerFile(theirs));
        erase(EVE);
        Samples.commit(from.node, ACME, new ReasonRedacted(2, why.changeSet(), reason.id()));
        Samples.commit(from.node, ACME, Samples.person(MEL, "mel@example.org", "Mel", "Example"));
        erase(MEL);
        Samples.commit(
                from.node, ENDED, new TenantOffboarded(from.node.get(Keys.class).idOf(ENDED)));
        sealedLater = keys(ACME, folder.resolve("later.keys"));
    }

    private static void erase(UserId user) {
        Samples.commit(
                from.node,
                ACME,
                new UserDeleted(user, null, null),
                new UserPersonalDataErased(user, from.node.get(Keys.class).idOf(user)));
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
    void make() {
        into = StoreNode.onNewDatabase(folder);
    }

    @AfterEach
    void close() {
        into.close();
    }

    @Test
    void whoever_was_erased_after_the_export_is_erased_beside_others_as_well() {
        Samples.register(into, OTHER);

        assertThat(take(new Known(CopiedLedger.read(theirs))).erased()).isEqualTo(2);

        assertThat(firstName(EVE)).isEqualTo(PersonalText.ERASED);
        assertThat(events().getFirst().metadata().reason()).isEqualTo(PersonalText.ERASED);
        assertThat(events().getFirst().metadata().ip()).isEqualTo(PersonalText.of("10.0.0.7"));
        assertThat(Reapplied.all(into.sql())).containsExactly(EVE_LIVES_ON);
    }

    @Test
    void the_ledger_of_the_store_says_so_from_then_on_and_of_nobody_who_is_not_in_the_log() {
        Samples.register(into, OTHER);
        take(new Known(CopiedLedger.read(theirs)));

        String own = texts(ours());
        assertThat(own).contains("user:ada", "user:eve", reason.id()).doesNotContain("user:mel", "position");
        assertThat(settle(into, ours())).isEqualTo(new Settled(false, 0, List.of(EVE_LIVES_ON)));
        // Her id is free here.
        Samples.commit(into, ACME, Samples.person(MEL, "mel@elsewhere.org", "Melanie", "Two"));
        assertThat(settle(into, ours()).restored()).isFalse();
        assertThat(firstName(MEL)).isEqualTo(PersonalText.of("Melanie"));
    }

    @Test
    void without_a_word_about_erasures_nothing_is_stored() {
        Samples.register(into, OTHER);

        assertThatThrownBy(() -> take(new KnownHere()))
                .isInstanceOf(ImportRefusedException.class)
                .hasMessageContaining("--erasures DIR")
                .hasMessageContaining("--nothing-was-erased");

        assertThat(StoredLog.tenants(into.sql())).containsExactly(OTHER);
        assertThat(ours()).doesNotExist();
    }

    @Test
    void nor_does_the_ledger_of_another_store_speak_that_lies_in_the_wrong_place() throws IOException {
        Samples.register(into, OTHER);
        copyLedger(ours());

        assertThatThrownBy(() -> take(new KnownHere())).isInstanceOf(ImportRefusedException.class);
    }

    @Test
    void an_empty_store_takes_no_silence_either() {
        assertThatThrownBy(() -> take(new KnownHere())).isInstanceOf(ImportRefusedException.class);
        assertThat(StoredLog.tenants(into.sql())).isEmpty();
    }

    @Test
    void whoever_states_that_nothing_was_erased_is_believed_and_what_the_log_says_is_in_the_ledger() {
        Samples.register(into, OTHER);

        assertThat(take(new None()).erased()).isZero();

        assertThat(firstName(EVE)).isEqualTo(PersonalText.of("Eve"));
        assertThat(firstName(ADA)).isEqualTo(PersonalText.ERASED);
        assertThat(texts(ours())).contains("user:ada").doesNotContain("user:eve");
    }

    @Test
    void a_ledger_found_later_is_still_applied_to_a_store_that_was_made_on_that_statement() throws IOException {
        take(new None());
        assertThat(settle(into, ours()).restored()).isTrue();
        assertThat(firstName(EVE)).isEqualTo(PersonalText.of("Eve"));

        copyLedger(ours());

        assertThat(settle(into, ours()).restored()).isTrue();
        assertThat(firstName(EVE)).isEqualTo(PersonalText.ERASED);
    }

    @Test
    void an_empty_store_goes_on_with_the_ledger_that_it_was_given() throws IOException {
        take(new Known(CopiedLedger.read(theirs)));

        assertThat(firstName(EVE)).isEqualTo(PersonalText.ERASED);
        assertThat(lineage(into)).isEqualTo(lineage);
        assertThat(texts(ours())).isEqualTo(texts(theirs));
        // How far it was is signed by nobody: all of it is applied.
        assertThat(into.sql()
                        .sql("select sum(taken) from mandate.erasure_ledger")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(settle(into, ours())).isEqualTo(new Settled(true, 0, List.of(EVE_LIVES_ON)));
    }

    @Test
    void what_is_rolled_back_leaves_no_ledger_behind() throws IOException {
        assertThatThrownBy(() -> into.inTransaction(() -> {
                    Taken _ = takeNow(source(), new Known(CopiedLedger.read(theirs)));
                    throw new ImportRefusedException("the power went");
                }))
                .hasMessage("the power went");
        try (Stream<Path> left = Files.list(ours())) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void a_ledger_that_lies_in_its_place_already_needs_no_word() throws IOException {
        copyLedger(ours());

        assertThat(take(new KnownHere()).erased()).isEqualTo(2);

        assertThat(firstName(EVE)).isEqualTo(PersonalText.ERASED);
        assertThat(settle(into, ours()).living()).containsExactly(EVE_LIVES_ON);
    }

    @Test
    void a_store_of_the_same_lineage_does_not_know_whom_the_other_one_erased_since() throws IOException {
        takeIn(source(endedLog, endedKeys), new Known(ledgerBefore()));
        settle(into, ours());
        assertThat(lineage(into)).isEqualTo(lineage);
        assertThat(texts(ours())).doesNotContain("user:eve");

        assertThatThrownBy(() -> take(new KnownHere()))
                .isInstanceOf(ImportRefusedException.class)
                .hasMessageContaining("--erasures DIR");
        assertThat(StoredLog.tenants(into.sql())).containsExactly(ENDED);

        assertThat(take(new Known(CopiedLedger.read(theirs))).erased()).isEqualTo(2);
        assertThat(firstName(EVE)).isEqualTo(PersonalText.ERASED);
    }

    /// As it was when the export was made.
    private CopiedLedger ledgerBefore() throws IOException {
        Path copy = Files.createDirectories(folder.resolve("copy"));
        Files.writeString(copy.resolve(ledgerFile(theirs).getFileName()), before);
        return CopiedLedger.read(copy);
    }

    @Test
    void a_further_tenant_of_the_same_store_is_erased_by_the_ledger_that_is_here_if_somebody_says_so()
            throws IOException {
        copyLedger(ours());
        takeIn(source(endedLog, endedKeys), new KnownHere());
        settle(into, ours());
        String had = texts(ours());

        assertThat(take(new Known(CopiedLedger.read(ours()))).erased()).isEqualTo(2);

        assertThat(firstName(EVE)).isEqualTo(PersonalText.ERASED);
        assertThat(Reapplied.all(into.sql())).contains(EVE_LIVES_ON);
        assertThat(texts(ours())).isEqualTo(had);
    }

    @Test
    void a_tenant_that_ended_after_the_export_ends_here() {
        Samples.register(into, OTHER);

        takeIn(source(endedLog, endedKeys), new Known(CopiedLedger.read(theirs)));

        assertThat(Reapplied.all(into.sql())).containsExactly(new Reapplied(ENDED, null));
        assertThat(into.sql()
                        .sql("select count(*) from mandate.tenant_key where tenant = 'ended' and wrapped is not null")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(texts(ours())).contains("tenant:ended");
    }

    @Test
    void whose_key_came_destroyed_with_a_log_in_which_he_lives_is_to_be_deleted_too() {
        Samples.register(into, OTHER);

        assertThat(takeIn(source(log, sealedLater), new Known(CopiedLedger.read(theirs)))
                        .erased())
                .isZero();

        assertThat(Reapplied.all(into.sql())).containsExactly(EVE_LIVES_ON);
    }

    @Test
    void so_is_whoever_comes_without_keys() {
        Samples.register(into, OTHER);
        Source source =
                new Source(ExportFile.open(log, _ -> {}), Optional.empty(), LogVerification.trusted(from.keys()));

        takeIn(source, new Known(CopiedLedger.read(theirs)));

        assertThat(Reapplied.all(into.sql())).containsExactly(EVE_LIVES_ON);
    }

    @Test
    void a_ledger_that_is_not_that_of_the_exported_store_is_refused(@TempDir Path elsewhere) {
        Samples.register(into, OTHER);
        try (StoreNode other = StoreNode.onNewDatabase(elsewhere)) {
            settle(other, elsewhere.resolve("erasures"));
        }
        assertThatThrownBy(() -> take(new Known(CopiedLedger.read(elsewhere.resolve("erasures")))))
                .isInstanceOf(StartupRefusedException.class)
                .hasMessageContaining("is that of another store");
        assertThatThrownBy(() -> CopiedLedger.read(elsewhere.resolve("nothing")))
                .isInstanceOf(StartupRefusedException.class)
                .hasMessageContaining("There is no erasure ledger in");
    }

    @Test
    void a_ledger_that_is_older_than_the_export_or_not_whole_is_refused(@TempDir Path copy) throws IOException {
        Samples.register(into, OTHER);
        copyLedger(copy);
        Path file = ledgerFile(copy);
        String whole = Files.readString(file);

        Files.writeString(file, before.substring(0, before.indexOf('\n') + 1));
        assertRefused(copy, "is older than the export: name its newest copy");
        // As long as it was, but without Ada.
        Files.writeString(file, whole.replace("user:ada", "user:bob"));
        assertRefused(copy, "is older than the export, in which user:ada of tenant acme is erased already");
        Files.writeString(file, whole.replaceFirst("\"erased\"", "\"erosed\""));
        assertRefused(copy, "is broken at line 2: copy it again");
        Files.writeString(file, whole.substring(0, whole.length() - 9));
        assertRefused(copy, "ends within a line: copy it again");
        Files.writeString(file, whole.substring(0, 9));
        assertRefused(copy, "ends within a line");
        Files.move(file, copy.resolve("erasures-another.ledger"));
        Files.writeString(
                copy.resolve("erasures-another.ledger"),
                whole.replaceFirst("\"ledger\":\"[^\"]*\"", "\"ledger\":\"another\""));
        assertRefused(copy, "Files of the erasure ledger are missing in");

        assertThat(StoredLog.tenants(into.sql())).containsExactly(OTHER);
        assertThat(ours()).doesNotExist();
    }

    @Test
    void a_line_that_a_crash_cut_off_where_it_is_kept_may_be_said_to_be_cut(@TempDir Path copy) throws IOException {
        Samples.register(into, OTHER);
        copyLedger(copy);
        Files.writeString(ledgerFile(copy), "{\"erased\":\"user:m\n{\"cut\":true}\n", StandardOpenOption.APPEND);

        assertThat(take(new Known(CopiedLedger.read(copy))).erased()).isEqualTo(2);
    }

    @Test
    void a_file_that_does_not_say_whose_ledger_counts_is_taken_in_on_a_statement_only() throws IOException {
        LogExport export = new LogExport(from.node.sql(), from.store(), from.keys());
        Path silent = folder.resolve("silent.ndjson");
        try (OutputStream out = Files.newOutputStream(silent)) {
            export.write(export.extent(ACME).orElseThrow().withoutLedger(), List.of(), out, _ -> {});
        }
        Source source =
                new Source(ExportFile.open(silent, _ -> {}), Optional.empty(), LogVerification.trusted(from.keys()));
        assertThatThrownBy(() -> takeIn(source, new KnownHere())).isInstanceOf(ImportRefusedException.class);
        assertThatThrownBy(() -> takeIn(source, new Known(CopiedLedger.read(theirs))))
                .isInstanceOf(ImportRefusedException.class)
                .hasMessageContaining("does not say whose erasure ledger counts");
        assertThat(takeIn(source, new None()).erased()).isZero();
    }

    private void assertRefused(Path copy, String why) {
        assertThatThrownBy(() -> take(new Known(CopiedLedger.read(copy))))
                .isInstanceOf(StartupRefusedException.class)
                .hasMessageContaining(why);
    }

    private static Source source() {
        return source(log, sealed);
    }

    private static Source source(Path file, Path keys) {
        ExportFile export = ExportFile.open(file, _ -> {});
        return new Source(
                export,
                Optional.of(KeysFile.open(keys, export.tenant(), SECRET)),
                LogVerification.trusted(from.keys()));
    }

    private Taken take(ErasedThere there) {
        return takeIn(source(), there);
    }

    private Taken takeIn(Source source, ErasedThere there) {
        return into.inTransaction(() -> takeNow(source, there));
    }

    private Taken takeNow(Source source, ErasedThere there) {
        LogImport all = into.get(LogImport.class);
        Begun begun = all.begin(List.of(source), true, there);
        return all.take(begun, source, _ -> {}, _ -> {});
    }

    /// What a command node does before it starts.
    private static Settled settle(StoreNode node, Path erasures) {
        return new Settlement(node.database().owner(), new LedgerSettings(erasures, false, false)).settle();
    }

    private Path ours() {
        return folder.resolve("erasures");
    }

    private static void copyLedger(Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(theirs)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".ledger")).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private static Path ledgerFile(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(each -> each.toString().endsWith(".ledger"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
    }

    /// All that is in a ledger.
    private static String texts(Path folder) {
        List<String> texts = new ArrayList<>();
        for (java.io.File file :
                Optional.ofNullable(folder.toFile().listFiles()).orElseThrow()) {
            if (file.getName().endsWith(".ledger")) {
                try {
                    texts.add(Files.readString(file.toPath()));
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }
        }
        texts.sort(null);
        return String.join("", texts);
    }

    private PersonalText firstName(UserId user) {
        return events().stream()
                .map(RecordedEvent::event)
                .filter(UserCreated.class::isInstance)
                .map(UserCreated.class::cast)
                .filter(created -> created.user().equals(user))
                .map(created -> Optional.ofNullable(created.firstName()).orElseThrow())
                .findFirst()
                .orElseThrow();
    }

    private List<RecordedEvent> events() {
        return into.get(EventReader.class).commits(ACME, 0, 1_000, Personal.OPENED).stream()
                .flatMap(commit -> commit.events().stream())
                .toList();
    }

    private static String lineage(StoreNode node) {
        return node.sql()
                .sql("select lineage from mandate.store_identity")
                .query(String.class)
                .single();
    }
}
