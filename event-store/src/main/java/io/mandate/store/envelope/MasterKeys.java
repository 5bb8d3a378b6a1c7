package io.mandate.store.envelope;

/// The master key as this process has it at the moment.
final class MasterKeys {
    private final MasterKeySource source;
    private final MasterKeyEpochs epochs;
    private volatile MasterKey key;

    MasterKeys(MasterKeySource source, MasterKeyEpochs epochs, MasterKey key) {
        this.source = source;
        this.epochs = epochs;
        this.key = key;
    }

    MasterKey now() {
        return key;
    }

    /// The epoch that wraps. It is asked of the database: another node may have another one in use
    /// since.
    int active() {
        return epochs.active();
    }

    byte[] wrap(int epoch, byte[] clear, String place) {
        return with(epoch).wrap(epoch, clear, place);
    }

    byte[] unwrap(int epoch, byte[] wrapped, String place) {
        return with(epoch).unwrap(epoch, wrapped, place);
    }

    /// Looks again what the source has; a line that is not the key of its epoch is refused with
    /// [MasterKeyMissing], and what was known stays.
    void reload() {
        source.read().ifPresent(read -> {
            if (!read.epochs().equals(key.epochs())) {
                epochs.verify(read);
                epochs.prove(read);
                key = read;
            }
        });
    }

    /// Takes the line of a destroyed epoch out of the file; false where it is in the environment.
    boolean forget(int epoch) {
        if (!source.writable()) {
            return !key.has(epoch);
        }
        source.file().remove(epoch);
        reload();
        return true;
    }

    private MasterKey with(int epoch) {
        if (!key.has(epoch)) {
            reload();
        }
        return key;
    }
}
