package io.mandate.access.profile;

import io.mandate.access.fact.Fact;
import io.mandate.events.profile.Enablement;
import io.mandate.events.profile.InstanceMode;
import io.mandate.events.profile.Navigation;
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
import io.mandate.events.values.ActionName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.SettingKey;
import io.mandate.events.values.SettingValue;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What each event does to a profile.
final class ProfileFold {
    private ProfileFold() {}

    static Profile after(Profile profile, ProfileEvent event, long seq, long commitSeq) {
        Traits traits = traits(profile.traits(), event, seq);
        Map<NodeKey, NodeChoice> choices = choices(profile.choices(), event, seq);
        Map<SettingKey, Fact<SettingValue>> settings = event instanceof ProfileSettingChanged e
                ? with(profile.settings(), e.setting(), e.to() == null ? null : new Fact<>(e.to(), seq))
                : profile.settings();
        long revision = profile.commitSeq() == commitSeq ? profile.revision() : profile.revision() + 1;
        return new Profile(profile.id(), traits, choices, settings, revision, seq, commitSeq);
    }

    private static Traits traits(Traits traits, ProfileEvent event, long seq) {
        return switch (event) {
            case ProfileRenamed e -> traits.withName(e.to());
            case ProfileDescriptionChanged e -> traits.withDescription(e.to());
            case ProfileCodeChanged e -> traits.withCode(e.to());
            case ProfileRoleTypeChanged e -> traits.withRoleType(e.to(), seq);
            case ProfileAssociatedRoleChanged e -> traits.withAssociatedRole(e.to(), seq);
            case ProfileDefaultPermissionChanged e -> traits.withDefault(e.toActions(), e.toType(), seq);
            case SensitiveDataMaskingEnabled e -> traits.withMasking(true, seq);
            case SensitiveDataMaskingDisabled e -> traits.withMasking(false, seq);
            case ProfileDeleted e -> traits.deletedAt(seq);
            case ProfileCreated e -> throw new IllegalStateException("profile " + e.profile() + " was created twice");
            case PermissionOverridden e -> traits;
            case PermissionOverrideCleared e -> traits;
            case ProfileNodeEnablementChanged e -> traits;
            case ProfileRecordScopeChanged e -> traits;
            case ProfileNavigationChanged e -> traits;
            case ProfileInstancesChanged e -> traits;
            case ProfileSettingChanged e -> traits;
            case ProfileRestored e -> traits;
        };
    }

    private static Map<NodeKey, NodeChoice> choices(Map<NodeKey, NodeChoice> choices, ProfileEvent event, long seq) {
        return switch (event) {
            case PermissionOverridden e ->
                at(
                        choices,
                        e.node(),
                        choice -> choice.withOverride(new OwnActions(e.toActions(), e.level(), e.toConditions(), seq)));
            case PermissionOverrideCleared e -> at(choices, e.node(), choice -> choice.withOverride(null));
            case ProfileNodeEnablementChanged e ->
                at(
                        choices,
                        e.node(),
                        choice -> choice.with(e.to() == Enablement.UNSET ? null : new Fact<>(e.to(), seq)));
            case ProfileRecordScopeChanged e -> at(choices, e.node(), choice -> scoped(choice, e, seq));
            case ProfileNavigationChanged e ->
                at(
                        choices,
                        e.node(),
                        choice -> choice.withNavigation(e.to() == Navigation.UNSET ? null : new Fact<>(e.to(), seq)));
            case ProfileInstancesChanged e -> at(choices, e.node(), choice -> picked(choice, e, seq));
            // The switch above names every event; those left say nothing about nodes.
            default -> choices;
        };
    }

    private static NodeChoice scoped(NodeChoice choice, ProfileRecordScopeChanged e, long seq) {
        Fact<ScopeExpression> scope = e.to() == null ? null : new Fact<>(e.to(), seq);
        ActionName action = e.action();
        return action == null ? choice.withScope(scope) : choice.withScopes(with(choice.scopes(), action, scope));
    }

    private static NodeChoice picked(NodeChoice choice, ProfileInstancesChanged e, long seq) {
        Fact<Instances> known = choice.instances();
        Instances before = known == null ? Instances.UNSET : known.value();
        return choice.withInstances(
                e.mode() == InstanceMode.UNSET
                        ? null
                        : new Fact<>(before.after(e.mode(), e.added(), e.removed()), seq));
    }

    private static Map<NodeKey, NodeChoice> at(
            Map<NodeKey, NodeChoice> choices, NodeKey node, UnaryOperator<NodeChoice> change) {
        NodeChoice changed = change.apply(choices.getOrDefault(node, NodeChoice.NOTHING));
        return with(choices, node, changed.saysNothing() ? null : changed);
    }

    private static <K, V> Map<K, V> with(Map<K, V> known, K key, @Nullable V value) {
        Map<K, V> changed = new HashMap<>(known);
        if (value == null) {
            changed.remove(key);
        } else {
            changed.put(key, value);
        }
        return Map.copyOf(changed);
    }
}
