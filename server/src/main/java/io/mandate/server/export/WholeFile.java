package io.mandate.server.export;

import io.mandate.store.secret.NewName;
import io.mandate.store.startup.StartupRefusedException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/// A new file for its owner only, which has its name from the moment on when all of it is on the disk.
public final class WholeFile {
    private WholeFile() {}

    /// What fills a file.
    @FunctionalInterface
    public interface Content<T> {
        T write(OutputStream out) throws IOException;
    }

    /// Writes a file; refused with [StartupRefusedException] where there is one already, or it
    /// cannot be written.
    public static <T> T write(Path file, Content<T> content) {
        Path folder = file.toAbsolutePath().normalize().getParent();
        if (folder == null) {
            throw new StartupRefusedException(file + " is no file that could be written");
        }
        try {
            Files.createDirectories(folder);
            if (Files.exists(file)) {
                throw exists(file);
            }
            Path draft = Files.createTempFile(folder, ".export", ".part", ownerOnly(folder));
            try {
                T result = written(draft, content);
                // What somebody else wrote there meanwhile stays.
                NewName.give(draft, file);
                force(folder);
                return result;
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (FileAlreadyExistsException _) {
            throw exists(file);
        } catch (IOException e) {
            throw new StartupRefusedException("cannot write " + file + " (" + e.getMessage() + ")", e);
        }
    }

    private static <T> T written(Path draft, Content<T> content) throws IOException {
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
            T result = content.write(out);
            out.flush();
            channel.force(true);
            return result;
        }
    }

    private static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static StartupRefusedException exists(Path file) {
        return new StartupRefusedException(file + " exists already; name another place, nothing is overwritten");
    }

    private static FileAttribute<?>[] ownerOnly(Path folder) throws IOException {
        boolean posix = Files.getFileStore(folder).supportsFileAttributeView("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
