package io.mandate.access.history;

import io.mandate.events.DomainEvent;
import io.mandate.events.profile.Enablement;
import io.mandate.events.profile.InstanceMode;
import io.mandate.events.profile.Navigation;
import io.mandate.events.profile.ProfileEvent.*;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.ProfileName;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.SettingKey;
import io.mandate.events.values.SettingValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What happens to profiles: changes one by one, clones of what another says, restores, and their end.
final class RandomProfiles {
    private static final ProfileName NAME = new ProfileName("p");
    private static final List<String> CONDITIONS = List.of("true", "false", "subject.id == subject.id");

    private final Dice dice;
    private final RandomCatalog catalog;
    private final List<ProfileId> living = new ArrayList<>();
    private final Set<ProfileId> ever = new HashSet<>();

    RandomProfiles(Dice dice, RandomCatalog catalog) {
        this.dice = dice;
        this.catalog = catalog;
    }

    List<ProfileId> living() {
        return living;
    }

    List<DomainEvent> setUp(ProfileId profile) {
        NodeKey module = new NodeKey(dice.random.nextBoolean() ? "a" : "administration");
        List<DomainEvent> events = new ArrayList<>();
        events.add(created(profile, null));
        events.addAll(enabled(profile, module, Enablement.ENABLED));
        return events;
    }

    /// @param had whether a profile is anybody's
    List<DomainEvent> next(ProfileId profile, Predicate<ProfileId> had) {
        if (!ever.contains(profile)) {
            return living.isEmpty() || dice.oneIn(3) ? List.of(created(profile, null)) : cloned(profile);
        }
        if (!living.contains(profile)) {
            return List.of();
        }
        if (dice.oneIn(30)) {
            return restored(profile);
        }
        // Nobody deletes a profile that is somebody's; but if one were deleted, it would give nothing any more.
        if (dice.oneIn(20) && (!had.test(profile) || dice.oneIn(6))) {
            living.remove(profile);
            return List.of(new ProfileDeleted(profile, NAME, null, 1));
        }
        return change(profile);
    }

    private List<DomainEvent> change(ProfileId profile) {
        NodeKey node = dice.pick(catalog.nodes());
        return switch (dice.random.nextInt(20)) {
            case 0 -> defaults(profile);
            case 1 -> associated(profile);
            case 2 -> masking(profile);
            case 3 -> cleared(profile, node);
            case 4, 5, 6 -> List.of(overridden(profile, node));
            case 7, 8, 9 -> scoped(profile, node);
            case 10, 11 -> List.of(picked(profile, dice.random.nextBoolean() ? RandomCatalog.TEAMS : node));
            case 12 -> List.of(withoutConsequence(profile));
            case 13 -> shown(profile, node);
            case 14, 15 -> set(profile, dice.pick(RandomCatalog.SETTINGS));
            default ->
                enabled(
                        profile,
                        node,
                        dice.random.nextInt(3) > 0 ? Enablement.ENABLED : dice.pick(Enablement.values()));
        };
    }

    private DomainEvent created(ProfileId profile, @Nullable ProfileId from) {
        living.add(profile);
        ever.add(profile);
        @Nullable RoleKey role = dice.maybe(dice.pick(RandomCatalog.ROLES));
        ActionSet actions = dice.actions();
        boolean masks = dice.random.nextBoolean();
        dice.before(role, profile, "role");
        dice.before(actions, profile, "defaults");
        dice.before(masks, profile, "masks");
        return new ProfileCreated(
                profile, NAME, "p", null, null, null, role, actions, null, masks, from, from == null ? null : 1L);
    }

    /// What the source says at its nodes is said again of the clone, in the same commit.
    private List<DomainEvent> cloned(ProfileId profile) {
        ProfileId source = dice.pick(living);
        List<DomainEvent> events = new ArrayList<>();
        events.add(created(profile, source));
        for (NodeKey node : catalog.nodes()) {
            events.addAll(enabled(profile, node, dice.last(Enablement.UNSET, List.of(source, node, "enablement"))));
            PermissionOverridden own = dice.last(source, node, "own");
            if (own != null) {
                events.add(overridden(profile, node, own.toActions(), own.toConditions(), own.toScopes()));
            }
            ScopeExpression scope = dice.last(source, node, "scope");
            if (scope != null) {
                events.add(new ProfileRecordScopeChanged(
                        profile, node, null, dice.before(scope, profile, node, "scope"), scope));
            }
        }
        return events;
    }

    private List<DomainEvent> restored(ProfileId profile) {
        List<DomainEvent> events = new ArrayList<>();
        for (int i = 2 + dice.random.nextInt(6); i > 0; i--) {
            events.addAll(change(profile));
        }
        events.add(new ProfileRestored(profile, 2, 1));
        return events;
    }

    private List<DomainEvent> enabled(ProfileId profile, NodeKey node, Enablement to) {
        @Nullable Enablement before = dice.before(to, profile, node, "enablement");
        Enablement from = before == null ? Enablement.UNSET : before;
        return from == to ? List.of() : List.of(new ProfileNodeEnablementChanged(profile, node, from, to));
    }

