package io.mandate.events.user;

import io.mandate.events.Alias;
import io.mandate.events.DomainEvent;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.Label;
import io.mandate.events.values.PersonalText;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.ProfileName;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.UserId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What happens to a principal. Every [PersonalText] in here is sealed under the key of [#user()].
public sealed interface UserEvent extends DomainEvent {
    UserId user();

    /// A principal exists. Persons begin invited; services and pages are activated in the same commit.
    ///
    /// @param label what a service or a page is called; null for persons
    /// @param username what a person signs in with; null for services and pages
    /// @param email where a person is written to
    /// @param role its explicit role; null: that of its profile, if that has one
    /// @param identity who it is elsewhere; null: kept here only
    /// @param attributes decisive attributes, clear
    /// @param personalAttributes personal attributes, sealed
    /// @param creator who created it, for scopes over users
    @Alias("UserCreated")
    record UserCreated(
            UserId user,
            PrincipalKind kind,
            @Nullable Label label,
            @Nullable PersonalText username,
            @Nullable PersonalText firstName,
            @Nullable PersonalText lastName,
            @Nullable PersonalText email,
            @Nullable RoleKey role,
            @Nullable Identity identity,
            Map<AttributeKey, String> attributes,
            Map<AttributeKey, PersonalText> personalAttributes,
            @Nullable UserId creator)
            implements UserEvent {
        public UserCreated {
            attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
            personalAttributes = Collections.unmodifiableMap(new TreeMap<>(personalAttributes));
        }
    }

    @Alias("UserActivated")
    record UserActivated(UserId user) implements UserEvent {}

    /// Details changed; each change is one row of the audit trail.
    @Alias("UserDetailsChanged")
    record UserDetailsChanged(UserId user, List<DetailChange> changes) implements UserEvent {
        public UserDetailsChanged {
            changes = List.copyOf(changes);
        }
    }

    /// @param field `firstName`, `lastName`, `email`, `label`, or `attributes.NAME`
    /// @param from personal fields before; null: there was none, or the field is not personal
    /// @param to personal fields after
    /// @param clearFrom decisive attributes and labels before
    /// @param clearTo decisive attributes and labels after
    record DetailChange(
            String field,
            @Nullable PersonalText from,
            @Nullable PersonalText to,
            @Nullable String clearFrom,
            @Nullable String clearTo) {}

    @Alias("UsernameChanged")
    record UsernameChanged(UserId user, @Nullable PersonalText from, PersonalText to, boolean verificationRequired)
            implements UserEvent {}

    @Alias("UserRoleChanged")
    record UserRoleChanged(
            UserId user, @Nullable RoleKey from, @Nullable RoleKey to) implements UserEvent {}

    /// The user has this profile from now on, instead of the one before.
    @Alias("UserAssigned")
    record UserAssigned(
            UserId user,
            @Nullable ProfileId fromProfile,
            @Nullable ProfileName fromName,
            ProfileId toProfile,
            ProfileName toName,
            long toRevision)
            implements UserEvent {}

    @Alias("UserUnassigned")
    record UserUnassigned(UserId user, ProfileId fromProfile, ProfileName fromName) implements UserEvent {}

    /// Role, profile and perimeter are kept. The reason is in the metadata.
    @Alias("UserSuspended")
    record UserSuspended(UserId user) implements UserEvent {}

    @Alias("UserEnabled")
    record UserEnabled(UserId user) implements UserEvent {}

    /// The user is gone; its id is never used again.
    @Alias("UserDeleted")
    record UserDeleted(
            UserId user,
            @Nullable RoleKey lastRole,
            @Nullable ProfileId lastProfile) implements UserEvent {}

    /// The key of the user's personal data was destroyed in this commit.
    @Alias("UserPersonalDataErased")
    record UserPersonalDataErased(UserId user, String keyId) implements UserEvent {}

    @Alias("ExternalIdentityLinked")
    record ExternalIdentityLinked(UserId user, Identity identity) implements UserEvent {}

    @Alias("ExternalIdentityUnlinked")
    record ExternalIdentityUnlinked(UserId user, String provider) implements UserEvent {}

    /// A scope expression AND-ed to everything the user may do; null: none.
    @Alias("UserPerimeterChanged")
    record UserPerimeterChanged(
            UserId user,
            @Nullable ScopeExpression from,
            @Nullable ScopeExpression to) implements UserEvent {}

    /// Who looks after this user (a partner administrator, for instance).
    @Alias("UserAssigneeChanged")
    record UserAssigneeChanged(
            UserId user, @Nullable UserId from, @Nullable UserId to) implements UserEvent {}

    /// Somebody asked for a new password; never a secret in here.
    @Alias("PasswordResetRequested")
    record PasswordResetRequested(UserId user) implements UserEvent {}

    /// @param type what was acknowledged, such as `auto-pay`; 1 to 64 characters
    /// @param version of the text acknowledged, 1 to 64 characters
    @Alias("AcknowledgementRecorded")
    record AcknowledgementRecorded(UserId user, String type, String version) implements UserEvent {}
}
