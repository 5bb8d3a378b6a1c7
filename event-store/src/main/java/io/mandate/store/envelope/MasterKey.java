package io.mandate.store.envelope;

import java.util.Base64;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.SortedSet;
import java.util.TreeMap;

/// The keys outside the database, one for each epoch. Which one wraps is in the database, see
/// [MasterKeyEpochs]; all of them open.
///
/// The written form has one line for each epoch, `<epoch>:<base64 of 32 bytes>`; a comma serves as
/// a line end, for environment variables.
final class MasterKey {
    private final NavigableMap<Integer, Cipher> epochs = new TreeMap<>();

    /// Reads the written form; anything else is refused with [IllegalArgumentException], which never repeats it.
    static MasterKey parse(String written) {
        MasterKey key = new MasterKey();
        for (String line : written.split("[\\n,]", -1)) {
            if (!line.isBlank()) {
                key.add(line.strip());
            }
        }
        if (key.epochs.isEmpty()) {
            throw new IllegalArgumentException("it is empty");
        }
        return key;
    }

    /// The written form of a new key.
    static String generate(int epoch) {
        return epoch + ":" + Base64.getEncoder().encodeToString(Cipher.randomBytes(Cipher.KEY_BYTES)) + "\n";
    }

    int newest() {
        return epochs.lastKey();
    }

    SortedSet<Integer> epochs() {
        return Collections.unmodifiableSortedSet(epochs.navigableKeySet());
    }

    boolean has(int epoch) {
        return epochs.containsKey(epoch);
    }

    byte[] wrap(int epoch, byte[] key, String place) {
        return of(epoch).seal(key, place);
    }

    byte[] unwrap(int epoch, byte[] wrapped, String place) {
        return of(epoch).open(wrapped, place);
    }

    private Cipher of(int epoch) {
        Cipher cipher = epochs.get(epoch);
        if (cipher == null) {
            throw new MasterKeyMissing("Epoch " + epoch + " of the master key is missing: add its line again.");
        }
        return cipher;
    }

    private void add(String line) {
        int colon = line.indexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("a line is not <epoch>:<base64>");
        }
        int epoch = Integer.parseInt(line.substring(0, colon));
        byte[] key = Base64.getDecoder().decode(line.substring(colon + 1));
        if (epoch < 1 || key.length != Cipher.KEY_BYTES || epochs.put(epoch, new Cipher(key)) != null) {
            throw new IllegalArgumentException("epochs are 1 or more, each is there once and has 32 bytes");
        }
    }
}
