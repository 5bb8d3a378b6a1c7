package io.mandate.access.profile;

import io.mandate.access.fact.Fact;
import io.mandate.events.RecordedEvent;
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

/// A profile in the making: what each event does to it. What it says about nodes and settings is copied once and then
/// changed in place, so that a save of many choices takes as long as there are choices. For one thread.
@SuppressWarnings("ReferenceEquality") // whether it is still the map of the base, not one that equals it
public final class ProfileFold {
    private final Profile base;
    private Traits traits;
    private Map<NodeKey, NodeChoice> choices;
    private Map<SettingKey, Fact<SettingValue>> settings;
    private long revision;
    private long seq;
    private long commitSeq;
    private boolean changed;

    /// Begins with a profile, which stays as it is.
    public ProfileFold(Profile base) {
        this.base = base;
        this.traits = base.traits();
        this.choices = base.choices();
        this.settings = base.settings();
        this.revision = base.revision();
        this.seq = base.seq();
        this.commitSeq = base.commitSeq();
    }

    /// One more event. The revision rises by one with the first event of each commit.
    ///
    /// @param at its position
    /// @param commit the last position of its commit, or anything else that all events of one commit share
    public void fold(ProfileEvent event, long at, long commit) {
        changed = true;
        traits = traits(traits, event, at);
        choose(event, at);
        if (event instanceof ProfileSettingChanged e) {
            settings = settings == base.settings() ? new HashMap<>(settings) : settings;
            put(settings, e.setting(), e.to() == null ? null : new Fact<>(e.to(), at));
        }
        revision += commitSeq == commit ? 0 : 1;
        seq = at;
        commitSeq = commit;
    }

    /// The profile after the events so far; more may follow.
    public Profile profile() {
        return changed
                ? new Profile(base.id(), traits, Map.copyOf(choices), Map.copyOf(settings), revision, seq, commitSeq)
                : base;
    }

    /// The profile whose stream this is, as it was at a revision, or as it is where it has not come so far; null where
    /// the stream is empty.
    public static @Nullable Profile at(Iterable<RecordedEvent> stream, long revision) {
        ProfileFold fold = null;
        for (RecordedEvent recorded : stream) {
            ProfileEvent event = (ProfileEvent) recorded.event();
            if (fold == null) {
                fold = new ProfileFold(Profile.created((ProfileCreated) event, recorded.seq(), recorded.commitSeq()));
            } else if (fold.revision == revision && fold.commitSeq != recorded.commitSeq()) {
                break;
            } else {
                fold.fold(event, recorded.seq(), recorded.commitSeq());
            }
        }
        return fold == null ? null : fold.profile();
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

    private void choose(ProfileEvent event, long at) {
        switch (event) {
            case PermissionOverridden e ->
                at(
                        e.node(),
                        choice -> choice.withOverride(
                                new OwnActions(e.toActions(), e.level(), e.toConditions(), e.toScopes(), at)));
            case PermissionOverrideCleared e -> at(e.node(), choice -> choice.withOverride(null));
            case ProfileNodeEnablementChanged e ->
                at(e.node(), choice -> choice.with(e.to() == Enablement.UNSET ? null : new Fact<>(e.to(), at)));
            case ProfileRecordScopeChanged e -> at(e.node(), choice -> scoped(choice, e, at));
            case ProfileNavigationChanged e ->
                at(
                        e.node(),
                        choice -> choice.withNavigation(e.to() == Navigation.UNSET ? null : new Fact<>(e.to(), at)));
            case ProfileInstancesChanged e -> at(e.node(), choice -> picked(choice, e, at));
            // The switch over traits names every event; those left say nothing about nodes.
            default -> {}
        }
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

    private void at(NodeKey node, UnaryOperator<NodeChoice> change) {
        NodeChoice changed = change.apply(choices.getOrDefault(node, NodeChoice.NOTHING));
        choices = choices == base.choices() ? new HashMap<>(choices) : choices;
        put(choices, node, changed.saysNothing() ? null : changed);
    }

    private static <K, V> Map<K, V> with(Map<K, V> known, K key, @Nullable V value) {
        Map<K, V> changed = new HashMap<>(known);
        put(changed, key, value);
        return Map.copyOf(changed);
    }

    private static <K, V> void put(Map<K, V> map, K key, @Nullable V value) {
        if (value == null) {
            map.remove(key);
        } else {
            map.put(key, value);
        }
    }
}
