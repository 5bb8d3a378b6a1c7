package io.mandate.store.ledger;

import io.mandate.events.values.Position;
import io.mandate.events.values.TenantId;
import io.mandate.store.envelope.KeyRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One key that was destroyed. No personal text is in here: ids are chosen to be none.
///
/// @param key what was destroyed
/// @param log the tenant in whose log the commit is that did it
/// @param after the head of that log before the commit; 0 where it is not known
/// @param position where the commit ends; null: known from the database only, after a ledger was lost
/// @param at when the commit was recorded
/// @param by who wished it, as stored beside the event; null like the position
public record Erasure(
        KeyRef key,
        TenantId log,
        long after,
        @Nullable Position position,
        Instant at,
        @Nullable String by) {
    /// What a destroyed key opened.
    public enum Kind {
        /// The personal data of one principal.
        USER,
        /// The reason of one change set.
        REASON,
        /// Everything of a tenant.
        TENANT
    }

    /// What the key opened, by its name.
    public Kind kind() {
        if (key.id().startsWith("user:")) {
            return Kind.USER;
        }
        return key.id().startsWith("change:") ? Kind.REASON : Kind.TENANT;
    }
}
