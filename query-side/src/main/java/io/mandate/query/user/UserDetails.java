package io.mandate.query.user;

import io.mandate.events.user.UserEvent.DetailChange;
import io.mandate.events.user.UserEvent.UserDetailsChanged;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.PersonalText;
import io.mandate.query.projection.Json;
import org.jspecify.annotations.Nullable;

/// What a change of details does: personal fields go to the person, the others to the user's row.
final class UserDetails {
    private static final String ATTRIBUTE = "attributes.";

    private UserDetails() {}

    static UserRow after(UserRow row, UserDetailsChanged event) {
        UserRow changed = row;
        for (DetailChange change : event.changes()) {
            if (personal(change)) {
                continue;
            }
            if (change.field().startsWith(ATTRIBUTE)) {
                changed = changed.attributed(attribute(change), change.clearTo());
            } else if (change.field().equals("label") && change.clearTo() != null) {
                changed = changed.labelled(Json.of(change.clearTo()));
            }
        }
        return changed;
    }

    static PersonRow after(PersonRow row, UserDetailsChanged event) {
        PersonRow changed = row;
        for (DetailChange change : event.changes()) {
            if (personal(change)) {
                changed = after(changed, change, change.to());
            }
        }
        return changed;
    }

    private static PersonRow after(PersonRow row, DetailChange change, @Nullable PersonalText to) {
        return switch (change.field()) {
            case "firstName" -> row.firstNamed(to);
            case "lastName" -> row.lastNamed(to);
            case "email" -> row.mailed(to);
            default -> change.field().startsWith(ATTRIBUTE) ? row.attributed(attribute(change), to) : row;
        };
    }

    private static boolean personal(DetailChange change) {
        return change.from() != null || change.to() != null;
    }

    private static AttributeKey attribute(DetailChange change) {
        return new AttributeKey(change.field().substring(ATTRIBUTE.length()));
    }
}
