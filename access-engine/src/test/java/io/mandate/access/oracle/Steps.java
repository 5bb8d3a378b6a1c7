package io.mandate.access.oracle;

import io.mandate.access.oracle.Bounds.Bound;
import io.mandate.events.catalog.NodeDefinition;
import io.mandate.events.catalog.RoleTypeDefinition;
import io.mandate.events.catalog.RoleTypeDefinition.ProfilePolicy;
import io.mandate.events.profile.Enablement;
import io.mandate.events.profile.ProfileEvent.PermissionOverridden;
import io.mandate.events.tenant.Availability;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.FieldName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.ScopeExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The twelve steps, in the order and the words of their text, for one question: the first that fails decides. Of
/// several nodes that take something away the one nearest to the module is named, of several that give it the one
/// nearest to the resource.
final class Steps {
    private static final ScopeExpression ALL = new ScopeExpression.All();

    private final Told told;
    private final Asked asked;
    private final List<NodeKey> up;
    /// What was come past; null: nobody asks.
    private final @Nullable List<Why> why;

    private @Nullable NodeKey inheritedFrom;
    private boolean fromDefault;

    private Steps(Told told, Asked asked, @Nullable List<Why> why) {
        this.told = told;
        this.asked = asked;
        this.up = told.up(asked.node());
        this.why = why;
    }

    static Verdict verdict(Told told, Asked asked) {
        return new Steps(told, asked, null).user();
    }

    static Explained explained(Told told, Asked asked) {
        List<Why> why = new ArrayList<>(16);
        Steps steps = new Steps(told, asked, why);
        Verdict verdict = steps.user();
        return new Explained(verdict, steps.inheritedFrom, steps.fromDefault, why);
    }

    private Verdict user() {
        ToldUser user = told.users.get(asked.user());
        if (user == null) {
            return denied(1, "USER_EXISTS", "USER_UNKNOWN", null, 0);
        }
        if (user.deleted > 0) {
            return denied(1, "USER_EXISTS", "USER_DELETED", null, user.deleted);
        }
        passed(1, "USER_EXISTS", null, user.created);
        if (user.suspended || !user.activated) {
            String reason = user.suspended ? "USER_SUSPENDED" : "USER_NOT_ACTIVATED";
            return denied(2, "USER_ACTIVE", reason, null, user.statusSince);
        }
        passed(2, "USER_ACTIVE", null, user.statusSince);
        Verdict none = resource();
        return none != null ? none : role(user);
    }

    private @Nullable Verdict resource() {
        if (up.isEmpty() || told.node(up.getLast()).parent() != null) {
            return denied(3, "RESOURCE_KNOWN", "RESOURCE_UNKNOWN", null, 0);
        }
        for (NodeKey key : up.reversed()) {
            if (told.retired.containsKey(key)) {
                return denied(3, "RESOURCE_KNOWN", "RESOURCE_UNKNOWN", key, told.retired.get(key));
            }
        }
        long since = Objects.requireNonNull(told.standing.get(asked.node()));
        passed(3, "RESOURCE_KNOWN", asked.node(), since);
        for (NodeKey key : up.reversed()) {
            if (told.standing.get(key) > since) {
                passed(3, "RESOURCE_KNOWN", key, told.standing.get(key));
            }
        }
        long defined = told.definedAt(asked.node());
        if (!told.node(asked.node()).supportedActions().contains(asked.action())) {
            return denied(3, "ACTION_SUPPORTED", "ACTION_NOT_SUPPORTED", asked.node(), defined);
        }
        passed(3, "ACTION_SUPPORTED", asked.node(), defined);
        return modules();
    }

    private @Nullable Verdict modules() {
        if (told.ended > 0) {
            return denied(4, "MODULE_AVAILABLE", "TENANT_OFFBOARDED", null, told.ended); // all at once
        }
        for (NodeKey key : up.reversed()) {
            Said<Availability> said = told.availability.get(key);
            if (told.node(key).kind() != NodeDefinition.Kind.MODULE) {
                continue;
            }
            if (said != null && said.value() != Availability.AVAILABLE) {
                return denied(4, "MODULE_AVAILABLE", "MODULE_NOT_AVAILABLE", key, said.seq());
            }
            passed(4, "MODULE_AVAILABLE", key, said == null ? 0 : said.seq());
        }
        return null;
    }

    private Verdict role(ToldUser user) {
        RoleTypeDefinition own = told.type(user.role.value().orElse(null));
        if (own != null && own.superuser()) {
            passed(5, "SUPERUSER", null, user.role.seq());
            return Verdict.of("SUPERUSER", null, user.role.seq());
        }
        ToldProfile profile = told.profileOf(user);
        RoleKey role = told.roleOf(user, profile);
        RoleTypeDefinition type = told.type(role);
        if (role == null || type == null) {
            return denied(6, "ROLE", "NO_ROLE", null, user.role.seq());
        }
        boolean associated = user.role.value().isEmpty() && profile != null;
        passed(6, "ROLE", null, associated ? profile.associatedRole.seq() : user.role.seq());
        if (profile == null || type.profilePolicy() == ProfilePolicy.FORBIDDEN) {
            ToldProfile had = told.everProfileOf(user);
            return denied(
                    6,
                    "PROFILE",
                    "NO_PROFILE",
                    null,
                    had != null && had.deleted > 0 ? had.deleted : user.profile.seq());
        }
        passed(6, "PROFILE", null, user.profile.seq());
        return relevance(user, profile, role);
    }

