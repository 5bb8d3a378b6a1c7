package io.mandate.store.envelope;

import io.mandate.events.values.ChangeSetId;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;

/// The keys that personal text is sealed under. They are made when first needed, in the transaction that needs
/// them, and live in tables of their own, wrapped by their tenant's key, which is wrapped by a master key outside
/// the database.
public interface Keys {
    /// What the key of a user is called in [io.mandate.events.user.UserEvent.UserPersonalDataErased].
    String idOf(UserId user);

    /// What the key of a change set's reason is called in [io.mandate.events.tenant.TenantEvent.ReasonRedacted].
    String idOf(ChangeSetId changeSet);

    /// What the key of a whole tenant is called in
    /// [io.mandate.events.tenant.TenantEvent.TenantOffboarded].
    String idOf(TenantId tenant);

    /// What became of the key of a person or a reason.
    State stateOf(KeyRef key);

    /// Destroys a key in the current transaction, for ever: what was sealed under it reads as
    /// erased on every node as soon as the transaction commits, and it is never made again. The
    /// commit that records [io.mandate.events.user.UserEvent.UserPersonalDataErased],
    /// [io.mandate.events.tenant.TenantEvent.ReasonRedacted] or
    /// [io.mandate.events.tenant.TenantEvent.TenantOffboarded] does this by itself, and notes it in
    /// the erasure ledger; whoever else calls this notes it himself.
    void destroy(KeyRef key);

    /// What can become of a key.
    enum State {
        /// Nothing was ever sealed under it.
        NEVER_MADE,
        LIVING,
        DESTROYED
    }
}
