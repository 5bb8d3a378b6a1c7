package io.mandate.access.naive;

import io.mandate.access.decision.Question;
import io.mandate.access.decision.Reason;
import io.mandate.events.DomainEvent;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeDefined;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeReinstated;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeRetired;
import io.mandate.events.catalog.CatalogEvent.RoleDefined;
import io.mandate.events.catalog.CatalogEvent.RoleTypeDefined;
import io.mandate.events.catalog.NodeDefinition;
import io.mandate.events.catalog.RoleTypeDefinition;
import io.mandate.events.catalog.RoleTypeDefinition.ProfilePolicy;
import io.mandate.events.profile.Enablement;
import io.mandate.events.profile.InstanceMode;
import io.mandate.events.profile.ProfileEvent.PermissionOverridden;
import io.mandate.events.profile.ProfileEvent.PermissionOverrideCleared;
import io.mandate.events.profile.ProfileEvent.ProfileAssociatedRoleChanged;
import io.mandate.events.profile.ProfileEvent.ProfileCreated;
import io.mandate.events.profile.ProfileEvent.ProfileDefaultPermissionChanged;
import io.mandate.events.profile.ProfileEvent.ProfileDeleted;
import io.mandate.events.profile.ProfileEvent.ProfileInstancesChanged;
import io.mandate.events.profile.ProfileEvent.ProfileNodeEnablementChanged;
import io.mandate.events.profile.ProfileEvent.ProfileRecordScopeChanged;
import io.mandate.events.profile.ProfileEvent.SensitiveDataMaskingDisabled;
import io.mandate.events.profile.ProfileEvent.SensitiveDataMaskingEnabled;
import io.mandate.events.record.RecordData;
import io.mandate.events.record.RecordEvent.RecordChanged;
import io.mandate.events.record.RecordEvent.RecordRegistered;
import io.mandate.events.record.RecordEvent.RecordRetired;
import io.mandate.events.tenant.Availability;
import io.mandate.events.tenant.TenantEvent.ModuleAvailabilityChanged;
import io.mandate.events.user.UserEvent.UserActivated;
import io.mandate.events.user.UserEvent.UserAssigned;
import io.mandate.events.user.UserEvent.UserCreated;
import io.mandate.events.user.UserEvent.UserDeleted;
import io.mandate.events.user.UserEvent.UserEnabled;
import io.mandate.events.user.UserEvent.UserPerimeterChanged;
import io.mandate.events.user.UserEvent.UserRoleChanged;
import io.mandate.events.user.UserEvent.UserSuspended;
import io.mandate.events.user.UserEvent.UserUnassigned;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.FieldName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.UserId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The rules once more, written from the text and as slow as it likes: it keeps no state and folds nothing, but looks
/// each fact up in the raw events, backwards. Shares no code with the engine.
public final class NaiveRules {
    private final List<DomainEvent> events;

    public NaiveRules(List<DomainEvent> events) {
        this.events = events;
    }

    /// @param masked the fields that are masked, if allowed
    public record Answer(Reason reason, Set<FieldName> masked) {}

    private record Test(Reason otherwise, BooleanSupplier passes) {}

    public Answer answer(Question q) {
        UserId u = q.user();
        List<Test> steps = List.of(
                new Test(Reason.USER_UNKNOWN, () -> created(u) != null),
                new Test(
                        Reason.USER_DELETED,
                        () -> !is(UserDeleted.class, e -> e.user().equals(u))),
                new Test(Reason.USER_SUSPENDED, () -> !suspended(u)),
                new Test(
                        Reason.USER_NOT_ACTIVATED,
                        () -> is(UserActivated.class, e -> e.user().equals(u))),
                new Test(Reason.RESOURCE_UNKNOWN, () -> known(q.resource())),
                new Test(
                        Reason.ACTION_NOT_SUPPORTED,
                        () -> node(q.resource()).supportedActions().contains(q.action())),
                new Test(
                        Reason.MODULE_NOT_AVAILABLE,
                        () -> up(q.resource()).stream().allMatch(this::available)));
        for (Test step : steps) {
            if (!step.passes.getAsBoolean()) {
                return new Answer(step.otherwise, Set.of());
            }
        }
        RoleTypeDefinition ownType = typeOf(ownRole(u));
        return ownType != null && ownType.superuser() ? new Answer(Reason.SUPERUSER, Set.of()) : ordinary(q);
    }

