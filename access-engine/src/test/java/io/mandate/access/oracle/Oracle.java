package io.mandate.access.oracle;

import io.mandate.access.oracle.Reach.Says;
import io.mandate.events.DomainEvent;
import io.mandate.events.catalog.NodeDefinition;
import io.mandate.events.catalog.RoleDefinition;
import io.mandate.events.catalog.RoleTypeDefinition;
import io.mandate.events.catalog.RoleTypeDefinition.ProfilePolicy;
import io.mandate.events.profile.Enablement;
import io.mandate.events.profile.ProfileEvent.PermissionOverridden;
import io.mandate.events.tenant.Availability;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.FieldName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.ScopeExpression;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The twelve steps, in the order and the words of their text, over what the events told so far. It keeps no versions,
/// shares nothing and works nothing out beforehand; it is asked again after every commit.
public final class Oracle {
    private final Told told = new Told();

    /// @param seq the position of the event
    public void fold(DomainEvent event, long seq) {
        told.fold(event, seq);
    }

    public Verdict ask(Asked asked) {
        if (told.rules != 1) {
            throw new IllegalStateException("the text knows version 1 of the rules only");
        }
        ToldUser user = told.users.get(asked.user());
        if (user == null) {
            return Verdict.of("USER_UNKNOWN", 0); // 1
        }
        if (user.deleted > 0) {
            return Verdict.of("USER_DELETED", user.deleted); // 1
        }
        if (user.suspended > 0) {
            return Verdict.of("USER_SUSPENDED", user.suspended); // 2
        }
        if (!user.activated) {
            return Verdict.of("USER_NOT_ACTIVATED", Set.of()); // 2
        }
        List<NodeKey> up = up(asked.node());
        Set<Long> gone = where(up, told.retired::get);
        if (!gone.isEmpty() || up.isEmpty() || node(up.getLast()).parent() != null) {
            return Verdict.of("RESOURCE_UNKNOWN", gone); // 3
        }
        if (!node(asked.node()).supportedActions().contains(asked.action())) {
            return Verdict.of("ACTION_NOT_SUPPORTED", definedAt(asked.node())); // 3
        }
        if (told.ended != 0) {
            return Verdict.of("TENANT_OFFBOARDED", told.ended); // 4, of all modules at once
        }
        Set<Long> unavailable = where(up, this::unavailable);
        if (!unavailable.isEmpty()) {
            return Verdict.of("MODULE_NOT_AVAILABLE", unavailable); // 4
        }
        RoleTypeDefinition own = type(user.role.value().orElse(null));
        return own != null && own.superuser()
                ? Verdict.of("SUPERUSER", user.role.seq()) // 5
                : byProfile(asked, user, up);
    }

    private Verdict byProfile(Asked asked, ToldUser user, List<NodeKey> up) {
        ToldProfile profile = profile(user);
        RoleKey role = role(user, profile);
        RoleTypeDefinition type = type(role);
        if (role == null || type == null) {
            return Verdict.of("NO_ROLE", Set.of()); // 6
        }
        if (profile == null || type.profilePolicy() == ProfilePolicy.FORBIDDEN) {
            return Verdict.of("NO_PROFILE", Set.of()); // 6
        }
        Set<Long> irrelevant = where(up, key -> relevant(node(key), role) ? null : definedAt(key));
        if (!irrelevant.isEmpty()) {
            return Verdict.of("NOT_RELEVANT_FOR_ROLE", irrelevant); // 7
        }
        Set<Long> disabled = where(up, key -> enablement(profile, key, Enablement.DISABLED));
        if (!disabled.isEmpty()) {
            return Verdict.of("NODE_DISABLED", disabled); // 8
        }
        if (where(up, key -> enables(profile, key)).isEmpty()) {
            return Verdict.of("NODE_NOT_ENABLED", 0); // 9
        }
        Said<PermissionOverridden> nearest = nearest(up, profile.own::get);
        ActionSet given =
                nearest == null ? profile.defaults.value() : nearest.value().toActions();
        long fact = nearest == null ? profile.defaults.seq() : nearest.seq();
        if (!given.contains(asked.action())) {
            return Verdict.of("ACTION_NOT_GRANTED", fact); // 10
        }
        Set<Long> outside = asked.concrete() ? outside(asked, user, profile, up) : Set.of();
        if (!outside.isEmpty()) {
            return Verdict.of("OUT_OF_RECORD_SCOPE", outside); // 11
        }
        // 11b: conditions are not evaluated, so none is met.
        String condition =
                nearest == null ? null : nearest.value().toConditions().get(asked.action());
        Set<FieldName> sensitive = node(asked.node()).sensitiveFields().keySet();
        boolean masks = profile.masks.value() && !sensitive.isEmpty();
        return new Verdict(
                condition == null ? "GRANTED" : "CONDITION_NOT_MET",
                masks ? sensitive : Set.of(),
                masks ? told.visible : 0,
                condition,
                Set.of(fact)); // 12
    }

