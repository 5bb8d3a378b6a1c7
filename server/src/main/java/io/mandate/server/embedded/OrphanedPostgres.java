package io.mandate.server.embedded;

import io.mandate.store.startup.StartupRefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// A PostgreSQL that outlived its server, because the server was killed and could not stop it.
///
/// It is stopped before a new one starts: the new one would either fail on the same files, or worse, find the old one
/// on its port and silently work with flags of the past. A pid alone proves nothing, since numbers are reused, so the
/// process must also name our cluster on its command line.
public final class OrphanedPostgres {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private OrphanedPostgres() {}

    /// Stops it if there is one, and waits until its files are free.
    ///
    /// @param postgres the folder of the embedded PostgreSQL in a data folder that no server holds
    /// @return whether there was one
    public static boolean stop(Path postgres) {
        Path cluster = postgres.resolve(EmbeddedPostgreSql.CLUSTER);
        Optional<ProcessHandle> orphan = find(cluster);
        orphan.ifPresent(process -> interrupt(process, cluster));
        return orphan.isPresent();
    }

    private static Optional<ProcessHandle> find(Path cluster) {
        Path file = cluster.resolve("postmaster.pid");
        try {
            var lines = Files.readAllLines(file);
            if (lines.isEmpty()) {
                return findWithoutPid(cluster, file);
            }
            return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> commandLine(process).contains(cluster.toString()));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException | NumberFormatException e) {
            throw new StartupRefusedException("cannot read " + file + " (" + e.getMessage() + ")", e);
        }
    }

    /// A power cut can leave the file empty, and PostgreSQL then refuses to start until somebody has made sure that
    /// nobody works on these files and removed it.
    private static Optional<ProcessHandle> findWithoutPid(Path cluster, Path file) throws IOException {
        var running = ProcessHandle.allProcesses()
                .filter(process -> commandLine(process).contains(cluster.toString()))
                .findFirst();
        if (running.isEmpty()) {
            Files.deleteIfExists(file);
        }
        return running;
    }

    private static String commandLine(ProcessHandle process) {
        Path linux = Path.of("/proc", Long.toString(process.pid()), "cmdline");
        try {
            return new String(Files.readAllBytes(linux), StandardCharsets.UTF_8);
        } catch (IOException _) {
            return process.info().commandLine().orElse("");
        }
    }

    /// SIGINT is PostgreSQL's fast shutdown: clients are cut off and everything is written.
    private static void interrupt(ProcessHandle process, Path cluster) {
        try {
            new ProcessBuilder("sh", "-c", "kill -INT " + process.pid()).start().waitFor();
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (Files.exists(cluster.resolve("postmaster.pid"))) {
                if (System.nanoTime() > end) {
                    throw new StartupRefusedException(
                            "the database left behind by a killed server (pid " + process.pid()
                                    + ") does not stop; end it with kill -INT " + process.pid() + " and start again");
                }
                Thread.sleep(20);
            }
        } catch (IOException e) {
            throw new StartupRefusedException(
                    "cannot stop the database left behind by a killed server: run kill -INT " + process.pid(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartupRefusedException(
                    "interrupted while stopping the database left behind by a killed server", e);
        }
    }
}
