package io.mandate.access.oracle;

import io.mandate.events.user.UserEvent.DetailChange;
import io.mandate.events.user.UserEvent.UserCreated;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.UserId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What was said last about a user.
final class ToldUser {
    final long created;
    boolean activated;
    boolean suspended;
    /// The event that did; 0: it is not.
    long deleted;
    /// The last of its creation, activations, suspensions and their ends.
    long statusSince;
    /// The last event about it.
    long at;

    Said<Optional<RoleKey>> role;
    Said<Optional<ProfileId>> profile;

    @Nullable
    Said<ScopeExpression> perimeter;

    final @Nullable UserId creator;

    @Nullable
    UserId assignee;

    long assigneeSince;
    final Map<AttributeKey, String> attributes;
    /// The event that gave the value, or took it, of each that the user ever had.
    final Map<AttributeKey, Long> attributesSince = new HashMap<>();

    ToldUser(UserCreated event, long seq) {
        created = seq;
        creator = event.creator();
        statusSince = seq;
        at = seq;
        role = new Said<>(Optional.ofNullable(event.role()), seq);
        profile = new Said<>(Optional.empty(), seq);
        attributes = new HashMap<>(event.attributes());
        attributes.keySet().forEach(key -> attributesSince.put(key, seq));
    }

    void change(List<DetailChange> changes, long seq) {
        for (DetailChange change : changes) {
            if (change.field().startsWith("attributes.")) {
                AttributeKey key = new AttributeKey(change.field().substring("attributes.".length()));
                if (!Objects.equals(attributes.get(key), change.clearTo())) {
                    attributesSince.put(key, seq);
                }
                if (change.clearTo() != null) {
                    attributes.put(key, change.clearTo());
                } else {
                    attributes.remove(key);
                }
            }
        }
    }
}
