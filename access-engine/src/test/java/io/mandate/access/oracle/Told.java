package io.mandate.access.oracle;

import io.mandate.events.DomainEvent;
import io.mandate.events.catalog.CatalogEvent;
import io.mandate.events.catalog.CatalogEvent.*;
import io.mandate.events.catalog.NodeDefinition;
import io.mandate.events.catalog.RoleDefinition;
import io.mandate.events.catalog.RoleTypeDefinition;
import io.mandate.events.licence.LicenceEvent;
import io.mandate.events.profile.ProfileEvent;
import io.mandate.events.profile.ProfileEvent.*;
import io.mandate.events.record.RecordData;
import io.mandate.events.record.RecordEvent.*;
import io.mandate.events.tenant.Availability;
import io.mandate.events.tenant.Policy;
import io.mandate.events.tenant.TenantEvent;
import io.mandate.events.tenant.TenantEvent.*;
import io.mandate.events.token.TokenEvent;
import io.mandate.events.user.UserEvent;
import io.mandate.events.user.UserEvent.*;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.RoleTypeKey;
import io.mandate.events.values.UserId;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// All that was said in a tenant, the last of each thing. Every kind of event is named, so that a new one does not
/// compile before somebody asked whether decisions follow it.
final class Told {
    /// A record has its id within its resource.
    record Place(NodeKey resource, RecordId record) {}

    final Map<UserId, ToldUser> users = new HashMap<>();
    final Map<ProfileId, ToldProfile> profiles = new HashMap<>();
    final Map<NodeKey, Said<NodeDefinition>> nodes = new HashMap<>();
    final Map<NodeKey, Long> retired = new HashMap<>();
    final Map<NodeKey, Said<Availability>> availability = new HashMap<>();
    final Map<RoleKey, RoleDefinition> roles = new HashMap<>();
    final Map<RoleTypeKey, RoleTypeDefinition> roleTypes = new HashMap<>();
    final Map<Place, RecordData> records = new HashMap<>();
    int visible = Integer.parseInt(Policy.MASK_VISIBLE_CHARS.initial());
    int rules = 1;
    long ended;

    void fold(DomainEvent event, long seq) {
        switch (event) {
            case TenantEvent e -> tenant(e, seq);
            case CatalogEvent e -> catalog(e, seq);
            case ProfileCreated e -> profiles.put(e.profile(), new ToldProfile(e, seq));
            case ProfileEvent e -> profile(e, Objects.requireNonNull(profiles.get(e.profile())), seq);
            case UserCreated e -> users.put(e.user(), new ToldUser(e, seq));
            case UserEvent e -> user(e, Objects.requireNonNull(users.get(e.user())), seq);
            case RecordRegistered e -> records.put(new Place(e.resource(), e.record()), e.data());
            case RecordChanged e -> records.put(new Place(e.resource(), e.record()), e.to());
            case RecordRetired e -> records.remove(new Place(e.resource(), e.record()));
            case LicenceEvent e -> {}
            case TokenEvent e -> {}
        }
    }

    private void tenant(TenantEvent event, long seq) {
        switch (event) {
            case ModuleAvailabilityChanged e -> availability.put(e.module(), new Said<>(e.to(), seq));
            case TenantPolicyChanged e -> {
                if (e.policy() == Policy.MASK_VISIBLE_CHARS) {
                    visible = Integer.parseInt(e.to());
                }
            }
            case DecisionRulesAdopted e -> rules = e.to();
            case TenantRegistered e -> {}
            case TenantOffboarded e -> ended = seq;
            case TenantOffboardingOrdered e -> {}
            case ReasonRedacted e -> {}
            case MasterKeyActivated e -> {}
            case MasterKeyDestroyed e -> {}
        }
    }

    private void catalog(CatalogEvent event, long seq) {
        switch (event) {
            case CatalogNodeDefined e -> nodes.put(e.node(), new Said<>(e.definition(), seq));
            case CatalogNodeRetired e -> retired.put(e.node(), seq);
            case CatalogNodeReinstated e -> retired.remove(e.node());
            case RoleTypeDefined e -> roleTypes.put(e.roleType(), e.definition());
            case RoleDefined e -> roles.put(e.role(), e.definition());
            // Retired roles and role types are no longer offered; those who have them keep them.
            case RoleTypeRetired e -> {}
            case RoleRetired e -> {}
            case CatalogImported e -> {}
            case SettingDefined e -> {}
            case SettingRetired e -> {}
            case AttributeDefined e -> {}
            case AttributeRetired e -> {}
            case TierDefined e -> {}
            case TierRetired e -> {}
        }
    }

    private static void profile(ProfileEvent event, ToldProfile is, long seq) {
        switch (event) {
            case ProfileAssociatedRoleChanged e -> is.associatedRole = new Said<>(Optional.ofNullable(e.to()), seq);
            case ProfileDefaultPermissionChanged e -> is.defaults = new Said<>(e.toActions(), seq);
            case SensitiveDataMaskingEnabled e -> is.masks = new Said<>(true, seq);
            case SensitiveDataMaskingDisabled e -> is.masks = new Said<>(false, seq);
            case ProfileNodeEnablementChanged e -> is.enablement.put(e.node(), new Said<>(e.to(), seq));
            case PermissionOverridden e -> is.own.put(e.node(), new Said<>(e, seq));
            case PermissionOverrideCleared e -> is.own.remove(e.node());
            case ProfileRecordScopeChanged e -> is.change(e, seq);
            case ProfileInstancesChanged e -> is.change(e, seq);
            case ProfileDeleted e -> is.deleted = true;
            case ProfileCreated e -> throw new IllegalStateException("begins a profile");
            // The other events of a restore say what it changed; a role type is for assigning only.
            case ProfileRestored e -> {}
            case ProfileRoleTypeChanged e -> {}
            case ProfileRenamed e -> {}
            case ProfileDescriptionChanged e -> {}
            case ProfileCodeChanged e -> {}
            case ProfileNavigationChanged e -> {}
            case ProfileSettingChanged e -> {}
        }
    }

    private static void user(UserEvent event, ToldUser is, long seq) {
        switch (event) {
            case UserActivated e -> {
                is.activated = true;
                is.activeSince = seq;
            }
            case UserSuspended e -> is.suspended = seq;
            case UserEnabled e -> {
                is.suspended = 0;
                is.activeSince = seq;
            }
            case UserDeleted e -> is.deleted = seq;
            case UserRoleChanged e -> is.role = new Said<>(Optional.ofNullable(e.to()), seq);
            case UserAssigned e -> is.profile = new Said<>(e.toProfile(), seq);
            case UserUnassigned e -> is.profile = null;
            case UserPerimeterChanged e -> is.perimeter = e.to() == null ? null : new Said<>(e.to(), seq);
            case UserDetailsChanged e -> is.change(e.changes());
            case UserCreated e -> throw new IllegalStateException("begins a user");
            case UsernameChanged e -> {}
            case UserPersonalDataErased e -> {}
            case ExternalIdentityLinked e -> {}
            case ExternalIdentityUnlinked e -> {}
            case UserAssigneeChanged e -> {}
            case PasswordResetRequested e -> {}
            case AcknowledgementRecorded e -> {}
        }
    }
}
