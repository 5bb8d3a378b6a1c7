package io.mandate.store.proof.key;

import io.mandate.store.note.SignedNote;
import io.mandate.store.note.SigningKey;
import io.mandate.store.note.VerifierKey;

/// That one key hands over to the next: a note with both public keys, signed by both.
public final class Succession {
    /// The name under which keys sign what is about keys.
    public static final String NAME = "mandate/keys";

    private Succession() {}

    static SignedNote sign(int epoch, SigningKey before, SigningKey next) {
        return SignedNote.sign(text(epoch, before.verifier(NAME), next.verifier(NAME)), NAME, before, next);
    }

    /// Whether the note says so of these keys, and both signed it.
    public static boolean proves(SignedNote note, int epoch, VerifierKey before, VerifierKey next) {
        return note.text().equals(text(epoch, before.as(NAME), next.as(NAME)))
                && note.signedBy(before.as(NAME))
                && note.signedBy(next.as(NAME));
    }

    private static String text(int epoch, VerifierKey before, VerifierKey next) {
        return "mandate/keys\nepoch " + epoch + "\nkey " + next + "\nfollows " + before + "\n";
    }
}
