package io.mandate.store.proof.anchor;

import io.mandate.events.values.TenantId;
import io.mandate.store.note.SignedNote;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One file for each tenant, `<tenant>.notes`, to which notes are appended, each with an empty line behind it. What
/// is in it is never rewritten: put the folder on storage that this machine cannot rewrite, or copy it away.
public record AnchorFolder(Path folder) implements AnchorSink {
    private static final String END = ".notes";
    private static final int END_OF_FILE = 8_192;

    @Override
    public void append(TenantId tenant, SignedNote note) {
        Path file = file(tenant);
        try {
            Files.createDirectories(folder);
            boolean fresh = !Files.exists(file);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                // Power may have gone in the middle of the last note; what follows must not become part of it.
                String before = fresh || endsWhole(file) ? "" : "\n\n";
                ByteBuffer bytes = ByteBuffer.wrap((before + note + "\n").getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            if (fresh) {
                forceFolder();
            }
        } catch (IOException e) {
            throw new AnchorFailedException("cannot append to " + file + " (" + e + ")", e);
        }
    }

    /// The notes of a tenant, oldest first. What is no whole note, because power was lost while it was written, is
    /// handed out as null.
    public void forEach(TenantId tenant, Consumer<@Nullable SignedNote> take) {
        Path file = file(tenant);
        if (!Files.exists(file)) {
            return;
        }
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            NoteLines notes = new NoteLines(take);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                notes.line(line);
            }
            notes.end();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /// The last whole note of a tenant.
    public Optional<SignedNote> last(TenantId tenant) {
        Path file = file(tenant);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            Optional<SignedNote> near = channel.size() > END_OF_FILE ? lastNear(channel) : Optional.empty();
            if (near.isPresent()) {
                return near;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        var last = new LastNote();
        forEach(tenant, last);
        return Optional.ofNullable(last.note);
    }

    /// The last note if it is one of several at the end of the file: the first that is found there may lack its
    /// beginning. A file grows for years, and each start asks for its last note.
    private static Optional<SignedNote> lastNear(FileChannel channel) throws IOException {
        ByteBuffer end = ByteBuffer.allocate(END_OF_FILE);
        long from = channel.size() - END_OF_FILE;
        while (end.hasRemaining() && channel.read(end, from + end.position()) >= 0) {
            // until all of it is there
        }
        var last = new LastNote();
        NoteLines notes = new NoteLines(last);
        new String(end.array(), 0, end.position(), StandardCharsets.UTF_8)
                .lines()
                .forEach(notes::line);
        notes.end();
        return last.count > 1 ? Optional.ofNullable(last.note) : Optional.empty();
    }

    private static final class LastNote implements Consumer<@Nullable SignedNote> {
        private @Nullable SignedNote note;
        private int count;

        @Override
        public void accept(@Nullable SignedNote next) {
            if (next != null) {
                note = next;
                count++;
            }
        }
    }

    /// The tenants that have notes here.
    public List<TenantId> tenants() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(END))
                    .map(name -> name.substring(0, name.length() - END.length()))
                    .filter(name -> name.matches("[a-z][a-z0-9-]{0,63}"))
                    .map(TenantId::new)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder, e);
        }
    }

    private static boolean endsWhole(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() < 2) {
                return channel.size() == 0;
            }
            ByteBuffer end = ByteBuffer.allocate(2);
            while (end.hasRemaining() && channel.read(end, channel.size() - end.remaining()) >= 0) {
                // until both are there
            }
            return end.get(0) == '\n' && end.get(1) == '\n';
        }
    }

    private void forceFolder() throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private Path file(TenantId tenant) {
        return folder.resolve(tenant + END);
    }
}
