package io.mandate.access.permission;

import io.mandate.events.values.ActionName;
import io.mandate.events.values.NodeKey;

/// Something that would be given by somebody who does not hold it.
public record Excess(NodeKey node, ActionName action, Kind kind) {
    /// In what way it exceeds what the giver holds.
    public enum Kind {
        /// The giver may not do it at all.
        NOT_HELD,
        /// The giver may do it for fewer records.
        WIDER_SCOPE,
        /// The giver may do it without seeing sensitive fields, or under a condition, only.
        FEWER_OBLIGATIONS
    }
}
