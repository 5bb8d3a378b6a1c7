package io.mandate.server.folder;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// The server that is at work in a data folder.
///
/// @param pid its process
/// @param startedAt when that process started, by the operating system's account; a reused pid has another start
/// @param url where it answers, or null while it is starting
public record RunningServer(
        long pid, Instant startedAt, @Nullable String url) {
    private static final String FILE = "server.properties";
    /// The operating system derives a start from its uptime, which a corrected clock shifts a little.
    private static final Duration CLOCK_DRIFT = Duration.ofSeconds(30);

    /// The server that holds the folder, or empty if none does. A server that is just taking the folder may not be seen
    /// yet; what a killed one left behind is never taken for the one that follows it.
    public static Optional<RunningServer> find(Path folder) {
        return DataFolder.inUse(folder)
                ? read(folder).filter(server -> server.process().isPresent())
                : Optional.empty();
    }

    static RunningServer current(@Nullable String url) {
        ProcessHandle self = ProcessHandle.current();
        return new RunningServer(self.pid(), self.info().startInstant().orElse(Instant.EPOCH), url);
    }

    static Optional<RunningServer> read(Path folder) {
        var properties = new Properties();
        try {
            properties.load(new StringReader(Files.readString(folder.resolve(FILE))));
            return Optional.of(new RunningServer(
                    Long.parseLong(properties.getProperty("pid", "")),
                    Instant.parse(properties.getProperty("startedAt", "")),
                    properties.getProperty("url")));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder.resolve(FILE), e);
        }
    }

    static void erase(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve(FILE));
    }

    void write(Path folder) {
        String text = "pid=" + pid + "\nstartedAt=" + startedAt + "\n" + (url == null ? "" : "url=" + url + "\n");
        try {
            Private.write(folder.resolve(FILE), text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + folder.resolve(FILE), e);
        }
    }

    /// The live process, or empty if it has ended or its number now belongs to another program.
    public Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::startedThen);
    }

    private boolean startedThen(ProcessHandle process) {
        return process.info()
                .startInstant()
                .map(start -> Duration.between(startedAt, start).abs().compareTo(CLOCK_DRIFT) < 0)
                .orElse(true);
    }

    @Override
    public String toString() {
        return "pid " + pid + (url == null ? ", starting" : " at " + url);
    }
}
