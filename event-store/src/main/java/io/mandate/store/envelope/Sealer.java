package io.mandate.store.envelope;

import java.util.Optional;

/// Seals texts under keys that were prepared for it.
@FunctionalInterface
public interface Sealer {
    /// The sealed form; empty where the key is destroyed: then the text is not to be kept at all.
    Optional<Sealed> seal(KeyRef key, String text);
}
