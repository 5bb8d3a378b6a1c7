package io.mandate.query.user;

import io.mandate.events.RecordedEvent;
import io.mandate.events.catalog.CatalogEvent;
import io.mandate.events.licence.LicenceEvent;
import io.mandate.events.profile.ProfileEvent;
import io.mandate.events.record.RecordEvent;
import io.mandate.events.tenant.TenantEvent;
import io.mandate.events.token.TokenEvent;
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
import io.mandate.query.projection.Json;
import io.mandate.query.projection.Prefetch;
import io.mandate.query.projection.Projection;
import io.mandate.query.projection.ProjectionSession;
import io.mandate.query.projection.Table;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// One row for each principal, and how many principals of each status every profile has.
@Component
final class UserListProjection implements Projection {

    @Override
    public String name() {
        return "users";
    }

    @Override
    public List<Table<?>> tables() {
        return List.of(UserRow.TABLE, ProfileUsageRow.TABLE);
    }

    @Override
    public void prefetch(RecordedEvent recorded, Prefetch prefetch) {
        if (recorded.event() instanceof UserEvent event) {
            prefetch.row(UserRow.TABLE, recorded.tenant().value(), event.user().value());
        }
    }

    @Override
    public void apply(RecordedEvent recorded, ProjectionSession session) {
        switch (recorded.event()) {
            case UserEvent event -> apply(event, recorded, session);
            case TenantEvent _, CatalogEvent _, ProfileEvent _, LicenceEvent _, RecordEvent _, TokenEvent _ -> {}
        }
    }

    private static void apply(UserEvent event, RecordedEvent recorded, ProjectionSession session) {
        var users = session.rows(UserRow.TABLE);
        if (event instanceof UserCreated created) {
            users.put(UserRow.of(created, recorded));
            return;
        }
        String tenant = recorded.tenant().value();
        String user = event.user().value();
        UserRow before = users.find(tenant, user)
                .orElseThrow(() -> new IllegalStateException("something happened to a user that was never created"));
        UserRow after = after(before.changed(recorded), event, recorded.recordedAt());
        users.put(after);
        ProfileUsageRow.count(before, after, session.rows(ProfileUsageRow.TABLE));
    }

    private static UserRow after(UserRow row, UserEvent event, Instant at) {
        return switch (event) {
            case UserActivated _ -> row.withActivation();
            case UserSuspended _ -> row.suspended();
            case UserEnabled _ -> row.enabled();
            case UserDeleted _ -> row.deleted();
            case UserRoleChanged e -> row.inRole(text(e.to()));
            case UserAssigned e -> row.assigned(e.toProfile().value());
            case UserUnassigned _ -> row.assigned(null);
            case UserAssigneeChanged e -> row.caredForBy(text(e.to()));
            case UserPerimeterChanged e -> row.within(e.to() == null ? null : Json.of(e.to()));
            case ExternalIdentityLinked e -> row.linkedTo(e.identity().provider());
            case ExternalIdentityUnlinked _ -> row.linkedTo(null);
            case UserDetailsChanged e -> UserDetails.after(row, e);
            case AcknowledgementRecorded e -> row.acknowledged(e.type(), e.version(), at);
            case UserCreated _, UsernameChanged _, UserPersonalDataErased _, PasswordResetRequested _ -> row;
        };
    }

    private static @Nullable String text(@Nullable Object key) {
        return key == null ? null : key.toString();
    }
}
