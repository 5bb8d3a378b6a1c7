package io.mandate.query.audit;

import io.mandate.events.catalog.CatalogEvent;
import io.mandate.events.catalog.CatalogEvent.AttributeDefined;
import io.mandate.events.catalog.CatalogEvent.AttributeRetired;
import io.mandate.events.catalog.CatalogEvent.CatalogImported;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeDefined;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeReinstated;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeRetired;
import io.mandate.events.catalog.CatalogEvent.RoleDefined;
import io.mandate.events.catalog.CatalogEvent.RoleRetired;
import io.mandate.events.catalog.CatalogEvent.RoleTypeDefined;
import io.mandate.events.catalog.CatalogEvent.RoleTypeRetired;
import io.mandate.events.catalog.CatalogEvent.SettingDefined;
import io.mandate.events.catalog.CatalogEvent.SettingRetired;
import io.mandate.events.catalog.CatalogEvent.TierDefined;
import io.mandate.events.catalog.CatalogEvent.TierRetired;
import io.mandate.events.values.ActionSet;
import io.mandate.query.audit.Subject.Kind;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The rows of what happened to a catalog: a definition that replaces another has one row for each part that differs.
final class CatalogAuditRows {
    private CatalogAuditRows() {}

    static RowsOfEvent of(CatalogEvent event) {
        RowsOfEvent rows = new RowsOfEvent(Subject.only(Kind.CATALOG));
        return switch (event) {
            case CatalogImported e -> rows.row(AuditType.IMPORTED, "Catalog", null, e.name() + " " + e.version());
            case CatalogNodeDefined e -> {
                String kind = Shown.title(e.definition().kind().name().toLowerCase(Locale.ROOT));
                yield defined(rows.at(e.node()), kind, e.node(), e.previous(), e.definition());
            }
            case CatalogNodeRetired e -> rows.at(e.node()).row(AuditType.RETIRED, "Node", e.node(), null);
            case CatalogNodeReinstated e -> rows.at(e.node()).row(AuditType.REINSTATED, "Node", null, e.node());
            case SettingDefined e ->
                defined(rows.at(e.setting()), "Setting", e.setting(), e.previous(), e.definition());
            case SettingRetired e -> rows.at(e.setting()).row(AuditType.RETIRED, "Setting", e.setting(), null);
            case RoleTypeDefined e -> defined(rows, "Role Type", e.roleType(), e.previous(), e.definition());
            case RoleTypeRetired e -> rows.row(AuditType.RETIRED, "Role Type", e.roleType(), null);
            case RoleDefined e -> defined(rows, "Role", e.role(), e.previous(), e.definition());
            case RoleRetired e -> rows.row(AuditType.RETIRED, "Role", e.role(), null);
            case AttributeDefined e -> defined(rows, "Attribute", e.attribute(), e.previous(), e.definition());
            case AttributeRetired e -> rows.row(AuditType.RETIRED, "Attribute", e.attribute(), null);
            case TierDefined e -> defined(rows, "Tier", e.tier(), e.previous(), e.definition());
            case TierRetired e -> rows.row(AuditType.RETIRED, "Tier", e.tier(), null);
        };
    }

    private static <D extends Record> RowsOfEvent defined(
            RowsOfEvent rows, String what, Object key, @Nullable D previous, D definition) {
        if (previous == null) {
            rows.row(AuditType.CREATED, what, null, key);
        } else if (previous.equals(definition)) {
            return rows.row(AuditType.REINSTATED, what, null, key);
        }
        for (RecordComponent part : definition.getClass().getRecordComponents()) {
            Object from = previous == null ? null : value(part, previous);
            Object to = value(part, definition);
            String item = what + " " + key + ": " + Shown.title(part.getName());
            if (previous == null) {
                rows.created(item, to);
            } else if (!Objects.equals(from, to)) {
                rows.updated(item, from, to);
            }
        }
        return rows;
    }

    /// What a definition says in one of its parts; null where it says nothing.
    private static @Nullable Object value(RecordComponent part, Record definition) {
        try {
            Object value = part.getAccessor().invoke(definition);
            boolean nothing = (value instanceof ActionSet actions && actions.isEmpty())
                    || (value instanceof Collection<?> many && many.isEmpty())
                    || (value instanceof Map<?, ?> map && map.isEmpty());
            return nothing ? null : value;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a definition cannot be read", e);
        }
    }
}
