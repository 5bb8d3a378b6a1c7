package io.mandate.command.revert;

import io.mandate.events.user.UserEvent;
import io.mandate.events.user.UserEvent.AcknowledgementRecorded;
import io.mandate.events.user.UserEvent.ExternalIdentityLinked;
import io.mandate.events.user.UserEvent.ExternalIdentityUnlinked;
import io.mandate.events.user.UserEvent.PasswordResetRequested;
import io.mandate.events.user.UserEvent.UserActivated;
import io.mandate.events.user.UserEvent.UserAssigned;
import io.mandate.events.user.UserEvent.UserAssigneeChanged;
import io.mandate.events.user.UserEvent.UserCreated;
import io.mandate.events.user.UserEvent.UserDeleted;
import io.mandate.events.user.UserEvent.UserDetailsChanged;
import io.mandate.events.user.UserEvent.UserEnabled;
import io.mandate.events.user.UserEvent.UserPerimeterChanged;
import io.mandate.events.user.UserEvent.UserPersonalDataErased;
import io.mandate.events.user.UserEvent.UserRoleChanged;
import io.mandate.events.user.UserEvent.UserSuspended;
import io.mandate.events.user.UserEvent.UserUnassigned;
import io.mandate.events.user.UserEvent.UsernameChanged;
import java.util.List;

/// What each event of a user changes.
final class UserFacets {
    private static final String USER = "user";

    private UserFacets() {}

    static List<Facet> of(UserEvent event) {
        return switch (event) {
            case UserCreated _, UserDeleted _, UserPersonalDataErased _ -> List.of(Facet.of(USER, event.user()));
            case UserActivated _ -> part(event, "activation");
            case UserSuspended _, UserEnabled _ -> part(event, "suspension");
            case UserRoleChanged _ -> part(event, "role");
            case UserAssigned _, UserUnassigned _ -> part(event, "profile");
            case UserPerimeterChanged _ -> part(event, "perimeter");
            case UserAssigneeChanged _ -> part(event, "assignee");
            case UsernameChanged _ -> part(event, "username");
            case ExternalIdentityLinked _, ExternalIdentityUnlinked _ -> part(event, "identity");
            case PasswordResetRequested _ -> part(event, "password");
            case AcknowledgementRecorded e -> List.of(Facet.of(USER, e.user(), "acknowledgement", e.type()));
            case UserDetailsChanged e ->
                e.changes().stream()
                        .map(change -> Facet.of(USER, e.user(), "detail", change.field()))
                        .toList();
        };
    }

    private static List<Facet> part(UserEvent event, String part) {
        return List.of(Facet.of(USER, event.user(), part));
    }
}
