package io.mandate.store.export;

import static io.mandate.store.export.TransferProcess.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.store.Samples;
import io.mandate.store.StoreNode;
import io.mandate.store.verify.StoredLog;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A hundred thousand events, larger than all the memory that the processes have; and one of them
/// is killed on its way.
class SmallHeapTest {
    private static final int EVENTS = 100_000;
    private static final String HEAP = "-Xmx40m";

    @Test
    void a_large_log_is_exported_verified_and_imported_in_little_memory_and_a_killed_import_leaves_nothing(
            @TempDir Path folder) throws Exception {
        Path file = folder.resolve("big.ndjson");
        Path theirs = Files.createDirectory(folder.resolve("theirs"));
        try (StoreNode from = StoreNode.onNewDatabase(folder);
                StoreNode into = StoreNode.onNewDatabase(theirs)) {
            fill(from);
            assertThat(lines(transfer("export", from, folder, file), 0)).last().isEqualTo("done");
            assertThat(Files.size(file)).isGreaterThan(50L << 20);

            Process killed = transfer("import", into, theirs, file);
            assertThat(lines(killed, EVENTS / 2)).contains("verified");
            killed.destroyForcibly();
            killed.waitFor();
            assertThat(StoredLog.tenants(into.sql())).isEmpty();

            List<String> told = lines(transfer("import", into, theirs, file), 0);
            assertThat(told).last().isEqualTo("done");
            assertThat(told)
                    .contains("root "
                            + ExportFile.open(file, _ -> {}).checkpoint().root());
            assertThat(StoredLog.tenants(into.sql())).containsExactly(TENANT);
        }
    }

    /// Copies of one event, which are written faster by the database than by us; each about 600 bytes.
    private static void fill(StoreNode node) {
        Samples.register(node, TENANT);
        Samples.commit(node, TENANT, Samples.by(Samples.GIL), Samples.rules(1));
        node.owner().sql("""
            insert into mandate.domain_event (tenant, seq, commit_seq, recorded_at, event_id, aggregate_id, sequence_no,
              aggregate_type, ts, payload_type, payload_rev, actor, payload, metadata)
            select tenant, n, n, recorded_at + n * interval '1 microsecond', gen_random_uuid(), aggregate_id, n - 1,
              aggregate_type, ts, payload_type, payload_rev, actor, payload, metadata
            from mandate.domain_event, generate_series(2, ?) n""").param(EVENTS).update();
        node.owner().sql("""
            update mandate.tenant_head set seq = ?,
              recorded_at = (select max(recorded_at) from mandate.domain_event)""").param(EVENTS).update();
    }

    private static Process transfer(String what, StoreNode node, Path folder, Path file) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-XX:TieredStopAtLevel=1",
                        "-Dlogging.level.root=error",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TransferProcess.class.getName(),
                        what,
                        node.database().name(),
                        Integer.toString(node.database().port()),
                        folder.toString(),
                        file.toString())
                .redirectErrorStream(true)
                .start();
    }

    /// What it tells, to its end or until it has imported so many rows.
    private static List<String> lines(Process process, long enough) throws IOException, InterruptedException {
        List<String> told = new ArrayList<>();
        long imported = 0;
        boolean verified = false;
        BufferedReader output = process.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (!line.matches("[0-9]+")) {
                told.add(line);
                verified |= line.equals("verified");
            } else if (verified) {
                imported += Long.parseLong(line);
            }
            if (enough > 0 && imported >= enough) {
                return told;
            }
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return told;
    }
}
