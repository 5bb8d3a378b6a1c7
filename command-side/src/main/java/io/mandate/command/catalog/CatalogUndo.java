package io.mandate.command.catalog;

import io.mandate.access.catalog.Catalog;
import io.mandate.access.catalog.CatalogNode;
import io.mandate.access.catalog.Defined;
import io.mandate.command.catalog.document.CatalogChecks;
import io.mandate.command.rules.Decision;
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
import io.mandate.events.problem.Rejection;
import io.mandate.events.values.NodeKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Makes everything that some events touched what it was before them. What did not exist then is retired: a key is for
/// ever. The catalog must be valid afterwards, as after any change.
final class CatalogUndo {
    private final Catalog now;
    private final Catalog before;
    private final Set<Object> touched = new LinkedHashSet<>();
    private final List<CatalogEvent> comes = new ArrayList<>();
    private final List<CatalogEvent> goes = new ArrayList<>();

    /// Tells keys of different kinds apart.
    private record Key(String kind, Object key) {}

    /// The event by which a thing is described anew.
    private interface Defining<K, D> {
        CatalogEvent of(K key, D definition, D previous);
    }

    private CatalogUndo(Catalog now, Catalog before) {
        this.now = now;
        this.before = before;
    }

    /// @param before the catalog as it was before the events
    static Decision<CatalogEvent> of(Catalog now, Catalog before, List<CatalogEvent> undone) {
        CatalogUndo undo = new CatalogUndo(now, before);
        undone.forEach(event -> undo.touched.add(key(event)));
        List<CatalogEvent> events = undo.events();
        Optional<Rejection> complaint = CatalogChecks.after(now, events);
        return complaint.<Decision<CatalogEvent>>map(Decision::reject).orElse(Decision.accept(events));
    }

    /// First what comes, things before those that name them; then what goes, the other way round.
    private List<CatalogEvent> events() {
        back("tier", now.tiers(), before.tiers(), TierDefined::new, TierRetired::new);
        back("roleType", now.roleTypes(), before.roleTypes(), RoleTypeDefined::new, RoleTypeRetired::new);
        back("attribute", now.attributes(), before.attributes(), AttributeDefined::new, AttributeRetired::new);
        back("role", now.roles(), before.roles(), RoleDefined::new, RoleRetired::new);
        now.nodes().forEach(this::back);
        back("setting", now.settings(), before.settings(), SettingDefined::new, SettingRetired::new);
        List<CatalogEvent> events = new ArrayList<>();
        if (touched.contains(new Key("source", ""))) {
            before.source().ifPresent(events::add);
        }
        events.addAll(comes);
        events.addAll(goes.reversed());
        return events;
    }

    private void back(CatalogNode is) {
        NodeKey key = is.key();
        if (!touched.contains(new Key("node", key))) {
            return;
        }
        CatalogNode was = before.node(key);
        if (was != null && !was.definition().equals(is.definition())) {
            comes.add(new CatalogNodeDefined(key, was.definition(), is.definition()));
        }
        boolean retired = was == null || was.retired();
        if (retired && !is.retired()) {
            goes.add(new CatalogNodeRetired(key));
        } else if (!retired && is.retired()) {
            comes.add(new CatalogNodeReinstated(key));
        }
    }

    private <K, D> void back(
            String kind,
            Map<K, Defined<D>> things,
            Map<K, Defined<D>> earlier,
            Defining<K, D> defined,
            Function<K, CatalogEvent> retired) {
        things.forEach((key, is) -> {
            if (!touched.contains(new Key(kind, key))) {
                return;
            }
            Defined<D> was = earlier.get(key);
            boolean gone = was == null || was.retired();
            boolean other = was != null && !was.definition().equals(is.definition());
            // Describing a thing brings it back, so one that is to be gone and otherwise goes last.
            if (was != null && (other || (!gone && is.retired()))) {
                comes.add(defined.of(key, was.definition(), is.definition()));
            }
            if (gone && (!is.retired() || other)) {
                goes.add(retired.apply(key));
            }
        });
    }

    private static Key key(CatalogEvent event) {
        return switch (event) {
            case CatalogImported _ -> new Key("source", "");
            case CatalogNodeDefined e -> new Key("node", e.node());
            case CatalogNodeRetired e -> new Key("node", e.node());
            case CatalogNodeReinstated e -> new Key("node", e.node());
            case SettingDefined e -> new Key("setting", e.setting());
            case SettingRetired e -> new Key("setting", e.setting());
            case RoleTypeDefined e -> new Key("roleType", e.roleType());
            case RoleTypeRetired e -> new Key("roleType", e.roleType());
            case RoleDefined e -> new Key("role", e.role());
            case RoleRetired e -> new Key("role", e.role());
            case AttributeDefined e -> new Key("attribute", e.attribute());
            case AttributeRetired e -> new Key("attribute", e.attribute());
            case TierDefined e -> new Key("tier", e.tier());
            case TierRetired e -> new Key("tier", e.tier());
        };
    }
}
