package io.mandate.store.note;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;

/// A text with signatures: the text ends with a line end, then an empty line, then a line for each signature, `—
/// <name> <base64 of the key's hash and the signature>`.
///
/// @param text what is signed, with its last line end
public record SignedNote(String text, List<Signature> signatures) {
    private static final String DASH = "\u2014 ";
    private static final int LONGEST = 1 << 20;

    /// @param name of the key
    /// @param coded the key's hash and the signature
    @SuppressWarnings("ArrayRecordComponent") // bytes of a text; compared nowhere
    public record Signature(String name, byte[] coded) {
        boolean by(VerifierKey key, byte[] text) {
            return name.equals(key.name())
                    && coded.length == VerifierKey.HASH_BYTES + Ed25519.SIGNATURE_BYTES
                    && Arrays.equals(Arrays.copyOf(coded, VerifierKey.HASH_BYTES), key.hash())
                    && key.signed(text, Arrays.copyOfRange(coded, VerifierKey.HASH_BYTES, coded.length));
        }

        @Override
        public String toString() {
            return DASH + name + " " + Base64.getEncoder().encodeToString(coded) + "\n";
        }
    }

    public SignedNote {
        if (!text.endsWith("\n") || text.chars().anyMatch(c -> c < ' ' && c != '\n')) {
            throw new NotANoteException("the text of a note ends with a line end and has no other control characters");
        }
        signatures = List.copyOf(signatures);
    }

    /// Signs a text with one or more keys, all under the same name.
    public static SignedNote sign(String text, String name, SigningKey... keys) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        List<Signature> signatures = new ArrayList<>();
        for (SigningKey key : keys) {
            byte[] hash = key.verifier(name).hash();
            byte[] coded = Arrays.copyOf(hash, hash.length + Ed25519.SIGNATURE_BYTES);
            System.arraycopy(key.sign(bytes), 0, coded, hash.length, Ed25519.SIGNATURE_BYTES);
            signatures.add(new Signature(name, coded));
        }
        return new SignedNote(text, signatures);
    }

    /// Reads a written note; anything else is refused with [NotANoteException].
    public static SignedNote parse(String written) {
        int gap = written.lastIndexOf("\n\n" + DASH);
        if (written.length() > LONGEST || gap < 0 || !written.endsWith("\n")) {
            throw new NotANoteException("a note is a text, an empty line and signatures, each line with its end");
        }
        List<Signature> signatures =
                written.substring(gap + 2).lines().map(SignedNote::signature).toList();
        return new SignedNote(written.substring(0, gap + 1), signatures);
    }

    private static Signature signature(String line) {
        String[] parts = line.split(" ", -1);
        if (parts.length != 3 || !line.startsWith(DASH)) {
            throw new NotANoteException("a signature is a dash, a name and base64, one space between them");
        }
        VerifierKey.requireName(parts[1]);
        return new Signature(parts[1], VerifierKey.base64(parts[2]));
    }

    /// Whether one of its signatures is valid and of this key.
    public boolean signedBy(VerifierKey key) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return signatures.stream().anyMatch(signature -> signature.by(key, bytes));
    }

    /// Whether one of its signatures is valid and of one of these keys.
    public boolean signedByAny(Collection<VerifierKey> keys) {
        return keys.stream().anyMatch(this::signedBy);
    }

    /// The written form.
    @Override
    public String toString() {
        StringBuilder written = new StringBuilder(text).append('\n');
        signatures.forEach(written::append);
        return written.toString();
    }
}
