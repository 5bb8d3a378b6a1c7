package io.mandate.query.history.state;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.mandate.access.fact.Fact;
import io.mandate.access.user.UserStatus;
import io.mandate.events.profile.Enablement;
import io.mandate.events.profile.InstanceMode;
import io.mandate.events.profile.Navigation;
import io.mandate.events.user.PrincipalKind;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.RoleTypeKey;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.SettingValue;
import io.mandate.events.values.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/// One line of the state. Events are named by their place in the tenant's history, which stays the same where the
/// history is taken to another store. Never personal. What these records are called and have is stored by whoever took
/// a state: a change of it is a new format.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "line")
@JsonSubTypes({
    @JsonSubTypes.Type(value = StateLine.Beginning.class, name = "state"),
    @JsonSubTypes.Type(value = StateLine.OfProfile.class, name = "profile"),
    @JsonSubTypes.Type(value = StateLine.OfPermissions.class, name = "permissions"),
    @JsonSubTypes.Type(value = StateLine.OfPrincipal.class, name = "principal"),
    @JsonSubTypes.Type(value = StateLine.End.class, name = "end")
})
sealed interface StateLine {

    /// The first line.
    ///
    /// @param event the last event of the last commit that counts, 0 before the first
    /// @param recordedAt when that commit was recorded; absent before the first
    /// @param rules the version of the rules in force
    record Beginning(
            int format, String tenant, long event, @Nullable Instant recordedAt, int rules) implements StateLine {}

    /// A living profile; by id.
    record OfProfile(
            ProfileId id,
            String name,
            @Nullable String description,
            @Nullable String code,
            Said<RoleTypeKey> roleType,
            Said<RoleKey> associatedRole,
            Said<ActionSet> defaultActions,
            @Nullable String permissionType,
            Said<Boolean> maskSensitiveData,
            long revision,
            long created,
            Map<String, OfNode> choices,
            Map<String, Said<SettingValue>> settings)
            implements StateLine {}

    /// What all active principals with this role and profile could do; by profile and role.
    ///
    /// @param role the one of their own; absent: none
    record OfPermissions(@Nullable RoleKey role, @Nullable ProfileId profile, List<Permission> permissions)
            implements StateLine {}

    /// A principal there ever was, also a deleted one; by id.
    ///
    /// @param role its own; absent: that of its profile
    /// @param perimeter what every scope of its permissions is narrowed by, unless their reason is SUPERUSER
    /// @param attributes the decisive ones
    record OfPrincipal(
            UserId id,
            PrincipalKind kind,
            UserStatus status,
            @Nullable RoleKey role,
            @Nullable ProfileId profile,
            @Nullable ScopeExpression perimeter,
            Map<String, String> attributes,
            @Nullable UserId creator,
            @Nullable UserId assignee,
            @Nullable String identityProvider,
            Events events)
            implements StateLine {}

    /// The last line.
    ///
    /// @param lines how many there are before it
    /// @param sha256 of all bytes before it, in hexadecimal digits
    record End(long lines, String sha256) implements StateLine {}

    /// Something that was said, and the event that said it.
    ///
    /// @param value absent: it was taken back
    record Said<T>(@Nullable T value, long event) {
        static <T> Said<T> of(Fact<T> fact) {
            return new Said<>(fact.value(), fact.seq());
        }

        static <T> @Nullable Said<T> orNull(@Nullable Fact<T> fact) {
            return fact == null ? null : of(fact);
        }
    }

    /// What a profile says about a node.
    record OfNode(
            @Nullable Said<Enablement> enablement,
            @Nullable Own own,
            @Nullable Said<ScopeExpression> scope,
            Map<String, Said<ScopeExpression>> scopes,
            @Nullable Said<Navigation> navigation,
            @Nullable Said<Picked> instances) {}

    /// The actions that a node has of its own, and the conditions some of them are under.
    ///
    /// @param levelScopes the records that the level limits an action to, by action; absent: none
    record Own(
            ActionSet actions,
            @Nullable String level,
            Map<String, String> conditions,
            @Nullable Map<String, ScopeExpression> levelScopes,
            long event) {}

    /// Instances that were picked.
    record Picked(InstanceMode mode, SortedSet<RecordId> ids) {}

    /// @param scope the records it reached; absent: all
    /// @param visibleCharacters how many of the last characters of a masked value stayed visible
    /// @param because the events without which it would not have been so, beside those of the principal itself
    record Permission(
            NodeKey node,
            ActionName action,
            String reason,
            @Nullable ScopeExpression scope,
            List<String> maskedFields,
            @Nullable Integer visibleCharacters,
            List<Because> because) {}

    /// @param step of the rules, 1 to 12
    /// @param kind which condition, as in explanations of decisions
    record Because(
            int step,
            String kind,
            @Nullable NodeKey node,
            @Nullable ScopeExpression scope,
            long event) {}

    /// The events that made a principal what it is.
    ///
    /// @param attributes of its decisive attributes those that gave each its value; absent: it has none
    record Events(
            long created,
            long status,
            long role,
            long profile,
            long perimeter,
            @Nullable Map<String, Long> attributes) {}
}
