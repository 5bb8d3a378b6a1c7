package io.mandate.store.envelope;

/// A text as it is stored.
///
/// @param key what opens it
/// @param bytes the ciphertext, which fits to this key only
@SuppressWarnings("ArrayRecordComponent") // bytes of a database row; compared nowhere
public record Sealed(KeyRef key, byte[] bytes) {}
