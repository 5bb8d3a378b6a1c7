package io.mandate.store.proof.anchor;

import io.mandate.store.note.NotANoteException;
import io.mandate.store.note.SignedNote;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Finds the notes in a file of many: each is text, an empty line, signatures, an empty line. What was cut off in the
/// middle ends where the next one begins.
final class NoteLines {
    private static final String DASH = "\u2014 ";

    private final Consumer<@Nullable SignedNote> take;
    private final StringBuilder note = new StringBuilder();
    private boolean gap;
    private boolean signed;

    NoteLines(Consumer<@Nullable SignedNote> take) {
        this.take = take;
    }

    void line(String line) {
        if (line.isEmpty()) {
            if (signed || gap) {
                end();
            } else if (!note.isEmpty()) {
                gap = true;
                note.append('\n');
            }
            return;
        }
        boolean signature = gap && line.startsWith(DASH);
        if (gap && !signature) {
            end();
        }
        signed = signature;
        note.append(line).append('\n');
    }

    void end() {
        if (!note.isEmpty()) {
            take.accept(parse(note.toString()));
        }
        note.setLength(0);
        gap = false;
        signed = false;
    }

    private static @Nullable SignedNote parse(String written) {
        try {
            return SignedNote.parse(written);
        } catch (NotANoteException _) {
            return null;
        }
    }
}
