package io.mandate.query.profile;

import io.mandate.events.RecordedEvent;
import io.mandate.events.catalog.CatalogEvent;
import io.mandate.events.licence.LicenceEvent;
import io.mandate.events.profile.ProfileEvent;
import io.mandate.events.profile.ProfileEvent.PermissionOverridden;
import io.mandate.events.profile.ProfileEvent.PermissionOverrideCleared;
import io.mandate.events.profile.ProfileEvent.ProfileAssociatedRoleChanged;
import io.mandate.events.profile.ProfileEvent.ProfileCodeChanged;
import io.mandate.events.profile.ProfileEvent.ProfileCreated;
import io.mandate.events.profile.ProfileEvent.ProfileDefaultPermissionChanged;
import io.mandate.events.profile.ProfileEvent.ProfileDeleted;
import io.mandate.events.profile.ProfileEvent.ProfileDescriptionChanged;
import io.mandate.events.profile.ProfileEvent.ProfileInstancesChanged;
import io.mandate.events.profile.ProfileEvent.ProfileNavigationChanged;
import io.mandate.events.profile.ProfileEvent.ProfileNodeEnablementChanged;
import io.mandate.events.profile.ProfileEvent.ProfileRecordScopeChanged;
import io.mandate.events.profile.ProfileEvent.ProfileRenamed;
import io.mandate.events.profile.ProfileEvent.ProfileRestored;
import io.mandate.events.profile.ProfileEvent.ProfileRoleTypeChanged;
import io.mandate.events.profile.ProfileEvent.ProfileSettingChanged;
import io.mandate.events.profile.ProfileEvent.SensitiveDataMaskingDisabled;
import io.mandate.events.profile.ProfileEvent.SensitiveDataMaskingEnabled;
import io.mandate.events.record.RecordEvent;
import io.mandate.events.tenant.TenantEvent;
import io.mandate.events.token.TokenEvent;
import io.mandate.events.user.UserEvent;
import io.mandate.query.projection.Prefetch;
import io.mandate.query.projection.Projection;
import io.mandate.query.projection.ProjectionSession;
import io.mandate.query.projection.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// One row for each living profile, and one for each revision there ever was.
@Component
final class ProfileListProjection implements Projection {

    @Override
    public String name() {
        return "profiles";
    }

    @Override
    public List<Table<?>> tables() {
        return List.of(ProfileRow.TABLE, ProfileRevisionRow.TABLE);
    }

    @Override
    public void prefetch(RecordedEvent recorded, Prefetch prefetch) {
        if (recorded.event() instanceof ProfileEvent event) {
            prefetch.row(
                    ProfileRow.TABLE, recorded.tenant().value(), event.profile().value());
        }
    }

    @Override
    public void apply(RecordedEvent recorded, ProjectionSession session) {
        switch (recorded.event()) {
            case ProfileEvent event -> apply(event, recorded, session);
            case TenantEvent _, CatalogEvent _, UserEvent _, LicenceEvent _, RecordEvent _, TokenEvent _ -> {}
        }
    }

    private static void apply(ProfileEvent event, RecordedEvent recorded, ProjectionSession session) {
        var profiles = session.rows(ProfileRow.TABLE);
        String tenant = recorded.tenant().value();
        String profile = event.profile().value();
        if (event instanceof ProfileCreated created) {
            profiles.put(ProfileRow.of(created, recorded));
        } else {
            profiles.change(row -> after(row.changed(recorded), event), tenant, profile);
        }
        ProfileRow row = profiles.find(tenant, profile).orElseThrow();
        revise(row, recorded, session);
        if (event instanceof ProfileDeleted) {
            profiles.remove(tenant, profile);
        }
    }

    /// All events of a commit are in one batch, so only its first event makes the row.
    private static void revise(ProfileRow row, RecordedEvent recorded, ProjectionSession session) {
        var revisions = session.rows(ProfileRevisionRow.TABLE);
        if (revisions.holds(row.tenant(), row.profile(), row.revision())) {
            revisions.change(ProfileRevisionRow::another, row.tenant(), row.profile(), row.revision());
        } else {
            revisions.put(ProfileRevisionRow.of(row, recorded));
        }
    }

    private static ProfileRow after(ProfileRow row, ProfileEvent event) {
        return switch (event) {
            case ProfileRenamed e -> row.named(e.to().value(), e.normalizedName());
            case ProfileDescriptionChanged e -> row.described(e.to());
            case ProfileCodeChanged e -> row.coded(e.to());
            case ProfileRoleTypeChanged e -> row.typed(text(e.to()));
            case ProfileAssociatedRoleChanged e -> row.associated(text(e.to()));
            case ProfileDefaultPermissionChanged e -> row.permitting(e.toType());
            case SensitiveDataMaskingEnabled _ -> row.masking(true);
            case SensitiveDataMaskingDisabled _ -> row.masking(false);
            // What a profile permits is not in the list's tables: it is asked of the access engine at the same
            // position.
            case ProfileNodeEnablementChanged _,
                    PermissionOverridden _,
                    PermissionOverrideCleared _,
                    ProfileRecordScopeChanged _,
                    ProfileNavigationChanged _,
                    ProfileInstancesChanged _,
                    ProfileSettingChanged _,
                    ProfileRestored _,
                    ProfileCreated _,
                    ProfileDeleted _ -> row;
        };
    }

    private static @Nullable String text(@Nullable Object key) {
        return key == null ? null : key.toString();
    }
}
