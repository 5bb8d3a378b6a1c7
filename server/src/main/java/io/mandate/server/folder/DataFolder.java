package io.mandate.server.folder;

import io.mandate.store.startup.StartupRefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The folder that belongs to this process until it is closed.
///
/// The lock is one of the operating system, so it ends with the process however that ends; a file that says "in use"
/// would outlive a `kill -9`.
public final class DataFolder implements AutoCloseable {
    /// The file that tells a folder of Mandate from any other.
    static final String MARKER = "mandate-data";

    private static final String MARKER_TEXT = "This folder holds the data of a Mandate server.\nformat=1\n";
    private static final String LOCK = "server.lock";
    /// Folders held by this very process. Its lock file must not be opened a second time here: closing that again would
    /// drop the lock, because the operating system counts locks by process and not by file handle.
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();
    /// What a file system or a repository leaves in a folder that nobody uses yet, and what is put
    /// there before a store is made from a backup.
    private static final Set<String> NOTHING =
            Set.of("lost+found", ".gitkeep", ".DS_Store", "master.key", "proof.key", "erasures");

    private final Path path;
    private final FileChannel channel;
    private final FileLock lock;

    private DataFolder(Path path, FileChannel channel, FileLock lock) {
        this.path = path;
        this.channel = channel;
        this.lock = lock;
    }

    /// Takes the folder, which is made if it does not exist. Refused with [StartupRefusedException] if it holds data of
    /// another program or of another version, cannot be written, or is in use by another server.
    public static DataFolder open(Path folder) {
        Path path = folder.toAbsolutePath().normalize();
        try {
            create(path);
            claim(path);
            return lock(path.toRealPath());
        } catch (FileAlreadyExistsException e) {
            throw new StartupRefusedException(path + " is a file, not a folder; name another place with --data DIR", e);
        } catch (IOException e) {
            throw new StartupRefusedException(
                    "cannot write to the data folder " + path + " (" + reason(e)
                            + "); make it writable for this user or name another one with --data DIR",
                    e);
        }
    }

    /// Whether some process holds this folder right now. A folder that does not exist is held by nobody.
    static boolean inUse(Path folder) {
        Path file = folder.resolve(LOCK);
        if (!Files.isRegularFile(file)) {
            return false;
        }
        if (HELD_HERE.contains(real(folder))) {
            return true;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            FileLock free = channel.tryLock();
            if (free == null) {
                return true;
            }
            free.release();
            return false;
        } catch (IOException e) {
            throw new StartupRefusedException("cannot tell whether " + folder + " is in use (" + reason(e) + ")", e);
        }
    }

    private static void create(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            Files.createDirectories(path);
            Private.folder(path);
        }
    }

    private static void claim(Path path) throws IOException {
        Path marker = path.resolve(MARKER);
        if (Files.exists(marker)) {
            String text = Files.readString(marker);
            if (!text.equals(MARKER_TEXT)) {
                throw new StartupRefusedException(
                        path
                                + " was written by another version of Mandate; start that version or name another folder with --data DIR");
            }
            return;
        }
        try (var entries = Files.list(path)) {
            if (entries.anyMatch(entry -> !NOTHING.contains(String.valueOf(entry.getFileName())))) {
                throw new StartupRefusedException(
                        path
                                + " holds files of another program and nothing of Mandate; name an empty or new folder with --data DIR");
            }
        }
        Files.writeString(marker, MARKER_TEXT, StandardOpenOption.CREATE_NEW);
    }

    private static DataFolder lock(Path path) throws IOException {
        if (!HELD_HERE.add(path)) {
            throw inUseBy(path);
        }
        @Nullable FileChannel channel = null;
        try {
            channel = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw inUseBy(path);
            }
            var taken = new DataFolder(path, channel, lock);
            taken.announce(null);
            return taken;
        } catch (IOException | RuntimeException e) {
            if (channel != null) {
                channel.close();
            }
            HELD_HERE.remove(path);
            throw e;
        }
    }

    private static StartupRefusedException inUseBy(Path path) {
        return new StartupRefusedException(path + " is in use by a Mandate server"
                + RunningServer.read(path).map(server -> " (" + server + ")").orElse("")
                + "; stop it with ./mandate stop --data " + path + " or name another folder with --data DIR");
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException _) {
            return folder;
        }
    }

    private static String reason(IOException e) {
        if (e instanceof FileSystemException f && f.getReason() != null) {
            return f.getReason();
        }
        return e.getClass().getSimpleName().replace("Exception", "");
    }

    /// The folder itself, absolute.
    public Path path() {
        return path;
    }

    /// Where the embedded PostgreSQL keeps everything.
    public Path postgres() {
        return path.resolve("postgres");
    }

    /// Tells other commands which process is at work here, and at which address once it answers there.
    public void announce(@Nullable String url) {
        RunningServer.current(url).write(path);
    }

    /// Gives the folder back. Closing twice is harmless.
    @Override
    public void close() {
        try {
            if (lock.isValid()) {
                RunningServer.erase(path);
                lock.release();
            }
            channel.close();
            HELD_HERE.remove(path);
        } catch (IOException e) {
            throw new UncheckedIOException("the data folder " + path + " could not be given back", e);
        }
    }
}
