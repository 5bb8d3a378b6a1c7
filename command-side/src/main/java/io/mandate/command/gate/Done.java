package io.mandate.command.gate;

import io.mandate.store.Commit;
import java.util.Optional;

/// What a transaction leaves behind.
///
/// @param answer for the caller
/// @param commit what it recorded; empty: nothing
record Done<T>(T answer, Optional<Commit> commit) {}
