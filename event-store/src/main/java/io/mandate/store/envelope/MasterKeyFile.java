package io.mandate.store.envelope;

import io.mandate.store.startup.StartupRefusedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// The file that holds the master key, readable by its owner only.
record MasterKeyFile(Path path) {

    Optional<String> read() {
        try {
            return Files.exists(path) ? Optional.of(Files.readString(path)) : Optional.empty();
        } catch (IOException e) {
            throw new StartupRefusedException("The master key " + path + " cannot be read: check its permissions.", e);
        }
    }

    /// Puts a new key there, complete or not at all, and reads what is there then: another node may have been
    /// faster.
    String create() {
        try {
            Path folder = Objects.requireNonNull(path.toAbsolutePath().getParent(), "a file lies in a folder");
            Files.createDirectories(folder);
            Path complete = Files.createTempFile(folder, "master", ".new", ownerOnly(folder));
            write(complete, MasterKey.generate(1));
            try {
                Files.createLink(path, complete);
            } catch (FileAlreadyExistsException _) {
                // The key of the other node is as good; ours was never used.
            } finally {
                Files.delete(complete);
            }
            return Files.readString(path);
        } catch (IOException e) {
            throw new StartupRefusedException(
                    "The master key cannot be written to " + path
                            + ": make the folder writable or set mandate.master-key.file to another place.",
                    e);
        }
    }

    private static void write(Path file, String key) throws IOException {
        try (FileChannel channel = FileChannel.open(file, Set.of(StandardOpenOption.WRITE))) {
            ByteBuffer bytes = ByteBuffer.wrap(key.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            // A key that is lost with the power would take all personal text written since with it.
            channel.force(true);
        }
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