    private Verdict relevance(ToldUser user, ToldProfile profile, RoleKey role) {
        for (NodeKey key : up.reversed()) {
            NodeDefinition node = told.node(key);
            if (!told.relevant(node.relevantRoleTypes(), node.relevantRoles(), role)) {
                return denied(7, "RELEVANT_FOR_ROLE", "NOT_RELEVANT_FOR_ROLE", key, told.definedAt(key));
            }
        }
        passed(7, "RELEVANT_FOR_ROLE", asked.node(), told.definedAt(asked.node()));
        for (NodeKey key : up.reversed()) {
            NodeDefinition node = told.node(key);
            boolean forSome =
                    !node.relevantRoles().isEmpty() || !node.relevantRoleTypes().isEmpty();
            if (forSome && !key.equals(asked.node())) {
                passed(7, "RELEVANT_FOR_ROLE", key, told.definedAt(key));
            }
        }
        for (NodeKey key : up.reversed()) {
            Said<Enablement> said = profile.enablement.get(key);
            if (said != null && said.value() == Enablement.DISABLED) {
                return denied(8, "NOT_DISABLED", "NODE_DISABLED", key, said.seq());
            }
        }
        passed(8, "NOT_DISABLED", null, 0);
        for (NodeKey key : up) {
            long enables = enables(profile, key);
            if (enables > 0) {
                passed(9, "ENABLED", key, enables);
                return action(user, profile);
            }
        }
        return denied(9, "ENABLED", "NODE_NOT_ENABLED", asked.node(), 0);
    }

    /// The event with which a node was put in use: enabled, or else given actions of its own; 0: none.
    private static long enables(ToldProfile profile, NodeKey key) {
        Said<Enablement> said = profile.enablement.get(key);
        Said<PermissionOverridden> own = profile.own.get(key);
        if (said != null && said.value() == Enablement.ENABLED) {
            return said.seq();
        }
        return own == null || own.value().toActions().isEmpty() ? 0 : own.seq();
    }

    private Verdict action(ToldUser user, ToldProfile profile) {
        NodeKey from = null;
        for (int i = 0; from == null && i < up.size(); i++) {
            from = profile.own.containsKey(up.get(i)) ? up.get(i) : null;
        }
        Said<PermissionOverridden> own = from == null ? null : profile.own.get(from);
        ActionSet given = own == null ? profile.defaults.value() : own.value().toActions();
        long fact = own == null ? profile.defaults.seq() : own.seq();
        fromDefault = own == null;
        inheritedFrom = asked.node().equals(from) ? null : from;
        if (!given.contains(asked.action())) {
            return denied(10, "ACTION_GRANTED", "ACTION_NOT_GRANTED", from, fact);
        }
        passed(10, "ACTION_GRANTED", from, fact);
        String condition = own == null ? null : own.value().toConditions().get(asked.action());
        return record(user, profile, from, fact, condition);
    }

    private Verdict record(
            ToldUser user, ToldProfile profile, @Nullable NodeKey from, long fact, @Nullable String condition) {
        List<Bound> bounds = new Bounds(told, asked, up).of(user, profile);
        for (Bound bound : bounds) {
            note(new Why(11, bound.kind(), !bound.stops(), bound.node(), bound.fact(), bound.scope()));
            if (bound.stops()) {
                version();
                return new Verdict("OUT_OF_RECORD_SCOPE", bound.node(), bound.fact(), bound.scope(), Set.of(), 0, null);
            }
        }
        if (why != null) {
            rests(user, bounds.stream().map(Bound::scope).toList());
        }
        Set<FieldName> sensitive = told.node(asked.node()).sensitiveFields().keySet();
        boolean masks = profile.masks.value() && !sensitive.isEmpty();
        Set<FieldName> masked = masks ? sensitive : Set.of();
        int visible = masks ? told.visible : 0;
        if (condition != null) {
            // 11b: nobody evaluates conditions, so none holds, whatever it says.
            note(new Why(11, "CONDITION", false, from, fact, null));
            return new Verdict("CONDITION_NOT_MET", from, fact, ALL, masked, visible, condition);
        }
        if (profile.masks.value()) {
            passed(12, "MASKING", null, profile.masks.seq());
        }
        ScopeExpression scope = asked.concrete() || bounds.isEmpty() ? ALL : null;
        return new Verdict("GRANTED", from, fact, scope, masked, visible, null);
    }

    /// Which version of the record it was that is not reached.
    private void version() {
        Known record = Known.of(told, asked);
        if (record != null) {
            note(new Why(11, "RECORD", false, asked.node(), record.changed(), null));
        }
    }

    /// By what all bounds reach the record, or what they are where none is named.
    private void rests(ToldUser user, List<ScopeExpression> scopes) {
        Rests.On on;
        if (asked.concrete()) {
            on = new Rests(told, asked, user).all(scopes);
        } else {
            on = new Rests.On(Set.of(), new TreeMap<>());
            scopes.forEach(scope -> on.own().putAll(Rests.named(scope, asked, user)));
        }
        on.own().forEach((key, seq) -> note(new Why(11, "USER_ATTRIBUTE", true, null, seq, null, key)));
        on.record().forEach(seq -> note(new Why(11, "RECORD", true, asked.node(), seq, null)));
    }

    private Verdict denied(int step, String kind, String reason, @Nullable NodeKey node, long fact) {
        note(new Why(step, kind, false, node, fact, null));
        return Verdict.of(reason, node, fact);
    }

    private void passed(int step, String kind, @Nullable NodeKey node, long fact) {
        if (why != null) {
            why.add(new Why(step, kind, true, node, fact, null));
        }
    }

    private void note(Why one) {
        if (why != null) {
            why.add(one);
        }
    }
}