    private DomainEvent overridden(ProfileId profile, NodeKey node) {
        ActionSet actions = dice.actions();
        boolean condition = dice.oneIn(8) && !actions.isEmpty();
        boolean limited = dice.oneIn(4) && !actions.isEmpty();
        return overridden(
                profile,
                node,
                actions,
                condition ? Map.of(actions.actions().getFirst(), dice.pick(CONDITIONS)) : Map.of(),
                limited ? Map.of(actions.actions().getLast(), dice.scope(2)) : Map.of());
    }

    private DomainEvent overridden(
            ProfileId profile,
            NodeKey node,
            ActionSet actions,
            Map<ActionName, String> conditions,
            Map<ActionName, ScopeExpression> scopes) {
        PermissionOverridden before = dice.last(profile, node, "own");
        PermissionOverridden now = new PermissionOverridden(
                profile,
                node,
                before == null ? null : before.toActions(),
                actions,
                null,
                null,
                before == null ? Map.of() : before.toConditions(),
                conditions,
                before == null ? Map.of() : before.toScopes(),
                scopes);
        dice.before(now, profile, node, "own");
        return now;
    }

    private List<DomainEvent> cleared(ProfileId profile, NodeKey node) {
        PermissionOverridden before = dice.before(null, profile, node, "own");
        return before == null
                ? List.of()
                : List.of(new PermissionOverrideCleared(
                        profile, node, before.toActions(), null, before.toConditions(), before.toScopes()));
    }

    private List<DomainEvent> scoped(ProfileId profile, NodeKey node) {
        @Nullable ActionName action = dice.random.nextBoolean() ? null : dice.action();
        @Nullable ScopeExpression to = dice.oneIn(3) ? null : dice.scope(2);
        @Nullable
        ScopeExpression from = action == null
                ? dice.before(to, profile, node, "scope")
                : dice.before(to, profile, node, "scope", action);
        return Objects.equals(from, to)
                ? List.of()
                : List.of(new ProfileRecordScopeChanged(profile, node, action, from, to));
    }

    private DomainEvent picked(ProfileId profile, NodeKey node) {
        InstanceMode mode = dice.oneIn(2) ? InstanceMode.SELECTED : dice.pick(InstanceMode.values());
        @Nullable InstanceMode before = dice.before(mode, profile, node, "mode");
        TreeSet<RecordId> picks = new TreeSet<>(dice.last(new TreeSet<>(), List.of(profile, node, "picks")));
        TreeSet<RecordId> added = mode == InstanceMode.SELECTED ? dice.records() : new TreeSet<>();
        TreeSet<RecordId> removed = mode == InstanceMode.SELECTED ? dice.records() : new TreeSet<>(picks);
        added.removeAll(picks);
        removed.removeAll(added);
        removed.retainAll(picks);
        picks.addAll(added);
        picks.removeAll(removed);
        dice.before(picks, profile, node, "picks");
        return new ProfileInstancesChanged(
                profile, node, Dice.TEAM, before == null ? InstanceMode.UNSET : before, mode, added, removed);
    }

    private List<DomainEvent> defaults(ProfileId profile) {
        ActionSet to = dice.actions();
        ActionSet from = Objects.requireNonNull(dice.before(to, profile, "defaults"));
        return from.equals(to)
                ? List.of()
                : List.of(new ProfileDefaultPermissionChanged(profile, from, to, null, null));
    }

    private List<DomainEvent> associated(ProfileId profile) {
        @Nullable RoleKey to = dice.maybe(dice.pick(RandomCatalog.ROLES));
        @Nullable RoleKey from = dice.before(to, profile, "role");
        return Objects.equals(from, to) ? List.of() : List.of(new ProfileAssociatedRoleChanged(profile, from, to));
    }

    private List<DomainEvent> masking(ProfileId profile) {
        boolean masks = !Objects.requireNonNull(dice.<Boolean>last(profile, "masks"));
        dice.before(masks, profile, "masks");
        return List.of(masks ? new SensitiveDataMaskingEnabled(profile) : new SensitiveDataMaskingDisabled(profile));
    }

    private List<DomainEvent> shown(ProfileId profile, NodeKey node) {
        Navigation to = dice.pick(Navigation.values());
        @Nullable Navigation before = dice.before(to, profile, node, "navigation");
        Navigation from = before == null ? Navigation.UNSET : before;
        return from == to ? List.of() : List.of(new ProfileNavigationChanged(profile, node, from, to));
    }

    private List<DomainEvent> set(ProfileId profile, SettingKey setting) {
        @Nullable SettingValue to = dice.maybe(catalog.value());
        @Nullable SettingValue from = dice.before(to, profile, setting);
        return Objects.equals(from, to) ? List.of() : List.of(new ProfileSettingChanged(profile, setting, from, to));
    }

    private DomainEvent withoutConsequence(ProfileId profile) {
        return dice.random.nextBoolean()
                ? new ProfileRenamed(profile, NAME, NAME, "p")
                : new ProfileDescriptionChanged(profile, null, "d");
    }
}
