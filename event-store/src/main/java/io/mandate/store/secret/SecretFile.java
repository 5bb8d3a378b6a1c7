package io.mandate.store.secret;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Optional;

/// A file with a key in it. Only its owner can read it; it is there whole or not at all, also if several nodes make it
/// at once; and it is on the disk when writing returns, for what is made with a key that the power took is lost.
///
/// @param path where it is; the folders above are made when it is written
public record SecretFile(Path path) {

    /// What is in it, if it is there.
    public Optional<String> read() throws IOException {
        return Files.exists(path) ? Optional.of(Files.readString(path)) : Optional.empty();
    }

    /// Writes it, unless it is there: the key of another node, which was faster, is as good.
    public void create(String text) throws IOException {
        Path complete = written(text);
        try {
            NewName.give(complete, path);
        } catch (FileAlreadyExistsException _) {
            // What was written here was never used.
        } finally {
            Files.deleteIfExists(complete);
        }
    }

    /// Writes it in the place of what is there.
    public void replace(String text) throws IOException {
        Path complete = written(text);
        try {
            Files.move(complete, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(complete);
        }
    }

    private Path written(String text) throws IOException {
        Path folder = Objects.requireNonNull(path.toAbsolutePath().getParent(), "a file lies in a folder");
        Files.createDirectories(folder);
        Path complete = Files.createTempFile(folder, "key", ".new", ownerOnly(folder));
        try (FileChannel channel = FileChannel.open(complete, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
            return complete;
        } catch (IOException e) {
            Files.deleteIfExists(complete);
            throw e;
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
