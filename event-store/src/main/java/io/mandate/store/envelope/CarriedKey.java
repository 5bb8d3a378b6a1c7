package io.mandate.store.envelope;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The key of a person or of a reason on its way from one store to another.
///
/// @param id as in the table of keys, such as `user:eve`
/// @param wrapped under the tenant's key; null where it is destroyed
/// @param destroyedAt null where it is not
@SuppressWarnings("ArrayRecordComponent") // bytes of a row; compared nowhere
public record CarriedKey(
        String id, byte @Nullable [] wrapped, @Nullable Instant destroyedAt) {
    public CarriedKey {
        if ((wrapped == null) != (destroyedAt != null) || id.isEmpty()) {
            throw new IllegalArgumentException("a key has an id and is either wrapped or destroyed");
        }
    }
}
