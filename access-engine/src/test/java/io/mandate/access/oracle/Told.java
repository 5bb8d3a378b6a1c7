package io.mandate.access.oracle;

import io.mandate.events.catalog.NodeDefinition;
import io.mandate.events.catalog.RoleDefinition;
import io.mandate.events.catalog.RoleTypeDefinition;
import io.mandate.events.catalog.SettingDefinition;
import io.mandate.events.tenant.Availability;
import io.mandate.events.tenant.Policy;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.RoleTypeKey;
import io.mandate.events.values.SettingKey;
import io.mandate.events.values.UserId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// All that was said in a tenant, the last of each thing, and what can be read off it.
final class Told {
    /// A record has its id within its resource.
    record Place(NodeKey resource, RecordId record) {}

    final Map<UserId, ToldUser> users = new HashMap<>();
    final Map<ProfileId, ToldProfile> profiles = new HashMap<>();
    /// In the order in which they first came, as the catalog has them.
    final Map<NodeKey, Said<NodeDefinition>> nodes = new LinkedHashMap<>();

    final Map<NodeKey, Long> retired = new HashMap<>();
    /// The event that brought a node into the catalog, or back into it.
    final Map<NodeKey, Long> standing = new HashMap<>();

    final Map<NodeKey, Said<Availability>> availability = new HashMap<>();
    final Map<RoleKey, Said<RoleDefinition>> roles = new HashMap<>();
    final Map<RoleTypeKey, Said<RoleTypeDefinition>> roleTypes = new HashMap<>();
    /// In the order in which they first came; those that are retired are in the set.
    final Map<SettingKey, Said<SettingDefinition>> settings = new LinkedHashMap<>();

    final Set<SettingKey> retiredSettings = new HashSet<>();
    final Map<Place, ToldRecord> records = new HashMap<>();
    int visible = Integer.parseInt(Policy.MASK_VISIBLE_CHARS.initial());
    int rules = 1;
    long ended;
    /// The last event about the catalog, and about what holds for the tenant.
    long groundAt;

    /// The living profile of a user; a deleted one gives nothing any more.
    @Nullable
    ToldProfile profileOf(ToldUser user) {
        ToldProfile profile = user.deleted > 0 ? null : everProfileOf(user);
        return profile == null || profile.deleted > 0 ? null : profile;
    }

    @Nullable
    ToldProfile everProfileOf(ToldUser user) {
        return user.profile.value().map(profiles::get).orElse(null);
    }

    /// The role that counts: the user's own, else the one that comes with the profile.
    @Nullable
    RoleKey roleOf(ToldUser user, @Nullable ToldProfile profile) {
        RoleKey own = user.deleted > 0 ? null : user.role.value().orElse(null);
        return own != null || profile == null
                ? own
                : profile.associatedRole.value().orElse(null);
    }

    @Nullable
    RoleTypeDefinition type(@Nullable RoleKey role) {
        Said<RoleDefinition> definition = roles.get(role);
        Said<RoleTypeDefinition> type =
                definition == null ? null : roleTypes.get(definition.value().roleType());
        return type == null ? null : type.value();
    }

    /// Whether something of the catalog exists for a role; what names none exists for all.
    boolean relevant(Set<RoleTypeKey> types, Set<RoleKey> named, @Nullable RoleKey role) {
        if (types.isEmpty() && named.isEmpty()) {
            return true;
        }
        Said<RoleDefinition> definition = roles.get(role);
        return role != null && named.contains(role)
                || definition != null && types.contains(definition.value().roleType());
    }

    /// The node first, its module last; it breaks off before what there never was.
    List<NodeKey> up(NodeKey node) {
        List<NodeKey> up = new ArrayList<>(3);
        for (NodeKey key = node;
                key != null && nodes.containsKey(key);
                key = node(key).parent()) {
            up.add(key);
        }
        return up;
    }

    NodeDefinition node(NodeKey key) {
        return Objects.requireNonNull(nodes.get(key)).value();
    }

    long definedAt(NodeKey key) {
        return Objects.requireNonNull(nodes.get(key)).seq();
    }
}
