package io.mandate.query.audit;

import io.mandate.events.user.Identity;
import io.mandate.events.user.UserEvent;
import io.mandate.events.user.UserEvent.AcknowledgementRecorded;
import io.mandate.events.user.UserEvent.DetailChange;
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
import io.mandate.query.audit.Subject.Kind;

/// The rows of what happened to principals.
final class UserAuditRows {
    private static final String ATTRIBUTE = "attributes.";

    private UserAuditRows() {}

    static RowsOfEvent of(UserEvent event) {
        Subject user = Subject.of(Kind.USER, event.user());
        RowsOfEvent rows = new RowsOfEvent(user);
        return switch (event) {
            case UserCreated e -> created(rows, e);
            case UserActivated e -> rows.row(AuditType.ACTIVATED, "User", null, e.user());
            case UserDetailsChanged e -> details(rows, e);
            case UsernameChanged e -> rows.updated("Username", e.from(), e.to());
            case UserRoleChanged e -> rows.updated("Role", e.from(), e.to());
            case UserAssigned e ->
                new RowsOfEvent(user.with(e.toProfile(), e.fromProfile()))
                        .row(AuditType.ASSIGNED, "Profile", e.fromName(), e.toName());
            case UserUnassigned e ->
                new RowsOfEvent(user.with(e.fromProfile(), null))
                        .row(AuditType.UNASSIGNED, "Profile", e.fromName(), null);
            case UserSuspended e -> rows.row(AuditType.SUSPENDED, "User", null, e.user());
            case UserEnabled e -> rows.row(AuditType.ENABLED, "User", null, e.user());
            case UserDeleted e ->
                new RowsOfEvent(user.with(e.lastProfile(), null)).row(AuditType.DELETED, "User", e.user(), null);
            case UserPersonalDataErased e -> rows.row(AuditType.ERASED, "Personal Data", e.user(), null);
            case ExternalIdentityLinked e ->
                identity(
                        rows.row(
                                AuditType.LINKED,
                                "Identity Provider",
                                null,
                                e.identity().provider()),
                        e.identity());
            case ExternalIdentityUnlinked e -> rows.row(AuditType.UNLINKED, "Identity Provider", e.provider(), null);
            case UserPerimeterChanged e -> rows.updated("Perimeter", e.from(), e.to());
            case UserAssigneeChanged e -> rows.updated("Assignee", e.from(), e.to());
            case PasswordResetRequested e -> rows.row(AuditType.REQUESTED, "Password Reset", null, e.user());
            case AcknowledgementRecorded e ->
                rows.row(AuditType.ACKNOWLEDGED, Shown.title(e.type()), null, e.version());
        };
    }

    private static RowsOfEvent created(RowsOfEvent rows, UserCreated event) {
        rows.created("User", event.kind())
                .created("Label", event.label())
                .created("Username", event.username())
                .created("First Name", event.firstName())
                .created("Last Name", event.lastName())
                .created("Email", event.email())
                .created("Role", event.role());
        Identity identity = event.identity();
        if (identity != null) {
            identity(rows.created("Identity Provider", identity.provider()), identity);
        }
        return rows.createdEach("%s", event.attributes()).createdEach("%s", event.personalAttributes());
    }

    private static RowsOfEvent identity(RowsOfEvent rows, Identity identity) {
        return rows.row(AuditType.LINKED, "External Subject", null, identity.subject());
    }

    private static RowsOfEvent details(RowsOfEvent rows, UserDetailsChanged event) {
        for (DetailChange change : event.changes()) {
            String field = change.field().startsWith(ATTRIBUTE)
                    ? change.field().substring(ATTRIBUTE.length())
                    : change.field();
            boolean personal = change.from() != null || change.to() != null;
            rows.updated(
                    Shown.title(field),
                    personal ? change.from() : change.clearFrom(),
                    personal ? change.to() : change.clearTo());
        }
        return rows;
    }
}
