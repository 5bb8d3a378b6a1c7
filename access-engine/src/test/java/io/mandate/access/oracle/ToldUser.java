package io.mandate.access.oracle;

import io.mandate.events.user.UserEvent.DetailChange;
import io.mandate.events.user.UserEvent.UserCreated;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.ScopeExpression;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What was said last about a user.
final class ToldUser {
    boolean activated;
    /// The event that did; 0: it is not.
    long suspended;

    long deleted;
    Said<Optional<RoleKey>> role;

    /// The event that made it active last; a suspension leaves it.
    long activeSince;

    @Nullable
    Said<ProfileId> profile;

    @Nullable
    Said<ScopeExpression> perimeter;

    final Map<AttributeKey, String> attributes;

    ToldUser(UserCreated created, long seq) {
        role = new Said<>(Optional.ofNullable(created.role()), seq);
        attributes = new HashMap<>(created.attributes());
    }

    void change(List<DetailChange> changes) {
        for (DetailChange change : changes) {
            if (change.field().startsWith("attributes.")) {
                AttributeKey key = new AttributeKey(change.field().substring("attributes.".length()));
                if (change.clearTo() != null) {
                    attributes.put(key, change.clearTo());
                } else {
                    attributes.remove(key);
                }
            }
        }
    }
}
