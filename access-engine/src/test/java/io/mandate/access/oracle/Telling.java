package io.mandate.access.oracle;

import io.mandate.events.DomainEvent;
import io.mandate.events.catalog.CatalogEvent;
import io.mandate.events.catalog.CatalogEvent.*;
import io.mandate.events.licence.LicenceEvent;
import io.mandate.events.profile.ProfileEvent;
import io.mandate.events.profile.ProfileEvent.*;
import io.mandate.events.record.RecordEvent.*;
import io.mandate.events.tenant.Policy;
import io.mandate.events.tenant.TenantEvent;
import io.mandate.events.tenant.TenantEvent.*;
import io.mandate.events.token.TokenEvent;
import io.mandate.events.user.UserEvent;
import io.mandate.events.user.UserEvent.*;
import java.util.Objects;
import java.util.Optional;

/// What each event tells. Every kind is named, so that a new one does not compile before somebody asked whether
/// decisions follow it.
record Telling(Told told) {
    void fold(DomainEvent event, long seq) {
        switch (event) {
            case TenantEvent e -> tenant(e, seq);
            case CatalogEvent e -> catalog(e, seq);
            case ProfileCreated e -> told.profiles.put(e.profile(), new ToldProfile(e, seq));
            case ProfileEvent e -> profile(e, Objects.requireNonNull(told.profiles.get(e.profile())), seq);
            case UserCreated e -> told.users.put(e.user(), new ToldUser(e, seq));
            case UserEvent e -> user(e, Objects.requireNonNull(told.users.get(e.user())), seq);
            case RecordRegistered e ->
                told.records.put(new Told.Place(e.resource(), e.record()), new ToldRecord(e.data(), seq));
            case RecordChanged e ->
                Objects.requireNonNull(told.records.get(new Told.Place(e.resource(), e.record())))
                        .say(e.to(), seq);
            case RecordRetired e -> told.records.remove(new Told.Place(e.resource(), e.record()));
            case LicenceEvent e -> {}
            case TokenEvent e -> {}
        }
    }

    private void tenant(TenantEvent event, long seq) {
        switch (event) {
            case ModuleAvailabilityChanged e -> {
                told.availability.put(e.module(), new Said<>(e.to(), seq));
                told.groundAt = seq;
            }
            case TenantPolicyChanged e -> {
                if (e.policy() == Policy.MASK_VISIBLE_CHARS) {
                    told.visible = Integer.parseInt(e.to());
                }
                told.groundAt = seq;
            }
            case DecisionRulesAdopted e -> {
                told.rules = e.to();
                told.groundAt = seq;
            }
            case TenantOffboarded e -> {
                told.ended = seq;
                told.groundAt = seq;
            }
            case TenantRegistered e -> {}
            case TenantOffboardingOrdered e -> {}
            case ReasonRedacted e -> {}
            case MasterKeyActivated e -> {}
            case MasterKeyDestroyed e -> {}
        }
    }

    private void catalog(CatalogEvent event, long seq) {
        told.groundAt = seq;
        switch (event) {
            case CatalogNodeDefined e -> {
                told.nodes.put(e.node(), new Said<>(e.definition(), seq));
                told.standing.putIfAbsent(e.node(), seq);
            }
            case CatalogNodeRetired e -> told.retired.put(e.node(), seq);
            case CatalogNodeReinstated e -> {
                told.retired.remove(e.node());
                told.standing.put(e.node(), seq);
            }
            case RoleTypeDefined e -> told.roleTypes.put(e.roleType(), new Said<>(e.definition(), seq));
            case RoleDefined e -> told.roles.put(e.role(), new Said<>(e.definition(), seq));
            // Retired roles and role types are no longer offered; those who have them keep them.
            case RoleTypeRetired e -> told.roleTypes.computeIfPresent(e.roleType(), (key, said) -> said.again(seq));
            case RoleRetired e -> told.roles.computeIfPresent(e.role(), (key, said) -> said.again(seq));
            case CatalogImported e -> {}
            case SettingDefined e -> {
                told.settings.put(e.setting(), new Said<>(e.definition(), seq));
                told.retiredSettings.remove(e.setting());
            }
            case SettingRetired e -> told.retiredSettings.add(e.setting());
            case AttributeDefined e -> {}
            case AttributeRetired e -> {}
            case TierDefined e -> {}
            case TierRetired e -> {}
        }
    }

    private static void profile(ProfileEvent event, ToldProfile is, long seq) {
        is.at = seq;
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
            case ProfileDeleted e -> is.deleted = seq;
            case ProfileNavigationChanged e -> is.navigation.put(e.node(), e.to());
            case ProfileSettingChanged e -> is.change(e, seq);
            case ProfileCreated e -> throw new IllegalStateException("begins a profile");
            // The other events of a restore say what it changed; a role type is for assigning only.
            case ProfileRestored e -> {}
            case ProfileRoleTypeChanged e -> {}
            case ProfileRenamed e -> {}
            case ProfileDescriptionChanged e -> {}
            case ProfileCodeChanged e -> {}
        }
    }

    private static void user(UserEvent event, ToldUser is, long seq) {
        is.at = seq;
        switch (event) {
            case UserActivated e -> {
                is.activated = true;
                // Who follows an invitation while suspended stays so, by the suspension.
                is.statusSince = is.suspended ? is.statusSince : seq;
            }
            case UserSuspended e -> {
                is.suspended = true;
                is.statusSince = seq;
            }
            case UserEnabled e -> {
                is.suspended = false;
                is.statusSince = seq;
            }
            case UserDeleted e -> is.deleted = seq;
            case UserRoleChanged e -> is.role = new Said<>(Optional.ofNullable(e.to()), seq);
            case UserAssigned e -> is.profile = new Said<>(Optional.of(e.toProfile()), seq);
            case UserUnassigned e -> is.profile = new Said<>(Optional.empty(), seq);
            case UserPerimeterChanged e -> is.perimeter = e.to() == null ? null : new Said<>(e.to(), seq);
            case UserDetailsChanged e -> is.change(e.changes(), seq);
            case UserCreated e -> throw new IllegalStateException("begins a user");
            case UsernameChanged e -> {}
            case UserPersonalDataErased e -> {}
            case ExternalIdentityLinked e -> {}
            case ExternalIdentityUnlinked e -> {}
            case UserAssigneeChanged e -> {
                is.assignee = e.to();
                is.assigneeSince = seq;
            }
            case PasswordResetRequested e -> {}
            case AcknowledgementRecorded e -> {}
        }
    }
}
