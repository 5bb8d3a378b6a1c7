package io.mandate.access.user;

import io.mandate.events.values.AttributeKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// Which events made of a subject what few subjects have, or what of few is changed; each is a position.
///
/// @param assignee the event that gave or took who looks after it; 0: nobody ever did
/// @param attributes of the decisive attributes that were given or taken after its creation: the event that was last
public record RareFacts(long assignee, Map<AttributeKey, Long> attributes) {
    /// Those of most subjects.
    public static final RareFacts NONE = new RareFacts(0, Map.of());

    public RareFacts {
        attributes = Map.copyOf(attributes);
    }

    /// These, and where there is none the one of an earlier version.
    public RareFacts completedBy(RareFacts earlier) {
        if (equals(NONE) || earlier.equals(NONE)) {
            return equals(NONE) ? earlier : this;
        }
        Map<AttributeKey, Long> all = new HashMap<>(earlier.attributes);
        all.putAll(attributes);
        return new RareFacts(assignee != 0 ? assignee : earlier.assignee, all);
    }

    RareFacts withAssignee(long seq) {
        return new RareFacts(seq, attributes);
    }

    RareFacts withAttributes(Collection<AttributeKey> changed, long seq) {
        Map<AttributeKey, Long> all = new HashMap<>(attributes);
        changed.forEach(attribute -> all.put(attribute, seq));
        return new RareFacts(assignee, all);
    }
}
