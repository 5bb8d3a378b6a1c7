package io.mandate.access.history;

import io.mandate.access.AccessView;
import io.mandate.access.catalog.CatalogNode;
import io.mandate.access.decision.Question;
import io.mandate.access.history.AccessHistory.Turn;
import io.mandate.access.index.TenantVersions;
import io.mandate.access.token.Token;
import io.mandate.access.user.Cohort;
import io.mandate.events.DomainEvent;
import io.mandate.events.RecordedEvent;
import io.mandate.events.catalog.CatalogEvent;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeDefined;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeReinstated;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeRetired;
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
import io.mandate.events.user.UserEvent;
import io.mandate.events.user.UserEvent.UserAssigned;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.UserId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds out which event of a commit it was. Of a large commit most events do not matter to the question, and the rules
/// are asked only after those that may.
final class Turning {
    private final TenantVersions versions;
    private final AccessQuestion question;

    Turning(TenantVersions versions, AccessQuestion question) {
        this.versions = versions;
        this.question = question;
    }

    /// What is known of a user on the way through the commit.
    private static final class Course {
        private final Question asked;
        private Held held;
        private boolean allowed;
        private long turn;
        private long change;

        Course(Question asked, AccessView view) {
            this.asked = asked;
            this.held = Held.at(view, asked);
            this.allowed = held.allowed();
        }

        void after(AccessView view, long seq) {
            Held now = Held.at(view, asked);
            if (!now.equals(held)) {
                change = seq;
                held = now;
            }
            if (now.allowed() != allowed) {
                turn = seq;
                allowed = now.allowed();
            }
        }
    }

    Map<UserId, Turn> of(List<RecordedEvent> commit, Collection<UserId> users) {
        Map<UserId, Course> courses = new LinkedHashMap<>();
        AccessView end = versions.at(commit.getLast().commitSeq());
        UserId principal = question.principal(end);
        Token token = question.token(end);
        Set<NodeKey> nodes = nodes(commit);
        Set<ProfileId> profiles = profiles(commit, Set.copyOf(users), principal);
        versions.grow(
                commit,
                before -> users.forEach(user -> courses.put(user, new Course(question.of(user), before))),
                event -> matters(event.event(), courses, nodes, profiles)
                        || (event.event() instanceof UserEvent one && one.user().equals(principal))
                        || (token != null && event.seq() == token.issued()),
                (event, view) -> {
                    if (event.event() instanceof UserEvent one && !one.user().equals(principal)) {
                        Objects.requireNonNull(courses.get(one.user())).after(view, event.seq());
                    } else {
                        courses.values().forEach(course -> course.after(view, event.seq()));
                    }
                });
        Map<UserId, Turn> turns = new HashMap<>();
        courses.forEach((user, course) -> turns.put(user, new Turn(course.turn, course.change)));
        return turns;
    }

    /// The nodes that the answer may depend on: the path and the container, as they were before and after.
    private Set<NodeKey> nodes(List<RecordedEvent> commit) {
        Set<NodeKey> nodes = new HashSet<>();
        nodes.add(question.node());
        for (AccessView view : List.of(
                versions.at(commit.getFirst().seq() - 1),
                versions.at(commit.getLast().commitSeq()))) {
            for (CatalogNode node : view.catalog().path(question.node())) {
                nodes.add(node.key());
                NodeKey container = node.definition().scopedBy();
                if (container != null) {
                    nodes.add(container);
                }
            }
        }
        return nodes;
    }

    /// The profiles that the users have on the way, and the principal that is asked about; and the one that is.
    private Set<ProfileId> profiles(List<RecordedEvent> commit, Set<UserId> users, @Nullable UserId principal) {
        Set<ProfileId> profiles = new HashSet<>();
        question.profile().ifPresent(profiles::add);
        AccessView before = versions.at(commit.getFirst().seq() - 1);
        Set<UserId> concerned = new HashSet<>(users);
        if (principal != null) {
            concerned.add(principal);
        }
        for (UserId user : concerned) {
            Cohort cohort = before.cohort(user);
            if (cohort != null && cohort.profile() != null) {
                profiles.add(cohort.profile());
            }
        }
        for (RecordedEvent event : commit) {
            if (event.event() instanceof UserAssigned assigned && concerned.contains(assigned.user())) {
                profiles.add(assigned.toProfile());
            }
        }
        return profiles;
    }

    private boolean matters(DomainEvent event, Map<UserId, ?> users, Set<NodeKey> nodes, Set<ProfileId> profiles) {
        return switch (event) {
            case UserEvent e -> users.containsKey(e.user());
            case RecordEvent e -> e.record().equals(question.record());
            case ProfileEvent e -> profiles.contains(e.profile()) && ofProfile(e, nodes);
            case CatalogNodeDefined e -> nodes.contains(e.node());
            case CatalogNodeRetired e -> nodes.contains(e.node());
            case CatalogNodeReinstated e -> nodes.contains(e.node());
            case CatalogEvent e -> true;
            case TenantEvent e -> true;
            default -> false;
        };
    }

    /// Events about other nodes cannot matter; nor can what is only shown, or only marks the commit.
    private static boolean ofProfile(ProfileEvent event, Set<NodeKey> nodes) {
        return switch (event) {
            case ProfileNodeEnablementChanged e -> nodes.contains(e.node());
            case PermissionOverridden e -> nodes.contains(e.node());
            case PermissionOverrideCleared e -> nodes.contains(e.node());
            case ProfileRecordScopeChanged e -> nodes.contains(e.node());
            case ProfileInstancesChanged e -> nodes.contains(e.node());
            case ProfileNavigationChanged e -> false;
            case ProfileSettingChanged e -> false;
            case ProfileRenamed e -> false;
            case ProfileDescriptionChanged e -> false;
            case ProfileCodeChanged e -> false;
            case ProfileRestored e -> false;
            case ProfileCreated e -> true;
            case ProfileRoleTypeChanged e -> true;
            case ProfileAssociatedRoleChanged e -> true;
            case ProfileDefaultPermissionChanged e -> true;
            case SensitiveDataMaskingEnabled e -> true;
            case SensitiveDataMaskingDisabled e -> true;
            case ProfileDeleted e -> true;
        };
    }
}
