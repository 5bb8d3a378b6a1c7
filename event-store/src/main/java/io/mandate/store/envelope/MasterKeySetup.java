package io.mandate.store.envelope;

/// Finds the master key of this store when the process starts, makes one for a new store, and refuses any other.
final class MasterKeySetup {
    private final MasterKeyEpochs epochs;

    MasterKeySetup(MasterKeyEpochs epochs) {
        this.epochs = epochs;
    }

    MasterKeys open(MasterKeySource source) {
        MasterKey key = source.read().orElseGet(() -> newKey(source));
        epochs.prove(key);
        epochs.verify(key);
        return new MasterKeys(source, epochs, key);
    }

    private MasterKey newKey(MasterKeySource source) {
        if (!epochs.epochs().isEmpty()) {
            throw new MasterKeyMissing(
                    "The master key is missing, and this store has data sealed under it: put it back to "
                            + source.file().path() + " or set MANDATE_MASTER_KEY_VALUE.");
        }
        return source.create();
    }
}
