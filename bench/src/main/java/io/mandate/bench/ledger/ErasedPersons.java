package io.mandate.bench.ledger;

import io.mandate.server.embedded.DatabaseAccess;
import io.mandate.server.embedded.EmbeddedPostgreSql;
import io.mandate.store.ledger.LedgerSettings;
import io.mandate.store.ledger.Settlement;
import io.mandate.store.ledger.Settlement.Settled;
import io.mandate.store.schema.StoreSchema;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A database with the keys of many persons, and a ledger which says of all of them that they were erased.
final class ErasedPersons implements AutoCloseable {
    private final EmbeddedPostgreSql postgres;
    private final DataSource owner;
    private final JdbcClient database;
    private final LedgerSettings settings;
    private final int count;
    private final Path file;

    ErasedPersons(Path folder, int count) throws IOException {
        this.count = count;
        postgres = EmbeddedPostgreSql.start(folder.resolve("postgres"));
        DatabaseAccess access = postgres.access();
        owner = access.asOwner();
        database = JdbcClient.create(owner);
        settings = new LedgerSettings(folder.resolve("erasures"), false, false);
        StoreSchema.migrate(owner, access.runtime().username());
        settle(0);
        file = onlyFile();
        database.sql("insert into mandate.tenant_head (tenant, seq, recorded_at) values ('acme', ?, now())")
                .param(2L * count)
                .update();
        database.sql("insert into mandate.master_key_epoch (epoch, proof, activated_at) values (1, '\\x00', now())")
                .update();
        database.sql("insert into mandate.tenant_key (tenant, epoch, wrapped) values ('acme', 1, '\\x00')")
                .update();
        write();
    }

    private Path onlyFile() throws IOException {
        try (Stream<Path> files = Files.list(settings.folder())) {
            return files.filter(each -> each.toString().endsWith(".ledger"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /// As a node writes it (docs/erasure-ledger.md).
    private void write() throws IOException {
        String store = database.sql("select store_id from mandate.store_identity")
                .query(String.class)
                .single();
        try (BufferedWriter lines = Files.newBufferedWriter(file, StandardOpenOption.APPEND)) {
            for (long i = 0; i < count; i++) {
                UUID commit = new UUID(i, i);
                lines.write("""
                        {"erased":"user:u-%d","kind":"USER","tenant":"acme","log":"acme","after":%d,"position":"%s-%d",\
                        "at":"2026-11-26T10:00:00.%06dZ","by":"USER:gil","commit":"%s"}
                        {"done":"%s"}
                        """.formatted(i, 2 * i, store, 2 * i + 2, i % 1_000_000, commit, commit));
            }
        }
    }

    Path file() {
        return file;
    }

    int count() {
        return count;
    }

    /// Gives everybody a key, as an older copy of the database has it.
    void live() {
        database.sql("truncate mandate.subject_key, mandate.reapplied_erasure").update();
        database.sql("""
                        insert into mandate.subject_key (tenant, key_id, wrapped, tenant_key)
                        select 'acme', 'user:u-' || i, '\\x00', 1 from generate_series(0, ? - 1) i""").param(count).update();
        database.sql("analyze mandate.subject_key").update();
    }

    /// Nothing of the ledger is taken into account any more.
    void forgetLedger() {
        database.sql("update mandate.erasure_ledger set taken = 0").update();
    }

    /// What a start does before it serves anybody.
    ///
    /// @param destroyed how many keys are to be destroyed by it
    void settle(int destroyed) {
        Settled settled = new Settlement(owner, settings).settle();
        if (settled.destroyed() != destroyed) {
            throw new IllegalStateException("destroyed: " + settled.destroyed() + ", not " + destroyed);
        }
    }

    @Override
    public void close() {
        postgres.close();
    }
}
