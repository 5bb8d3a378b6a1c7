package io.mandate.store.envelope;

import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;

/// The keys that personal text is sealed under. They are made when first needed, in the transaction that needs
/// them, and live in tables of their own, wrapped by their tenant's key, which is wrapped by a master key outside
/// the database.
public interface Keys {
    /// What the key of a user is called in [io.mandate.events.user.UserEvent.UserPersonalDataErased].
    String idOf(UserId user);

    /// Destroys the key of a user in the current transaction, for ever: what was sealed under it reads as erased on
    /// every
    /// node as soon as the transaction commits, and it is never made again. The commit that records
    /// [io.mandate.events.user.UserEvent.UserPersonalDataErased] does this by itself.
    void destroy(TenantId tenant, UserId user);
}
