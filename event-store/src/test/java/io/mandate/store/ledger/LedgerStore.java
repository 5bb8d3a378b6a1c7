package io.mandate.store.ledger;

import io.mandate.events.user.UserEvent.UserCreated;
import io.mandate.events.user.UserEvent.UserDeleted;
import io.mandate.events.user.UserEvent.UserPersonalDataErased;
import io.mandate.events.values.PersonalText;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import io.mandate.store.Samples;
import io.mandate.store.StoreNode;
import io.mandate.store.envelope.KeyRef;
import io.mandate.store.envelope.Keys;
import io.mandate.store.envelope.StoredKeys;
import io.mandate.store.follow.EventReader;
import io.mandate.store.ledger.Settlement.Settled;
import io.mandate.store.schema.StoreSchema;
import io.mandate.testing.postgres.TestDatabase;
import io.mandate.testing.postgres.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A database with its ledger, between two starts of a node.
///
/// @param folder where the master key is, and the ledger in `erasures`
record LedgerStore(TestDatabase database, Path folder) {
    static final TenantId ACME = Samples.ACME;
    static final UserId EVE = new UserId("eve");
    static final UserId ADA = new UserId("ada");
    static final KeyRef EVES = KeyRef.user(ACME, EVE);

    /// A new store with two persons, Eve at position 1 and Ada at 2.
    static LedgerStore withTwoPersons(Path folder) {
        LedgerStore store = new LedgerStore(TestPostgres.newDatabase(), folder);
        StoreSchema.migrate(store.database.owner(), TestDatabase.RUNTIME);
        store.settle();
        store.running(node -> {
            Samples.register(node, ACME);
            Samples.commit(node, ACME, Samples.person(EVE, "eve@x.io", "Evelina", "Angstrom"));
            Samples.commit(node, ACME, Samples.person(ADA, "ada@x.io", "Ada", "Byron"));
        });
        return store;
    }

    LedgerSettings settings() {
        return new LedgerSettings(erasures(), false, false);
    }

    Path erasures() {
        return folder.resolve("erasures");
    }

    /// What a command node does before it starts, without whom it concerned.
    Settled settle() {
        return settle(settings());
    }

    Settled settle(LedgerSettings settings) {
        StoreSchema.migrate(database.owner(), TestDatabase.RUNTIME);
        Settled settled = new Settlement(database.owner(), settings).settle();
        return settled(settled.restored(), settled.destroyed());
    }

    static Settled settled(boolean restored, int destroyed) {
        return new Settled(restored, destroyed, List.of());
    }

    void running(Consumer<StoreNode> work) {
        try (StoreNode node = StoreNode.on(database, folder)) {
            work.accept(node);
        }
    }

    void erase(UserId user) {
        running(node -> erase(node, user));
    }

    static void erase(StoreNode node, UserId user) {
        Samples.commit(
                node,
                ACME,
                new UserDeleted(user, null, null),
                new UserPersonalDataErased(user, node.get(Keys.class).idOf(user)));
    }

    /// As if a dump of it was restored into another database.
    LedgerStore dumpRestored() {
        return new LedgerStore(TestPostgres.copyOf(database), folder);
    }

    /// As if an older copy of its files was put back: nothing in the database tells.
    LedgerStore filesPutBack() {
        LedgerStore copy = dumpRestored();
        copy.owner().sql("""
                update mandate.store_identity set origin = (
                  select s.system_identifier || '/' || d.oid || '/' || c.timeline_id
                  from pg_control_system() s, pg_control_checkpoint() c, pg_database d
                  where d.datname = current_database())""").update();
        return copy;
    }

    boolean lives(KeyRef key) {
        return new StoredKeys(owner()).lives(key);
    }

    PersonalText nameOf(long position) {
        Object[] name = new Object[1];
        running(node -> name[0] = ((UserCreated) node.get(EventReader.class)
                        .event(ACME, position)
                        .orElseThrow()
                        .event())
                .firstName());
        return (PersonalText) name[0];
    }

    String id() {
        return owner().sql("select store_id from mandate.store_identity")
                .query(String.class)
                .single();
    }

    JdbcClient owner() {
        return JdbcClient.create(database.owner());
    }

    List<Path> files() {
        try (Stream<Path> files = Files.list(erasures())) {
            return files.filter(file -> file.toString().endsWith(".ledger"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// All lines of the ledger but the first.
    List<LedgerLine> lines() {
        return files().stream()
                .flatMap(file -> LedgerFile.read(file).stream())
                .flatMap(file -> file.entries().stream())
                .map(LedgerFile.Entry::line)
                .toList();
    }
}
