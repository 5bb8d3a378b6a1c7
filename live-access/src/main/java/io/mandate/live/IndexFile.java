package io.mandate.live;

import io.mandate.access.index.AccessIndex;
import io.mandate.access.index.IndexSnapshot;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/// An index on disk: a snapshot and its SHA-256. It is there as a whole or not at all, and only its
/// owner can read it. What does not have the digest it ends with is not looked into.
final class IndexFile {
    private static final String NAME = "index.snapshot";
    private static final String DRAFT = ".tmp";
    private static final int DIGEST = 32;
    private static final int BUFFER = 1 << 16;

    private final Path folder;
    private final String origin;

    /// @param folder must exist
    /// @param origin see [IndexSnapshot#write]
    IndexFile(Path folder, String origin) {
        this.folder = folder;
        this.origin = origin;
    }

    Path path() {
        return folder.resolve(NAME);
    }

    /// Replaces the file.
    void write(AccessIndex index) throws IOException {
        Path draft = Files.createTempFile(folder, NAME, DRAFT); // readable by its owner only
        try (FileChannel file = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            MessageDigest digest = sha256();
            OutputStream plain = Channels.newOutputStream(file);
            OutputStream out = new BufferedOutputStream(new DigestOutputStream(plain, digest), BUFFER);
            IndexSnapshot.write(index, origin, out);
            out.flush();
            plain.write(digest.digest());
            file.force(true);
            Files.move(draft, path(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
        try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
            entries.force(true);
        }
    }

    /// The index; empty if there is no file.
    ///
    /// @throws IOException if the file is damaged, or was written for another store or by another version
    Optional<AccessIndex> read() throws IOException {
        try (FileChannel file = FileChannel.open(path(), StandardOpenOption.READ)) {
            long length = file.size() - DIGEST;
            if (length < 0 || !digestFits(file, length)) {
                throw new IOException("it is damaged");
            }
            file.position(0);
            InputStream in = new BufferedInputStream(Channels.newInputStream(file), BUFFER);
            return Optional.of(IndexSnapshot.read(in, origin));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    /// Removes what a process left that died while it wrote.
    void removeDrafts() throws IOException {
        try (DirectoryStream<Path> drafts = Files.newDirectoryStream(folder, NAME + "*" + DRAFT)) {
            for (Path draft : drafts) {
                Files.deleteIfExists(draft);
            }
        }
    }

    private static boolean digestFits(FileChannel file, long length) throws IOException {
        MessageDigest digest = sha256();
        InputStream in = new BufferedInputStream(Channels.newInputStream(file), BUFFER);
        byte[] buffer = new byte[BUFFER];
        for (long left = length; left > 0; ) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new EOFException("it became shorter while it was read");
            }
            digest.update(buffer, 0, read);
            left -= read;
        }
        return MessageDigest.isEqual(digest.digest(), in.readNBytes(DIGEST));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
