package io.mandate.store.verify;

/// A note as it was found, not checked yet.
///
/// @param by where it was found, for people
/// @param written its text with its signatures
public record Note(String by, String written) {}
