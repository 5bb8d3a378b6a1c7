package io.mandate.events.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A tenant: the account of a product.
///
/// 1 to 64 characters of `a-z0-9-`, beginning with a letter. `system` is reserved for operators.
///
/// @param value the stored form; what is not valid is refused with [InvalidValueException]
public record TenantId(@JsonValue String value) implements Comparable<TenantId> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public TenantId {
        Identifiers.tenant(value);
    }

    @Override
    public int compareTo(TenantId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
