package io.mandate.access.oracle;

import io.mandate.events.profile.Enablement;
import io.mandate.events.profile.InstanceMode;
import io.mandate.events.profile.Navigation;
import io.mandate.events.profile.ProfileEvent.PermissionOverridden;
import io.mandate.events.profile.ProfileEvent.ProfileCreated;
import io.mandate.events.profile.ProfileEvent.ProfileInstancesChanged;
import io.mandate.events.profile.ProfileEvent.ProfileRecordScopeChanged;
import io.mandate.events.profile.ProfileEvent.ProfileSettingChanged;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.SettingKey;
import io.mandate.events.values.SettingValue;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What was said last about a profile.
final class ToldProfile {
    /// The event that did; 0: it is not.
    long deleted;
    /// The last event about it.
    long at;

    Said<Optional<RoleKey>> associatedRole;

    Said<ActionSet> defaults;
    Said<Boolean> masks;
    final Map<NodeKey, Said<Enablement>> enablement = new HashMap<>();
    final Map<NodeKey, Said<PermissionOverridden>> own = new HashMap<>();
    final Map<NodeKey, Navigation> navigation = new HashMap<>();
    final Map<SettingKey, Said<SettingValue>> settings = new HashMap<>();
    final Map<NodeKey, Said<Set<RecordId>>> picks = new HashMap<>();
    private final Map<NodeKey, Map<@Nullable ActionName, Said<ScopeExpression>>> scopes = new HashMap<>();

    ToldProfile(ProfileCreated created, long seq) {
        at = seq;
        associatedRole = new Said<>(Optional.ofNullable(created.associatedRole()), seq);
        defaults = new Said<>(created.defaultActions(), seq);
        masks = new Said<>(created.maskSensitiveData(), seq);
    }

    void change(ProfileRecordScopeChanged change, long seq) {
        Map<@Nullable ActionName, Said<ScopeExpression>> here =
                scopes.computeIfAbsent(change.node(), node -> new HashMap<>());
        if (change.to() == null) {
            here.remove(change.action());
        } else {
            here.put(change.action(), new Said<>(change.to(), seq));
        }
    }

    /// The scope said at a node for an action; null as the action: for all that have none of their own.
    @Nullable
    Said<ScopeExpression> scope(NodeKey node, @Nullable ActionName action) {
        Map<@Nullable ActionName, Said<ScopeExpression>> here = scopes.get(node);
        return here == null ? null : here.get(action);
    }

    void change(ProfileSettingChanged change, long seq) {
        if (change.to() == null) {
            settings.remove(change.setting());
        } else {
            settings.put(change.setting(), new Said<>(change.to(), seq));
        }
    }

    void change(ProfileInstancesChanged change, long seq) {
        if (change.mode() != InstanceMode.SELECTED) {
            picks.remove(change.node());
            return;
        }
        Said<Set<RecordId>> before = picks.get(change.node());
        Set<RecordId> now = new HashSet<>(before == null ? Set.of() : before.value());
        now.addAll(change.added());
        now.removeAll(change.removed());
        picks.put(change.node(), new Said<>(now, seq));
    }
}
