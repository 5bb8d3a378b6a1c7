package io.mandate.query.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mandate.access.AccessView;
import io.mandate.access.decision.Explanation;
import io.mandate.access.decision.Finding;
import io.mandate.access.decision.Finding.Kind;
import io.mandate.access.decision.Question;
import io.mandate.access.decision.RoleFindings;
import io.mandate.access.permission.EffectivePermissions;
import io.mandate.access.permission.Escalation;
import io.mandate.access.permission.Permission;
import io.mandate.access.profile.Profile;
import io.mandate.access.user.Subject;
import io.mandate.access.user.SubjectFacts;
import io.mandate.access.user.UserStatus;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.FieldName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.Position;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.ScopeExpression;
import io.mandate.query.user.ActorView;
import io.mandate.store.StoreId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/// What one user could do at a moment, and through what.
///
/// @param role the explicit one; absent: that of the profile
/// @param superuser whether the role type let the user do everything
/// @param profile at the revision of that moment; absent: none
/// @param perimeter what everything the user could do was limited by
/// @param permissions in the catalog's order; none for a user who was not active
/// @param because every event without which not all of this would have been so, each condition
///     once: what made the user what he was, and what the permissions rest on
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UserThen(
        ActorView user,
        UserStatus status,
        @Nullable RoleKey role,
        boolean superuser,
        AccessTime.@Nullable ProfileThen profile,
        @Nullable ScopeExpression perimeter,
        List<PermissionThen> permissions,
        List<Because> because,
        Position position) {
    public UserThen {
        permissions = List.copyOf(permissions);
        because = List.copyOf(because);
    }

    /// A condition, and the position of the event that made it hold or fail.
    ///
    /// @param kind which condition, as in explanations of decisions
    /// @param holds whether it held then
    /// @param node where it was said, if at a node
    /// @param attribute of an attribute of the user: which
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Because(
            String kind,
            boolean holds,
            @Nullable NodeKey node,
            @Nullable AttributeKey attribute,
            Position event) {}

    /// @param scope the records it reached; absent: all of them
    /// @param maskedFields the fields that were hidden
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PermissionThen(
            NodeKey node, ActionName action, @Nullable ScopeExpression scope, List<String> maskedFields) {
        public PermissionThen {
            maskedFields = List.copyOf(maskedFields);
        }

        static PermissionThen of(Permission permission) {
            return new PermissionThen(
                    permission.node(),
                    permission.action(),
                    permission.decision().conditional() ? permission.decision().scope() : null,
                    permission.decision().maskedFields().stream()
                            .map(FieldName::value)
                            .toList());
        }
    }

    static UserThen of(AccessView view, Subject subject, ActorView user, StoreId store) {
        Profile profile = subject.profile() == null ? null : view.profile(subject.profile());
        List<Permission> permissions = EffectivePermissions.of(view, subject.id())
                .map(EffectivePermissions::permissions)
                .orElse(List.of());
        return new UserThen(
                user,
                subject.status(),
                subject.role(),
                Escalation.superuser(view.catalog(), subject),
                profile == null
                        ? null
                        : new AccessTime.ProfileThen(
                                profile.id(), profile.name().value(), profile.revision()),
                subject.perimeter(),
                permissions.stream().map(PermissionThen::of).toList(),
                because(view, subject, permissions, store),
                store.position(view.position()));
    }

    private static List<Because> because(
            AccessView view, Subject subject, List<Permission> permissions, StoreId store) {
        SequencedSet<Because> because = new LinkedHashSet<>();
        own(subject).forEach(finding -> add(finding, store, because));
        for (Permission permission : permissions) {
            Question question = Question.about(subject.id(), permission.node(), permission.action());
            Explanation.of(view, question).findings().forEach(finding -> add(finding, store, because));
            RoleFindings.of(view, question).forEach(finding -> add(finding, store, because));
        }
        return List.copyOf(because);
    }

    /// What a user was counts also where nothing came of it.
    private static List<Finding> own(Subject subject) {
        SubjectFacts facts = subject.facts();
        boolean active = subject.status() == UserStatus.ACTIVE;
        return List.of(
                new Finding(1, Kind.USER_EXISTS, true, null, facts.created(), null),
                new Finding(2, Kind.USER_ACTIVE, active, null, facts.status(), null),
                new Finding(6, Kind.ROLE, true, null, facts.role(), null),
                new Finding(6, Kind.PROFILE, true, null, facts.profile(), null),
                new Finding(11, Kind.PERIMETER, true, null, facts.perimeter(), null));
    }

    private static void add(Finding finding, StoreId store, SequencedSet<Because> to) {
        if (finding.fact() > 0) {
            to.add(new Because(
                    finding.kind().name(),
                    finding.holds(),
                    finding.node(),
                    finding.attribute(),
                    store.position(finding.fact())));
        }
    }
}
