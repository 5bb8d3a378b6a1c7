package io.mandate.store.envelope;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Unwrapped keys, the least recently used ones forgotten first. It only spares the unwrapping: whether a key still
/// exists is asked of the database for every page, so that a destroyed one is useless wherever it is still
/// remembered.
final class KeyCache {
    private final Map<KeyRef, Unwrapped> entries;

    KeyCache(int capacity) {
        this.entries = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<KeyRef, Unwrapped> eldest) {
                return size() > capacity;
            }
        };
    }

    /// The unwrapped form of exactly these bytes.
    synchronized Optional<Cipher> get(KeyRef key, byte[] wrapped) {
        Unwrapped entry = entries.get(key);
        return entry != null && Arrays.equals(entry.wrapped(), wrapped)
                ? Optional.of(entry.cipher())
                : Optional.empty();
    }

    /// Without asking whether it still exists: good enough for sealing, since what is sealed under a destroyed key
    /// can never be read.
    synchronized Optional<Cipher> get(KeyRef key) {
        return Optional.ofNullable(entries.get(key)).map(Unwrapped::cipher);
    }

    synchronized void put(KeyRef key, byte[] wrapped, Cipher cipher) {
        entries.put(key, new Unwrapped(wrapped, cipher));
    }

    synchronized void forget(KeyRef key) {
        entries.remove(key);
    }

    synchronized int size() {
        return entries.size();
    }

    @SuppressWarnings("ArrayRecordComponent") // compared by content where it matters
    private record Unwrapped(byte[] wrapped, Cipher cipher) {}
}
