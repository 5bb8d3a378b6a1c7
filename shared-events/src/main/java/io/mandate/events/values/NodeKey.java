package io.mandate.events.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// The stable path of a catalog node, such as `commerce/invoices`.
///
/// 1 to 8 segments of `a-z0-9-`, joined by `/`, at most 200 characters.
///
/// @param value the stored form; what is not valid is refused with [InvalidValueException]
public record NodeKey(@JsonValue String value) implements Comparable<NodeKey> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public NodeKey {
        Identifiers.path("NodeKey", value);
    }

    @Override
    public int compareTo(NodeKey other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
