package io.mandate.store.envelope;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/// The keys that one page of events or one commit needs, as they were when it was read. A key that is not in here
/// is destroyed.
final class KeyRing implements Sealer, Opener {
    private final Map<KeyRef, Cipher> keys;

    KeyRing(Map<KeyRef, Cipher> keys) {
        this.keys = Map.copyOf(keys);
    }

    @Override
    public Optional<Sealed> seal(KeyRef key, String text) {
        return Optional.ofNullable(keys.get(key))
                .map(cipher -> new Sealed(key, cipher.seal(text.getBytes(StandardCharsets.UTF_8), place(key))));
    }

    @Override
    public Optional<String> open(Sealed sealed) {
        return Optional.ofNullable(keys.get(sealed.key()))
                .map(cipher -> new String(cipher.open(sealed.bytes(), place(sealed.key())), StandardCharsets.UTF_8));
    }

    private static String place(KeyRef key) {
        return "mandate/text/" + key.tenant() + "/" + key.id();
    }
}
