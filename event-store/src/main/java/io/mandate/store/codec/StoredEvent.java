package io.mandate.store.codec;

/// An event as it is stored.
///
/// @param type its alias
/// @param revision of its form
/// @param payload exact JSON bytes
/// @param metadata exact JSON bytes
@SuppressWarnings("ArrayRecordComponent") // bytes of a database row; compared nowhere
public record StoredEvent(String type, int revision, byte[] payload, byte[] metadata) {}
