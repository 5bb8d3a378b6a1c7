package io.mandate.store.proof.key;

import io.mandate.store.startup.StartupRefusedException;
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

/// The file that holds the keys that sign, readable by its owner only.
public record ProofKeyFile(Path path) {
    /// Its name beside the master key.
    public static final String NAME = "proof.key";

    /// The keys in it; empty where there is no such file. One that cannot be read is refused with
    /// [StartupRefusedException].
    public Optional<ProofKeys> read() {
        try {
            return Files.exists(path) ? Optional.of(parse(Files.readString(path), path.toString())) : Optional.empty();
        } catch (IOException e) {
            throw new StartupRefusedException("The proof key " + path + " cannot be read: check its permissions.", e);
        }
    }

    static ProofKeys parse(String written, String where) {
        try {
            return ProofKeys.parse(written);
        } catch (IllegalArgumentException e) {
            throw new StartupRefusedException(
                    "The proof key in " + where + " is not one: " + e.getMessage() + ". Put the right one back.", e);
        }
    }

    /// Puts these keys there unless another node was faster, and gives back what is there then.
    ProofKeys create(ProofKeys keys) {
        write(keys, true);
        return read().orElseThrow();
    }

    /// Puts these keys in the place of those that are there, whole or not at all.
    public void replace(ProofKeys keys) {
        write(keys, false);
    }

    private void write(ProofKeys keys, boolean onlyIfAbsent) {
        try {
            Path folder = Objects.requireNonNull(path.toAbsolutePath().getParent(), "a file lies in a folder");
            Files.createDirectories(folder);
            Path complete = Files.createTempFile(folder, "proof", ".new", ownerOnly(folder));
            try {
                write(complete, keys.written());
                if (onlyIfAbsent) {
                    Files.createLink(path, complete);
                } else {
                    Files.move(complete, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                }
            } catch (FileAlreadyExistsException _) {
                // The key of the other node is as good; ours was never used.
            } finally {
                Files.deleteIfExists(complete);
            }
        } catch (IOException e) {
            throw new StartupRefusedException(
                    "The proof key cannot be written to " + path
                            + ": make the folder writable or set mandate.proof-key.file to another place.",
                    e);
        }
    }

    private static void write(Path file, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            // What was signed with a key that the power took could never be continued.
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