    /// The events without which something allowed by a profile were not as it is, by what they are
    /// about, as in the API; those of which the text leaves no doubt.
    Map<String, Long> restsOn(Asked asked) {
        ToldUser user = Objects.requireNonNull(told.users.get(asked.user()));
        ToldProfile profile = Objects.requireNonNull(profile(user));
        Map<String, Long> events = new HashMap<>();
        events.put("USER_ACTIVE", user.activeSince);
        events.put("ACTION_SUPPORTED", definedAt(asked.node()));
        events.put("RELEVANT_FOR_ROLE", definedAt(asked.node()));
        events.put("ROLE", user.role.value().isPresent() ? user.role.seq() : profile.associatedRole.seq());
        events.put("PROFILE", Objects.requireNonNull(user.profile).seq());
        if (user.perimeter != null) {
            events.put("PERIMETER", user.perimeter.seq());
        }
        if (profile.masks.value()) {
            events.put("MASKING", profile.masks.seq());
        }
        return events;
    }

    private @Nullable ToldProfile profile(ToldUser user) {
        ToldProfile profile = user.profile == null ? null : told.profiles.get(user.profile.value());
        return profile == null || profile.deleted ? null : profile;
    }

    private static @Nullable RoleKey role(ToldUser user, @Nullable ToldProfile profile) {
        return user.role
                .value()
                .orElse(profile == null ? null : profile.associatedRole.value().orElse(null));
    }

    /// Whether a scope that was handed out with an answer reaches a record.
    public boolean reaches(ScopeExpression scope, Asked about) {
        ToldUser user = Objects.requireNonNull(told.users.get(about.user()));
        return reach(about, user).of(scope, false) == Says.YES;
    }

    /// The events of what does not reach the record. The scope and the picks of instances leave out what a new record
    /// cannot meet yet; the perimeter does not.
    private Set<Long> outside(Asked asked, ToldUser user, ToldProfile profile, List<NodeKey> up) {
        Reach reach = reach(asked, user);
        boolean creates = asked.creates();
        Set<Long> outside = new HashSet<>();
        Said<ScopeExpression> scope = nearestScope(asked, profile, up);
        if (scope != null && reach.of(scope.value(), creates) == Says.NO) {
            outside.add(scope.seq());
        }
        Said<Set<RecordId>> own = profile.picks.get(asked.node());
        NodeKey container = node(asked.node()).scopedBy();
        Said<Set<RecordId>> around = container == null ? null : profile.picks.get(container);
        Says mine = own == null || creates ? Says.NOTHING : Reach.yes(reach.isOneOf(own.value()));
        Says inside = around == null ? Says.NOTHING : Reach.yes(inside(container, around.value(), reach));
        if (mine != Says.YES && inside != Says.YES && (mine == Says.NO || inside == Says.NO)) {
            outside.add(Math.max(own == null ? 0 : own.seq(), around == null ? 0 : around.seq()));
            outside.add(mine == Says.NOTHING && around != null ? around.seq() : own == null ? 0 : own.seq());
        }
        if (user.perimeter != null && reach.of(user.perimeter.value(), false) == Says.NO) {
            outside.add(user.perimeter.seq());
        }
        return outside;
    }

