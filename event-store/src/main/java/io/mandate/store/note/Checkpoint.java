package io.mandate.store.note;

import io.mandate.store.merkle.Hash;
import java.util.List;

/// What a log says of itself: which one it is, how many leaves it has, and their root. More may be said in lines of
/// their own, each a word and its value.
///
/// @param origin which log, the same for all its checkpoints
/// @param more further lines
public record Checkpoint(String origin, long size, Hash root, List<String> more) {

    public Checkpoint {
        more = List.copyOf(more);
        if (origin.isEmpty() || size < 0 || more.stream().anyMatch(line -> line.isEmpty() || line.contains("\n"))) {
            throw new NotANoteException("a checkpoint has an origin, a size of 0 or more, and no empty lines");
        }
    }

    /// Reads the text of a note; anything else is refused with [NotANoteException].
    public static Checkpoint parse(String text) {
        List<String> lines = text.lines().toList();
        if (lines.size() < 3 || !lines.get(1).matches("0|[1-9][0-9]{0,17}")) {
            throw new NotANoteException("a checkpoint begins with three lines: origin, size and root");
        }
        try {
            return new Checkpoint(
                    lines.get(0),
                    Long.parseLong(lines.get(1)),
                    Hash.parse(lines.get(2)),
                    lines.subList(3, lines.size()));
        } catch (IllegalArgumentException _) {
            throw new NotANoteException("the root of a checkpoint is the base64 of 32 bytes");
        }
    }

    /// The value of the line that begins with this word and a space.
    public java.util.Optional<String> value(String word) {
        return more.stream()
                .filter(line -> line.startsWith(word + " "))
                .map(line -> line.substring(word.length() + 1))
                .findFirst();
    }

    /// The text that is signed.
    public String text() {
        StringBuilder text = new StringBuilder()
                .append(origin)
                .append('\n')
                .append(size)
                .append('\n')
                .append(root.base64())
                .append('\n');
        more.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }
}
