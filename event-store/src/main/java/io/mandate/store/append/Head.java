package io.mandate.store.append;

import io.mandate.events.values.TenantId;
import java.time.Instant;

/// How far the history of a tenant has come.
///
/// @param seq position of its last event, 0 before the first
/// @param recordedAt no later commit is recorded at or before this instant
public record Head(TenantId tenant, long seq, Instant recordedAt) {}
