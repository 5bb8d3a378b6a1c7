package io.mandate.store.export;

import io.mandate.events.values.TenantId;
import io.mandate.store.envelope.CarriedKey;
import io.mandate.store.envelope.TransportKey;

/// What a line of a file of keys says.
sealed interface KeyLine {
    /// The first line.
    ///
    /// @param way how the transport key comes about
    /// @param tenantKey wrapped under it
    /// @param destroyed whether the tenant's key is destroyed, and this one only makes the seal
    @SuppressWarnings("ArrayRecordComponent") // bytes of a file; compared nowhere
    record Header(TenantId tenant, TransportKey.Way way, byte[] tenantKey, boolean destroyed) implements KeyLine {}

    record Key(CarriedKey key) implements KeyLine {}

    /// The last line.
    ///
    /// @param seal what only the tenant's key can say of all lines before
    @SuppressWarnings("ArrayRecordComponent") // bytes of a file; compared by content where it matters
    record Trailer(long keys, byte[] seal) implements KeyLine {}
}