    private Reach reach(Asked asked, ToldUser user) {
        Map<AttributeKey, String> attributes = new HashMap<>(user.attributes);
        attributes.putAll(asked.saysOfUser());
        var registered = asked.record() == null ? null : told.records.get(new Told.Place(asked.node(), asked.record()));
        return new Reach(asked.user(), attributes, asked.record(), Reach.merged(registered, asked.says()));
    }

    /// The nearest for the action, wherever that is; only without any the nearest for all actions.
    private static @Nullable Said<ScopeExpression> nearestScope(Asked asked, ToldProfile profile, List<NodeKey> up) {
        Said<ScopeExpression> said = nearest(up, key -> profile.scope(key, asked.action()));
        return said != null ? said : nearest(up, key -> profile.scope(key, null));
    }

    private static <T> @Nullable T nearest(List<NodeKey> up, Function<NodeKey, @Nullable T> says) {
        for (NodeKey key : up) {
            T said = says.apply(key);
            if (said != null) {
                return said;
            }
        }
        return null;
    }

    /// The events of all nodes that say so.
    private static Set<Long> where(List<NodeKey> up, Function<NodeKey, @Nullable Long> says) {
        Set<Long> events = Set.of();
        for (NodeKey key : up) {
            Long said = says.apply(key);
            if (said != null) {
                events = events.isEmpty() ? new HashSet<>() : events;
                events.add(said);
            }
        }
        return events;
    }

    private static @Nullable Long enablement(ToldProfile profile, NodeKey key, Enablement wanted) {
        Said<Enablement> said = profile.enablement.get(key);
        return said != null && said.value() == wanted ? said.seq() : null;
    }

    private static @Nullable Long enables(ToldProfile profile, NodeKey key) {
        Said<PermissionOverridden> own = profile.own.get(key);
        return own != null && !own.value().toActions().isEmpty()
                ? Long.valueOf(own.seq())
                : enablement(profile, key, Enablement.ENABLED);
    }

    private @Nullable Long unavailable(NodeKey key) {
        Said<Availability> said = told.availability.get(key);
        boolean module = node(key).kind() == NodeDefinition.Kind.MODULE;
        return module && said != null && said.value() != Availability.AVAILABLE ? said.seq() : null;
    }

    /// Picks of a container that has no type of instances (any more) reach nothing.
    private boolean inside(@Nullable NodeKey container, Set<RecordId> around, Reach reach) {
        Said<NodeDefinition> said = told.nodes.get(container);
        return said != null
                && said.value().instanceType() != null
                && reach.within(said.value().instanceType(), around);
    }

    /// The node first, its module last; it breaks off before what there never was.
    private List<NodeKey> up(NodeKey node) {
        List<NodeKey> up = new ArrayList<>(3);
        for (NodeKey key = node;
                key != null && told.nodes.containsKey(key);
                key = node(key).parent()) {
            up.add(key);
        }
        return up;
    }

    private NodeDefinition node(NodeKey key) {
        return Objects.requireNonNull(told.nodes.get(key)).value();
    }

    private long definedAt(NodeKey key) {
        return Objects.requireNonNull(told.nodes.get(key)).seq();
    }

    private @Nullable RoleTypeDefinition type(@Nullable RoleKey role) {
        RoleDefinition definition = told.roles.get(role);
        return definition == null ? null : told.roleTypes.get(definition.roleType());
    }

    private boolean relevant(NodeDefinition node, RoleKey role) {
        if (node.relevantRoles().isEmpty() && node.relevantRoleTypes().isEmpty()) {
            return true;
        }
        RoleDefinition definition = Objects.requireNonNull(told.roles.get(role));
        return node.relevantRoles().contains(role) || node.relevantRoleTypes().contains(definition.roleType());
    }
}
