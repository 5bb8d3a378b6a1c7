package io.mandate.store.envelope;

import io.mandate.store.startup.StartupRefusedException;

/// The master key is lost, or is not the one this store was used with. Nothing is written with another one:
/// personal text sealed before would be gone for ever, without a word. Its message is one line with the way out.
public final class MasterKeyMissing extends StartupRefusedException {
    private static final long serialVersionUID = 1L;

    MasterKeyMissing(String line) {
        super(line);
    }
}
