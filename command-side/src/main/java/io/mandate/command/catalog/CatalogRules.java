package io.mandate.command.catalog;

import static io.mandate.command.rules.Decision.accept;
import static io.mandate.command.rules.Decision.reject;
import static io.mandate.command.rules.Decision.unchanged;

import io.mandate.access.catalog.Catalog;
import io.mandate.access.catalog.CatalogNode;
import io.mandate.access.catalog.Defined;
import io.mandate.command.catalog.CatalogCommand.DefineNode;
import io.mandate.command.catalog.CatalogCommand.DefineRole;
import io.mandate.command.catalog.CatalogCommand.DefineRoleType;
import io.mandate.command.catalog.CatalogCommand.DefineSetting;
import io.mandate.command.catalog.CatalogCommand.ImportCatalog;
import io.mandate.command.catalog.CatalogCommand.ReinstateNode;
import io.mandate.command.catalog.CatalogCommand.RetireNode;
import io.mandate.command.catalog.CatalogCommand.RetireSetting;
import io.mandate.command.catalog.CatalogCommand.UndoCatalog;
import io.mandate.command.catalog.document.CatalogChecks;
import io.mandate.command.rules.Decision;
import io.mandate.events.catalog.CatalogEvent;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeReinstated;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeRetired;
import io.mandate.events.catalog.CatalogEvent.RoleDefined;
import io.mandate.events.catalog.CatalogEvent.RoleTypeDefined;
import io.mandate.events.catalog.CatalogEvent.SettingRetired;
import io.mandate.events.catalog.SettingDefinition;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.NodeKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What may become of a catalog, and by which events.
final class CatalogRules {
    private CatalogRules() {}

    static Decision<CatalogEvent> decide(Catalog catalog, CatalogCommand command) {
        return AliasesStay.or(catalog, wished(catalog, command));
    }

    private static Decision<CatalogEvent> wished(Catalog catalog, CatalogCommand command) {
        return switch (command) {
            case ImportCatalog c -> CatalogDifference.between(catalog, c.document());
            case UndoCatalog c -> CatalogUndo.of(catalog, c.before(), c.undone());
            case DefineNode c -> fits(CatalogChecks.node(catalog, c.node(), c.definition()), define(catalog, c));
            case RetireNode c -> retire(catalog, c.node());
            case ReinstateNode c -> reinstate(catalog, c.node());
            case DefineSetting c ->
                fits(CatalogChecks.setting(catalog, c.setting(), c.definition()), define(catalog, c));
            case RetireSetting c -> retire(catalog, c);
            case DefineRoleType c -> define(catalog, c);
            case DefineRole c -> fits(CatalogChecks.role(catalog, c.role(), c.definition()), define(catalog, c));
        };
    }

    private static Decision<CatalogEvent> fits(Optional<Rejection> complaint, Decision<CatalogEvent> decision) {
        return decision instanceof Decision.Rejected<CatalogEvent>
                ? decision
                : complaint.<Decision<CatalogEvent>>map(Decision::reject).orElse(decision);
    }

    private static Decision<CatalogEvent> define(Catalog catalog, DefineNode command) {
        NodeKey parent = command.definition().parent();
        CatalogNode above = parent == null ? null : catalog.node(parent);
        if (parent != null && above == null) {
            return reject(RejectionCode.NODE_UNKNOWN, "node", parent);
        }
        if (above != null && above.retired()) {
            return reject(RejectionCode.NODE_RETIRED, "node", above.key());
        }
        return NodeDifference.of(catalog.node(command.node()), command.node(), command.definition());
    }

    private static Decision<CatalogEvent> retire(Catalog catalog, NodeKey node) {
        if (catalog.node(node) == null) {
            return reject(RejectionCode.NODE_UNKNOWN, "node", node);
        }
        List<CatalogEvent> events = new ArrayList<>();
        catalog.settings().forEach((key, setting) -> {
            if (!setting.retired() && setting.definition().module().equals(node)) {
                events.add(new SettingRetired(key));
            }
        });
        retireBelow(catalog, node, events);
        Optional<Rejection> complaint = CatalogChecks.after(catalog, events);
        return complaint.<Decision<CatalogEvent>>map(Decision::reject).orElse(accept(events));
    }

    /// Children before their parents, so that no living node ever has a retired parent.
    private static void retireBelow(Catalog catalog, NodeKey node, List<CatalogEvent> events) {
        for (CatalogNode child : catalog.children(node)) {
            retireBelow(catalog, child.key(), events);
        }
        CatalogNode known = catalog.node(node);
        if (known != null && !known.retired()) {
            events.add(new CatalogNodeRetired(node));
        }
    }

    private static Decision<CatalogEvent> reinstate(Catalog catalog, NodeKey node) {
        CatalogNode known = catalog.node(node);
        if (known == null) {
            return reject(RejectionCode.NODE_UNKNOWN, "node", node);
        }
        if (!known.retired()) {
            return unchanged();
        }
        NodeKey parent = known.definition().parent();
        CatalogNode above = parent == null ? null : catalog.node(parent);
        if (above != null && above.retired()) {
            return reject(RejectionCode.NODE_RETIRED, "node", above.key());
        }
        return fits(CatalogChecks.node(catalog, node, known.definition()), accept(new CatalogNodeReinstated(node)));
    }

    private static Decision<CatalogEvent> define(Catalog catalog, DefineSetting command) {
        CatalogNode module = catalog.node(command.definition().module());
        if (module == null) {
            return reject(
                    RejectionCode.MODULE_UNKNOWN, "module", command.definition().module());
        }
        if (module.retired()) {
            return reject(RejectionCode.NODE_RETIRED, "node", module.key());
        }
        return SettingDifference.of(catalog.settings().get(command.setting()), command.setting(), command.definition());
    }

    private static Decision<CatalogEvent> retire(Catalog catalog, RetireSetting command) {
        Defined<SettingDefinition> known = catalog.settings().get(command.setting());
        if (known == null) {
            return reject(RejectionCode.SETTING_UNKNOWN, "setting", command.setting());
        }
        if (known.retired()) {
            return unchanged();
        }
        List<CatalogEvent> events = List.of(new SettingRetired(command.setting()));
        Optional<Rejection> complaint = CatalogChecks.after(catalog, events);
        return complaint.<Decision<CatalogEvent>>map(Decision::reject).orElse(accept(events));
    }

    private static Decision<CatalogEvent> define(Catalog catalog, DefineRoleType command) {
        return Redefinition.of(
                catalog.roleTypes().get(command.roleType()),
                command.definition(),
                previous -> new RoleTypeDefined(command.roleType(), command.definition(), previous));
    }

    private static Decision<CatalogEvent> define(Catalog catalog, DefineRole command) {
        return Redefinition.of(
                catalog.roles().get(command.role()),
                command.definition(),
                previous -> new RoleDefined(command.role(), command.definition(), previous));
    }
}
