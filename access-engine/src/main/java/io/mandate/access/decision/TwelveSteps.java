package io.mandate.access.decision;

import static io.mandate.access.decision.Reason.ACTION_NOT_GRANTED;
import static io.mandate.access.decision.Reason.ACTION_NOT_SUPPORTED;
import static io.mandate.access.decision.Reason.CONDITION_NOT_MET;
import static io.mandate.access.decision.Reason.GRANTED;
import static io.mandate.access.decision.Reason.MODULE_NOT_AVAILABLE;
import static io.mandate.access.decision.Reason.NODE_DISABLED;
import static io.mandate.access.decision.Reason.NODE_NOT_ENABLED;
import static io.mandate.access.decision.Reason.NOT_RELEVANT_FOR_ROLE;
import static io.mandate.access.decision.Reason.NO_PROFILE;
import static io.mandate.access.decision.Reason.NO_ROLE;
import static io.mandate.access.decision.Reason.RESOURCE_UNKNOWN;
import static io.mandate.access.decision.Reason.SUPERUSER;
import static io.mandate.access.decision.Reason.TENANT_OFFBOARDED;

import io.mandate.access.catalog.Catalog;
import io.mandate.access.catalog.CatalogNode;
import io.mandate.access.decision.PathChoices.At;
import io.mandate.access.fact.Fact;
import io.mandate.access.profile.OwnActions;
import io.mandate.access.profile.Profile;
import io.mandate.access.scope.Scopes;
import io.mandate.access.tenant.TenantState;
import io.mandate.events.catalog.NodeDefinition.Kind;
import io.mandate.events.catalog.RoleTypeDefinition;
import io.mandate.events.catalog.RoleTypeDefinition.ProfilePolicy;
import io.mandate.events.profile.Enablement;
import io.mandate.events.tenant.Availability;
import io.mandate.events.tenant.Policy;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.FieldName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RoleKey;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Version 1 of the rules, steps 3 to 10 and 12, and what step 11 needs: all that follows from catalog, tenant, role
/// and profile, without the user and the record. The first step that fails decides.
final class TwelveSteps {
    static final ActionName CREATE = new ActionName("create");

    private final Catalog catalog;
    private final TenantState tenant;

    TwelveSteps(Catalog catalog, TenantState tenant) {
        this.catalog = catalog;
        this.tenant = tenant;
    }

    /// @param explicitRole the user's own role
    /// @param profile the user's living profile
    Grant grant(@Nullable RoleKey explicitRole, @Nullable Profile profile, NodeKey resource, ActionName action) {
        List<CatalogNode> path = catalog.path(resource);
        Decision missing = exists(path, action); // step 3
        if (missing == null) {
            missing = available(path); // step 4
        }
        if (missing != null) {
            return Grant.denied(missing);
        }
        RoleTypeDefinition explicitType = catalog.roleTypeDefinitionOf(explicitRole);
        if (explicitType != null && explicitType.superuser()) { // step 5
            return Grant.settled(Decision.of(SUPERUSER, null, 0));
        }
        RoleKey role = effectiveRole(explicitRole, profile);
        RoleTypeDefinition type = catalog.roleTypeDefinitionOf(role);
        if (role == null || type == null) {
            return Grant.denied(Decision.of(NO_ROLE, null, 0));
        }
        if (profile == null || type.profilePolicy() == ProfilePolicy.FORBIDDEN) { // step 6
            return Grant.denied(Decision.of(NO_PROFILE, null, 0));
        }
        CatalogNode irrelevant = Relevance.missing(catalog, resource, role); // step 7
        if (irrelevant != null) {
            return Grant.denied(Decision.of(NOT_RELEVANT_FOR_ROLE, irrelevant.key(), irrelevant.definedAt()));
        }
        return byProfile(new PathChoices(profile, path), action);
    }

    /// Steps 8 to 12 for a profile alone, whoever has it.
    Grant byProfile(PathChoices choices, ActionName action) {
        At<Fact<Enablement>> disabled = choices.disabled(); // step 8
        if (disabled != null) {
            return Grant.denied(
                    Decision.of(NODE_DISABLED, disabled.node(), disabled.said().seq()));
        }
        if (choices.inUse() == null) { // step 9
            return Grant.denied(Decision.of(NODE_NOT_ENABLED, choices.node().key(), 0));
        }
        At<OwnActions> own = choices.own(); // step 10
        NodeKey from = own == null ? null : own.node();
        long fact = own == null
                ? choices.profile().traits().defaultActions().seq()
                : own.said().seq();
        if (!choices.actions().contains(action)) {
            return Grant.denied(Decision.of(ACTION_NOT_GRANTED, from, fact));
        }
        Limit level = narrowed(choices.level(action), action); // step 11, as far as the profile says
        Limit records = narrowed(choices.records(action), action);
        Limit instances = narrowed(choices.instances(catalog), action);
        Grant grant = Grant.within(granted(choices, from, fact), level, records, instances);
        String condition = own == null ? null : own.said().conditions().get(action);
        return condition == null ? grant : grant.under(condition, Decision.of(CONDITION_NOT_MET, from, fact));
    }

    /// The explicit role, else the one that comes with the profile.
    static @Nullable RoleKey effectiveRole(@Nullable RoleKey explicitRole, @Nullable Profile profile) {
        return explicitRole != null || profile == null ? explicitRole : profile.associatedRole();
    }

    /// Null if the node, with all above it, is in use and supports the action.
    @Nullable
    Decision exists(List<CatalogNode> path, ActionName action) {
        if (path.isEmpty()) {
            return Decision.of(RESOURCE_UNKNOWN, null, 0);
        }
        for (CatalogNode node : path) {
            if (node.retired()) {
                return Decision.of(RESOURCE_UNKNOWN, node.key(), node.standsSince());
            }
        }
        CatalogNode node = path.getLast();
        return node.definition().supportedActions().contains(action)
                ? null
                : Decision.of(ACTION_NOT_SUPPORTED, node.key(), node.definedAt());
    }

    /// Null if the tenant goes on and every module of the path is available.
    @Nullable
    Decision available(List<CatalogNode> path) {
        if (tenant.ended() != null) {
            return Decision.of(TENANT_OFFBOARDED, null, tenant.ended());
        }
        for (CatalogNode node : path) {
            Fact<Availability> said = tenant.availability().get(node.key());
            if (node.definition().kind() == Kind.MODULE && said != null && said.value() != Availability.AVAILABLE) {
                return Decision.of(MODULE_NOT_AVAILABLE, node.key(), said.seq());
            }
        }
        return null;
    }

    private static @Nullable Limit narrowed(@Nullable Limit limit, ActionName action) {
        if (limit == null || !action.equals(CREATE)) {
            return limit;
        }
        return limit.narrowed(Scopes::forNewRecords).orElse(null);
    }

    private Decision granted(PathChoices choices, @Nullable NodeKey from, long fact) {
        SortedSet<FieldName> masked = choices.profile().maskSensitiveData()
                ? new TreeSet<>(choices.node().definition().sensitiveFields().keySet())
                : Collections.emptySortedSet();
        int visible = masked.isEmpty() ? 0 : Integer.parseInt(tenant.policy(Policy.MASK_VISIBLE_CHARS));
        return new Decision(GRANTED, from, fact, Scopes.ALL, masked, visible);
    }
}
