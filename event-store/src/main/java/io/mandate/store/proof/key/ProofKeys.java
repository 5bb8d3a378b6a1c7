package io.mandate.store.proof.key;

import io.mandate.store.note.SigningKey;
import io.mandate.store.note.VerifierKey;
import java.util.Base64;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The keys of a store by their epoch; the newest signs, the older ones still verify what they once signed.
///
/// The written form has one line for each epoch, `<epoch>:<base64>`; a comma serves as a line end, for environment
/// variables. The base64 is of seed and public half (64 bytes), or of the public half alone (32 bytes) where a key
/// need not sign any more.
public final class ProofKeys {
    private static final String ANY = "mandate";

    private final NavigableMap<Integer, VerifierKey> open = new TreeMap<>();
    private final NavigableMap<Integer, SigningKey> secret = new TreeMap<>();

    private ProofKeys() {}

    /// Reads the written form; anything else is refused with [IllegalArgumentException], which never repeats it.
    public static ProofKeys parse(String written) {
        ProofKeys keys = new ProofKeys();
        for (String line : written.split("[\\n,]", -1)) {
            if (!line.isBlank()) {
                keys.add(line.strip());
            }
        }
        if (keys.open.isEmpty()) {
            throw new IllegalArgumentException("it is empty");
        }
        if (!keys.secret.containsKey(keys.epoch())) {
            throw new IllegalArgumentException("the newest key cannot sign");
        }
        return keys;
    }

    /// The first key of a store.
    static ProofKeys first() {
        ProofKeys keys = new ProofKeys();
        keys.put(1, SigningKey.generate());
        return keys;
    }

    /// With a new key that follows the newest. All keep their secrets, because each signs that it hands
    /// over, and nothing here says whether a server has started with the newest since, or with a
    /// database that knows of it.
    public ProofKeys rotated() {
        ProofKeys keys = new ProofKeys();
        keys.open.putAll(open);
        keys.secret.putAll(secret);
        keys.put(epoch() + 1, SigningKey.generate());
        return keys;
    }

    /// The newest epoch, whose key signs.
    public int epoch() {
        return open.lastKey();
    }

    public SigningKey signing() {
        return secret.lastEntry().getValue();
    }

    /// The epochs whose keys are known, oldest first.
    public NavigableSet<Integer> epochs() {
        return open.navigableKeySet();
    }

    /// The public half of an epoch under the name that it signs as; null where it is not known.
    public @Nullable VerifierKey verifier(int epoch, String name) {
        VerifierKey key = open.get(epoch);
        return key == null ? null : key.as(name);
    }

    @Nullable
    SigningKey signing(int epoch) {
        return secret.get(epoch);
    }

    private void add(String line) {
        int colon = line.indexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("a line is not <epoch>:<base64>");
        }
        int epoch = Integer.parseInt(line.substring(0, colon));
        if (epoch < 1 || open.containsKey(epoch)) {
            throw new IllegalArgumentException("epochs are 1 or more, and each is there once");
        }
        String base64 = line.substring(colon + 1);
        byte[] key = Base64.getDecoder().decode(base64);
        if (key.length == 32) {
            open.put(epoch, new VerifierKey(ANY, key));
        } else {
            put(epoch, SigningKey.parse(base64));
        }
    }

    private void put(int epoch, SigningKey key) {
        secret.put(epoch, key);
        open.put(epoch, key.verifier(ANY));
    }

    /// The written form, which is secret.
    public String written() {
        StringBuilder lines = new StringBuilder();
        open.forEach((epoch, key) -> {
            SigningKey signing = secret.get(epoch);
            String base64 =
                    signing != null ? signing.written() : Base64.getEncoder().encodeToString(key.bytes());
            lines.append(epoch).append(':').append(base64).append('\n');
        });
        return lines.toString();
    }

    /// Says nothing of the secrets.
    @Override
    public String toString() {
        return "ProofKeys" + open.keySet();
    }
}