    private Answer ordinary(Question q) {
        ProfileId p = profile(q.user());
        RoleKey own = ownRole(q.user());
        RoleKey role = own != null || p == null ? own : associatedRole(p);
        RoleTypeDefinition type = typeOf(role);
        List<NodeKey> up = up(q.resource());
        List<Test> steps = List.of(
                new Test(Reason.NO_ROLE, () -> type != null),
                new Test(Reason.NO_PROFILE, () -> p != null && type.profilePolicy() != ProfilePolicy.FORBIDDEN),
                new Test(Reason.NOT_RELEVANT_FOR_ROLE, () -> up.stream().allMatch(n -> relevant(n, role))),
                new Test(
                        Reason.NODE_DISABLED,
                        () -> up.stream().noneMatch(n -> enablement(p, n) == Enablement.DISABLED)),
                new Test(
                        Reason.NODE_NOT_ENABLED,
                        () -> up.stream()
                                .anyMatch(n -> enablement(p, n) == Enablement.ENABLED
                                        || (own(p, n) != null
                                                && !own(p, n).toActions().isEmpty()))),
                new Test(Reason.ACTION_NOT_GRANTED, () -> given(p, up).contains(q.action())),
                new Test(
                        Reason.OUT_OF_RECORD_SCOPE,
                        () -> (q.record() == null && q.asserted() == null) || reached(p, q)),
                new Test(Reason.CONDITION_NOT_MET, () -> !underCondition(p, up, q.action())));
        for (Test step : steps) {
            if (!step.passes.getAsBoolean()) {
                return new Answer(step.otherwise, Set.of());
            }
        }
        boolean masked = Boolean.TRUE.equals(last(e -> masking(p, e)));
        return new Answer(
                Reason.GRANTED,
                masked ? new TreeSet<>(node(q.resource()).sensitiveFields().keySet()) : Set.of());
    }

    // ---- what the events say, the latest first

