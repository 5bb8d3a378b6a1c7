package io.mandate.store.envelope;

import java.util.Optional;

/// Opens sealed texts.
@FunctionalInterface
public interface Opener {
    /// Opens nothing: every text reads as erased.
    Opener NOTHING = _ -> Optional.empty();

    /// The text; empty where its key is destroyed. Bytes that do not fit to their key are refused with
    /// [DamagedTextException].
    Optional<String> open(Sealed sealed);
}
