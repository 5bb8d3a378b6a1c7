package io.mandate.server.embedded;

import io.mandate.store.startup.StartupRefusedException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// What the embedded PostgreSQL says, in a file beside it, and what of it explains a start that fails.
final class PostgresLog {
    private static final long FULL = 10L * 1024 * 1024;
    private static final Pattern REASON =
            Pattern.compile("(?m)^.*(?:FATAL|PANIC):\\s+(.*)$|^(?:initdb|postgres|pg_ctl): (?:error: )?(.*)$");

    /// The one line of its starter that is no failure says that a stale pid file was found.
    private static final Pattern FAILED = Pattern.compile("(?m)^pg_ctl: (?!another server might be running)");

    private final Path file;
    private final long begin;

    private PostgresLog(Path file, long begin) {
        this.file = file;
        this.begin = begin;
    }

    /// Continues the log in this folder; a full one is put aside first, and the one put aside before that is dropped.
    static PostgresLog in(Path folder) throws IOException {
        Path file = folder.resolve("postgres.log");
        if (Files.exists(file) && Files.size(file) > FULL) {
            Files.move(file, folder.resolve("postgres.old.log"), StandardCopyOption.REPLACE_EXISTING);
        }
        return new PostgresLog(file, Files.exists(file) ? Files.size(file) : 0);
    }

    ProcessBuilder.Redirect redirect() {
        return ProcessBuilder.Redirect.appendTo(file.toFile());
    }

    /// Runs the start, and gives up as soon as the log says that it failed: the library would go on knocking until
    /// its time is up, which is long because a recovery may need it.
    EmbeddedPostgres watching(Start start) throws IOException {
        Thread starter = Thread.currentThread();
        Thread watcher = Thread.ofVirtual().name("postgres-log").start(() -> {
            try {
                while (!failed()) {
                    Thread.sleep(50);
                }
                starter.interrupt();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
        EmbeddedPostgres postgres;
        try {
            postgres = start.start();
        } finally {
            watcher.interrupt();
        }
        if (Thread.interrupted() || failed()) {
            String failure = failure(); // before closing adds its own complaints
            postgres.close(); // it never ran, but holds a lock on the files
            throw new StartupRefusedException(failure);
        }
        return postgres;
    }

    private boolean failed() {
        return FAILED.matcher(text()).find();
    }

    /// The line for people: the last reason that PostgreSQL gave since this start began.
    String failure() {
        String reason = REASON.matcher(text())
                .results()
                .map(PostgresLog::reason)
                .filter(line -> !line.startsWith("could not start server"))
                .reduce((_, last) -> last)
                .orElse("no reason given");
        return "the embedded database does not start: " + reason + "; see " + file;
    }

    private static String reason(MatchResult match) {
        return match.group(1) != null ? match.group(1) : match.group(2);
    }

    private String text() {
        try (var log = new RandomAccessFile(file.toFile(), "r")) {
            log.seek(begin);
            byte[] bytes = new byte[(int) Math.min(FULL, log.length() - begin)];
            log.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException _) {
            return "";
        }
    }

    /// The start of the library.
    interface Start {
        EmbeddedPostgres start() throws IOException;
    }
}
