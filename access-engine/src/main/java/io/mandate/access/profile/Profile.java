package io.mandate.access.profile;

import io.mandate.access.fact.Fact;
import io.mandate.events.profile.ProfileEvent;
import io.mandate.events.profile.ProfileEvent.ProfileCreated;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.ProfileName;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.RoleTypeKey;
import io.mandate.events.values.SettingKey;
import io.mandate.events.values.SettingValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A profile: immutable, one object for each version of it. It has no `equals` of its own, so that what was derived
/// from a version can be remembered by the object.
public final class Profile {
    private final ProfileId id;
    private final Traits traits;
    private final Map<NodeKey, NodeChoice> choices;
    private final Map<SettingKey, Fact<SettingValue>> settings;
    private final long revision;
    private final long seq;
    private final long commitSeq;

    Profile(
            ProfileId id,
            Traits traits,
            Map<NodeKey, NodeChoice> choices,
            Map<SettingKey, Fact<SettingValue>> settings,
            long revision,
            long seq,
            long commitSeq) {
        this.id = id;
        this.traits = traits;
        this.choices = choices;
        this.settings = settings;
        this.revision = revision;
        this.seq = seq;
        this.commitSeq = commitSeq;
    }

    /// A new profile.
    ///
    /// @param seq the position of the event
    /// @param commitSeq the last position of its commit, or anything else that all events of one commit share
    public static Profile created(ProfileCreated event, long seq, long commitSeq) {
        return new Profile(event.profile(), Traits.of(event, seq), Map.of(), Map.of(), 1, seq, commitSeq);
    }

    /// The profile after one more event. The revision rises by one with the first event of each commit.
    ///
    /// @param seq the position of the event
    /// @param commitSeq as in [#created]
    public Profile after(ProfileEvent event, long seq, long commitSeq) {
        ProfileFold fold = new ProfileFold(this);
        fold.fold(event, seq, commitSeq);
        return fold.profile();
    }

    public ProfileId id() {
        return id;
    }

    public ProfileName name() {
        return traits.name();
    }

    public @Nullable String description() {
        return traits.description();
    }

    public @Nullable String code() {
        return traits.code();
    }

    public @Nullable RoleTypeKey roleType() {
        return traits.roleType().value().orElse(null);
    }

    /// The role its users have where they have none of their own. Never makes anybody a superuser.
    public @Nullable RoleKey associatedRole() {
        return traits.associatedRole().value().orElse(null);
    }

    public ActionSet defaultActions() {
        return traits.defaultActions().value();
    }

    /// How people call the default actions; display only.
    public @Nullable String permissionType() {
        return traits.permissionType();
    }

    public boolean maskSensitiveData() {
        return traits.masking().value();
    }

    /// Whether it ended. A deleted profile gives nothing to anybody.
    public boolean deleted() {
        return traits.deleted() != null;
    }

    /// The number of commits that changed it, 1 or more.
    public long revision() {
        return revision;
    }

    /// The position of the last event that changed it.
    public long seq() {
        return seq;
    }

    /// What it says beside its choices, each with the event that said it.
    public Traits traits() {
        return traits;
    }

    /// What it says about a node; [NodeChoice#NOTHING] where it says nothing.
    public NodeChoice choice(NodeKey node) {
        return choices.getOrDefault(node, NodeChoice.NOTHING);
    }

    /// All that it says about nodes; nodes it says nothing about are absent. In no particular order.
    public Map<NodeKey, NodeChoice> choices() {
        return choices;
    }

    /// All that it says about settings. In no particular order.
    public Map<SettingKey, Fact<SettingValue>> settings() {
        return settings;
    }

    long commitSeq() {
        return commitSeq;
    }

    @Override
    public String toString() {
        return "profile " + id + " at revision " + revision;
    }
}
