package io.mandate.store.export;

import io.mandate.events.values.TenantId;
import io.mandate.store.StoreId;
import io.mandate.store.StoreNode;
import io.mandate.store.export.ExportFile.Checked;
import io.mandate.store.export.LogImport.Begun;
import io.mandate.store.export.LogImport.Source;
import io.mandate.store.proof.key.ProofKeys;
import io.mandate.testing.postgres.TestDatabase;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A process with little memory that exports a tenant, or verifies and imports it; it tells how far
/// it is.
final class TransferProcess {
    static final TenantId TENANT = new TenantId("big");

    private TransferProcess() {}

    /// @param arguments `export` or `import`, name and port of the database, its folder, the file
    public static void main(String[] arguments) throws IOException {
        TestDatabase database = new TestDatabase(arguments[1], Integer.parseInt(arguments[2]));
        Path file = Path.of(arguments[4]);
        try (StoreNode node = StoreNode.on(database, Path.of(arguments[3]))) {
            if (arguments[0].equals("export")) {
                export(node, file);
            } else {
                take(node, file);
            }
        }
        System.out.println("done");
    }

    private static void export(StoreNode node, Path file) throws IOException {
        LogExport export = new LogExport(node.sql(), node.get(StoreId.class), node.get(ProofKeys.class));
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            export.write(export.extent(TENANT).orElseThrow(), List.of(), out, TransferProcess::tell);
        }
    }

    private static void take(StoreNode node, Path path) {
        ExportFile file = ExportFile.open(path, TransferProcess::tell);
        Checked checked = file.verify(file.ownKeys(), List.of(), TransferProcess::tell);
        if (!checked.good()) {
            throw new IllegalStateException(checked.complaints().toString());
        }
        System.out.println("verified");
        Source source = new Source(file, Optional.empty(), file.ownKeys());
        LogImport log = node.get(LogImport.class);
        var taken = node.inTransaction(() -> {
            Begun begun = log.begin(List.of(source), false, new ErasedThere.None());
            return log.take(begun, source, _ -> {}, TransferProcess::tell);
        });
        System.out.println("root " + taken.verified().root());
    }

    private static void tell(long rows) {
        System.out.println(rows);
    }
}