    private <T> @Nullable T last(Function<DomainEvent, @Nullable T> said) {
        for (int i = events.size() - 1; i >= 0; i--) {
            T found = said.apply(events.get(i));
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private <E> boolean is(Class<E> type, Function<E, Boolean> about) {
        return last(e -> type.isInstance(e) && about.apply(type.cast(e)) ? e : null) != null;
    }

    private @Nullable UserCreated created(UserId u) {
        return last(e -> e instanceof UserCreated c && c.user().equals(u) ? c : null);
    }

    private boolean suspended(UserId u) {
        return Boolean.TRUE.equals(last(e -> switch (e) {
            case UserSuspended s when s.user().equals(u) -> true;
            case UserEnabled s when s.user().equals(u) -> false;
            default -> null;
        }));
    }

    private @Nullable RoleKey ownRole(UserId u) {
        return at(last(e -> switch (e) {
            case UserRoleChanged r when r.user().equals(u) -> one(r.to());
            case UserCreated c when c.user().equals(u) -> one(c.role());
            default -> null;
        }));
    }

    private @Nullable ProfileId profile(UserId u) {
        ProfileId p = at(last(e -> switch (e) {
            case UserAssigned a when a.user().equals(u) -> one(a.toProfile());
            case UserUnassigned a when a.user().equals(u) -> one(null);
            default -> null;
        }));
        boolean lives = p != null
                && is(ProfileCreated.class, e -> e.profile().equals(p))
                && !is(ProfileDeleted.class, e -> e.profile().equals(p));
        return lives ? p : null;
    }

    private @Nullable RoleKey associatedRole(ProfileId p) {
        return at(last(e -> switch (e) {
            case ProfileAssociatedRoleChanged r when r.profile().equals(p) -> one(r.to());
            case ProfileCreated c when c.profile().equals(p) -> one(c.associatedRole());
            default -> null;
        }));
    }

    private @Nullable RoleTypeDefinition typeOf(@Nullable RoleKey role) {
        RoleDefined defined = last(e -> e instanceof RoleDefined d && d.role().equals(role) ? d : null);
        return defined == null
                ? null
                : last(e -> e instanceof RoleTypeDefined t
                                && t.roleType().equals(defined.definition().roleType())
                        ? t.definition()
                        : null);
    }

    private boolean relevant(NodeKey n, @Nullable RoleKey role) {
        NodeDefinition d = node(n);
        RoleDefined r = last(e -> e instanceof RoleDefined x && x.role().equals(role) ? x : null);
        if (d.relevantRoles().isEmpty() && d.relevantRoleTypes().isEmpty()) {
            return true;
        }
        return d.relevantRoles().contains(role)
                || (r != null && d.relevantRoleTypes().contains(r.definition().roleType()));
    }

    private NodeDefinition node(NodeKey n) {
        return Objects.requireNonNull(definition(n));
    }

    private @Nullable NodeDefinition definition(NodeKey n) {
        return last(e -> e instanceof CatalogNodeDefined d && d.node().equals(n) ? d.definition() : null);
    }

    /// The node first, the root last.
    private List<NodeKey> up(NodeKey n) {
        List<NodeKey> up = new ArrayList<>();
        for (NodeKey at = n; at != null; at = node(at).parent()) {
            up.add(at);
        }
        return up;
    }

    private boolean known(NodeKey n) {
        boolean retired = Boolean.TRUE.equals(last(e -> switch (e) {
            case CatalogNodeRetired r when r.node().equals(n) -> true;
            case CatalogNodeReinstated r when r.node().equals(n) -> false;
            default -> null;
        }));
        NodeDefinition d = definition(n);
        return d != null && !retired && (d.parent() == null || known(d.parent()));
    }

    private boolean available(NodeKey n) {
        Availability said =
                last(e -> e instanceof ModuleAvailabilityChanged a && a.module().equals(n) ? a.to() : null);
        return node(n).kind() != NodeDefinition.Kind.MODULE || said == null || said == Availability.AVAILABLE;
    }

    private Enablement enablement(ProfileId p, NodeKey n) {
        Enablement said = last(e -> e instanceof ProfileNodeEnablementChanged c
                        && c.profile().equals(p)
                        && c.node().equals(n)
                ? c.to()
                : null);
        return said == null ? Enablement.UNSET : said;
    }

    private @Nullable PermissionOverridden own(ProfileId p, NodeKey n) {
        return at(last(e -> switch (e) {
            case PermissionOverridden o when o.profile().equals(p) && o.node().equals(n) -> one(o);
            case PermissionOverrideCleared o
            when o.profile().equals(p) && o.node().equals(n) -> one(null);
            default -> null;
        }));
    }

    private ActionSet given(ProfileId p, List<NodeKey> up) {
        ActionSet fallback = last(e -> switch (e) {
            case ProfileDefaultPermissionChanged d when d.profile().equals(p) -> d.toActions();
            case ProfileCreated c when c.profile().equals(p) -> c.defaultActions();
            default -> null;
        });
        return up.stream()
                .map(n -> own(p, n))
                .filter(Objects::nonNull)
                .findFirst()
                .map(PermissionOverridden::toActions)
                .orElse(fallback);
    }

    private boolean underCondition(ProfileId p, List<NodeKey> up, ActionName a) {
        return up.stream()
                .map(n -> own(p, n))
                .filter(Objects::nonNull)
                .findFirst()
                .map(o -> o.toConditions().containsKey(a))
                .orElse(false);
    }

    private static @Nullable Boolean masking(ProfileId p, DomainEvent e) {
        return switch (e) {
            case SensitiveDataMaskingEnabled m when m.profile().equals(p) -> true;
            case SensitiveDataMaskingDisabled m when m.profile().equals(p) -> false;
            case ProfileCreated c when c.profile().equals(p) -> c.maskSensitiveData();
            default -> null;
        };
    }

    // ---- step 11: each part says yes, no, or nothing (where a new record cannot have an answer)

    private enum Say {
        YES,
        NO,
        NOTHING
    }

    private boolean reached(ProfileId p, Question q) {
        boolean create = q.action().value().equals("create");
        ScopeExpression perimeter =
                at(last(e -> e instanceof UserPerimeterChanged c && c.user().equals(q.user()) ? one(c.to()) : null));
        return scope(p, q) != Say.NO
                && instances(p, q, create) != Say.NO
                && (perimeter == null || say(perimeter, q, false) != Say.NO);
    }

    private Say scope(ProfileId p, Question q) {
        ScopeExpression found = null;
        for (NodeKey n : up(q.resource())) {
            found = found == null ? scopeAt(p, n, q.action()) : found;
        }
        for (NodeKey n : up(q.resource())) {
            found = found == null ? scopeAt(p, n, null) : found;
        }
        return found == null ? Say.YES : say(found, q, q.action().value().equals("create"));
    }

    private @Nullable ScopeExpression scopeAt(ProfileId p, NodeKey n, @Nullable ActionName a) {
        return at(last(e -> e instanceof ProfileRecordScopeChanged c
                        && c.profile().equals(p)
                        && c.node().equals(n)
                        && Objects.equals(c.action(), a)
                ? one(c.to())
                : null));
    }

    private Say instances(ProfileId p, Question q, boolean create) {
        Set<RecordId> own = picks(p, q.resource());
        NodeKey container = node(q.resource()).scopedBy();
        Set<RecordId> around = container == null ? null : picks(p, container);
        Say mine = own == null ? Say.NO : create ? Say.NOTHING : yes(q.record() != null && own.contains(q.record()));
        Say inside = around == null ? Say.NO : yes(isWithin(q, container, around));
        if (own == null && around == null) {
            return Say.YES;
        }
        if (own != null && around != null) {
            return mine == Say.YES || inside == Say.YES ? Say.YES : Say.NO;
        }
        return own != null ? mine : inside;
    }

    private boolean isWithin(Question q, NodeKey container, Set<RecordId> around) {
        NodeDefinition d = definition(container);
        return d != null
                && d.instanceType() != null
                && data(q).containers().getOrDefault(d.instanceType(), new TreeSet<>()).stream()
                        .anyMatch(around::contains);
    }

    private @Nullable Set<RecordId> picks(ProfileId p, NodeKey n) {
        Set<RecordId> picks = null;
        for (DomainEvent e : events) {
            if (e instanceof ProfileInstancesChanged c
                    && c.profile().equals(p)
                    && c.node().equals(n)) {
                Set<RecordId> next = new TreeSet<>(picks == null ? Set.of() : picks);
                next.addAll(c.added());
                next.removeAll(c.removed());
                picks = c.mode() == InstanceMode.SELECTED ? next : null;
            }
        }
        return picks;
    }

    private Say say(ScopeExpression scope, Question q, boolean create) {
        return switch (scope) {
            case ScopeExpression.All all -> Say.YES;
            case ScopeExpression.CreatedByMe c ->
                create ? Say.NOTHING : yes(q.user().equals(data(q).creator()));
            case ScopeExpression.AssignedToMe a ->
                create
                        ? Say.NOTHING
                        : yes(q.user().equals(data(q).owner())
                                || data(q).assignees().contains(q.user()));
            case ScopeExpression.Selected s ->
                create ? Say.NOTHING : yes(q.record() != null && s.ids().contains(q.record()));
            case ScopeExpression.Within w ->
                yes(data(q).containers().getOrDefault(w.type(), new TreeSet<>()).stream()
                        .anyMatch(w.ids()::contains));
            case ScopeExpression.Attribute a -> yes(a.values().stream().anyMatch(v -> hasValue(a.name(), v, q)));
            case ScopeExpression.AnyOf any -> {
                List<Say> said =
                        any.parts().stream().map(part -> say(part, q, create)).toList();
                boolean nothing = !said.isEmpty() && said.stream().allMatch(s -> s == Say.NOTHING);
                yield nothing ? Say.NOTHING : yes(said.contains(Say.YES));
            }
            case ScopeExpression.AllOf all -> {
                List<Say> said =
                        all.parts().stream().map(part -> say(part, q, create)).toList();
                boolean nothing = create && said.stream().allMatch(s -> s == Say.NOTHING);
                yield nothing ? Say.NOTHING : yes(!said.contains(Say.NO));
            }
        };
    }

    private boolean hasValue(AttributeKey name, String wanted, Question q) {
        String value = wanted;
        if (wanted.startsWith("$user.")) {
            AttributeKey of = new AttributeKey(wanted.substring(6));
            UserCreated user = Objects.requireNonNull(created(q.user()));
            value = q.assertedAttributes().getOrDefault(of, user.attributes().get(of));
        }
        return value != null && value.equals(data(q).attributes().get(name));
    }

    private RecordData data(Question q) {
        RecordData stored = at(last(e -> switch (e) {
            case RecordRegistered r when here(r.resource(), r.record(), q) -> one(r.data());
            case RecordChanged r when here(r.resource(), r.record(), q) -> one(r.to());
            case RecordRetired r when here(r.resource(), r.record(), q) -> one(null);
            default -> null;
        }));
        RecordData known = stored == null ? RecordData.UNKNOWN : stored;
        RecordData said = q.asserted() == null ? RecordData.UNKNOWN : q.asserted();
        Map<AttributeKey, String> attributes = new HashMap<>(known.attributes());
        attributes.putAll(said.attributes());
        var containers = new HashMap<>(known.containers());
        containers.putAll(said.containers());
        return new RecordData(
                said.creator() == null ? known.creator() : said.creator(),
                said.owner() == null ? known.owner() : said.owner(),
                said.assignees().isEmpty() ? known.assignees() : said.assignees(),
                containers,
                attributes);
    }

    private static boolean here(NodeKey resource, RecordId record, Question q) {
        return resource.equals(q.resource()) && record.equals(q.record());
    }

    private static Say yes(boolean holds) {
        return holds ? Say.YES : Say.NO;
    }

    /// A value that was said, perhaps "none"; so that the search backwards ends there.
    private static <T> List<T> one(@Nullable T value) {
        List<T> one = new ArrayList<>();
        one.add(value);
        return one;
    }

    private static <T> @Nullable T at(@Nullable List<T> one) {
        return one == null ? null : one.getFirst();
    }
}
