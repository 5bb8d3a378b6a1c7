package io.mandate.command.profile;

import io.mandate.events.catalog.AttributeDefinition;
import io.mandate.events.catalog.AttributeDefinition.Sensitivity;
import io.mandate.events.catalog.CatalogEvent;
import io.mandate.events.catalog.CatalogEvent.AttributeDefined;
import io.mandate.events.catalog.CatalogEvent.AttributeRetired;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeDefined;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeRetired;
import io.mandate.events.catalog.CatalogEvent.RoleDefined;
import io.mandate.events.catalog.CatalogEvent.RoleTypeDefined;
import io.mandate.events.catalog.CatalogEvent.RoleTypeRetired;
import io.mandate.events.catalog.CatalogEvent.SettingDefined;
import io.mandate.events.catalog.CatalogEvent.SettingRetired;
import io.mandate.events.catalog.NodeDefinition;
import io.mandate.events.catalog.NodeDefinition.Kind;
import io.mandate.events.catalog.NodeDefinition.Level;
import io.mandate.events.catalog.RoleDefinition;
import io.mandate.events.catalog.RoleTypeDefinition;
import io.mandate.events.catalog.RoleTypeDefinition.IdentityPolicy;
import io.mandate.events.catalog.RoleTypeDefinition.ProfilePolicy;
import io.mandate.events.catalog.SettingDefinition;
import io.mandate.events.catalog.SettingType;
import io.mandate.events.catalog.SettingType.Option;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.InstanceType;
import io.mandate.events.values.Label;
import io.mandate.events.values.LevelName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.RoleTypeKey;
import io.mandate.events.values.ScopeExpression.CreatedByMe;
import io.mandate.events.values.SettingKey;
import io.mandate.events.values.SettingValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A small catalog with one of everything that a profile can speak of.
final class Commerce {
    static final NodeKey COMMERCE = new NodeKey("commerce");
    static final NodeKey INVOICES = new NodeKey("commerce/invoices");
    static final NodeKey ORDERS = new NodeKey("commerce/orders");
    static final NodeKey HOME = new NodeKey("home");
    static final NodeKey DASHBOARD = new NodeKey("home/dashboard");
    static final NodeKey TEAMS = new NodeKey("staff/teams");
    static final NodeKey FAXES = new NodeKey("archive/faxes");
    static final NodeKey KEYS = new NodeKey("api/keys");

    static final SettingKey CURRENCIES = new SettingKey("configurations/additional-currencies");
    static final SettingKey PAGES = new SettingKey("currencies/hosted-pages");
    static final SettingKey LOAD = new SettingKey("search/load-accounts");
    static final SettingKey TELEX = new SettingKey("archive/telex");

    static final RoleTypeKey CSR = new RoleTypeKey("CSR");
    static final RoleTypeKey CUSTOMER = new RoleTypeKey("CUSTOMER");
    static final RoleTypeKey CLERK = new RoleTypeKey("CLERK");
    static final RoleKey AGENT = new RoleKey("AGENT");
    static final RoleKey SHOPPER = new RoleKey("SHOPPER");

    private final List<CatalogEvent> events = new ArrayList<>();

    /// All events of the catalog, in order.
    static List<CatalogEvent> events() {
        Commerce catalog = new Commerce();
        catalog.nodes();
        catalog.settings();
        catalog.roles();
        return List.copyOf(catalog.events);
    }

    private void nodes() {
        ActionSet sales = ActionSet.of("view", "create", "edit", "delete");
        node("administration", Kind.MODULE, null, ActionSet.NONE, false, false, null);
        node("administration/profiles", Kind.RESOURCE, "administration", sales, false, true, null);
        node("commerce", Kind.MODULE, null, ActionSet.NONE, true, false, null);
        node("commerce/invoices", Kind.RESOURCE, "commerce", sales.union(ActionSet.of("pay")), true, true, null);
        node("commerce/orders", Kind.RESOURCE, "commerce", sales, true, true, null);
        node("home", Kind.MODULE, null, ActionSet.NONE, true, false, null);
        node("home/dashboard", Kind.RESOURCE, "home", ActionSet.of("view"), true, false, null);
        node("staff", Kind.MODULE, null, ActionSet.NONE, true, false, null);
        node("staff/teams", Kind.SECTION, "staff", sales, true, true, new InstanceType("team"));
        node("archive", Kind.MODULE, null, ActionSet.NONE, true, false, null);
        node("archive/faxes", Kind.SECTION, "archive", sales, true, true, new InstanceType("machine"));
        node("api", Kind.MODULE, null, ActionSet.NONE, false, false, null);
        node("api/keys", Kind.RESOURCE, "api", ActionSet.of("manage"), false, true, null);
    }

    private void settings() {
        setting(CURRENCIES, new SettingType.SetType(List.of()), null);
        setting(PAGES, new SettingType.MapType(List.of()), CURRENCIES);
        setting(
                LOAD,
                new SettingType.VariantType(List.of(
                        new Option("NONE", null),
                        new Option("THRESHOLD", new SettingType.IntegerType(1, Long.MAX_VALUE)))),
                null);
        setting(TELEX, new SettingType.BooleanType(), null);
    }

    private void roles() {
        for (RoleTypeKey type : List.of(CSR, CUSTOMER, CLERK)) {
            events.add(new RoleTypeDefined(
                    type,
                    new RoleTypeDefinition(Label.of(type.value()), false, ProfilePolicy.REQUIRED, IdentityPolicy.ANY),
                    null));
        }
        events.add(new RoleTypeRetired(CLERK));
        role(AGENT, CSR);
        role(SHOPPER, CUSTOMER);
        attribute("region", Sensitivity.DECISIVE);
        attribute("phone", Sensitivity.PERSONAL);
        attribute("fax", Sensitivity.DECISIVE);
        events.add(new AttributeRetired(new AttributeKey("fax")));
    }

    /// What the catalog says later: the archive is closed.
    static List<CatalogEvent> archiveClosed() {
        return List.of(new CatalogNodeRetired(new NodeKey("archive")), new SettingRetired(TELEX));
    }

    private void role(RoleKey key, RoleTypeKey type) {
        events.add(new RoleDefined(key, new RoleDefinition(Label.of(key.value()), type, Set.of(), Set.of()), null));
    }

    private void attribute(String name, Sensitivity sensitivity) {
        events.add(new AttributeDefined(
                new AttributeKey(name), new AttributeDefinition(Label.of(name), sensitivity, List.of()), null));
    }

    private void setting(SettingKey key, SettingType type, @Nullable SettingKey keysSubsetOf) {
        SettingValue initial = null;
        events.add(new SettingDefined(
                key,
                new SettingDefinition(
                        COMMERCE, Label.of(key.value()), type, initial, keysSubsetOf, Set.of(CSR), Set.of()),
                null));
    }

    private void node(
            String key,
            Kind kind,
            @Nullable String parent,
            ActionSet actions,
            boolean navigable,
            boolean recordBased,
            @Nullable InstanceType picks) {
        Map<ActionName, ActionSet> requires = new TreeMap<>();
        for (String action : List.of("edit", "delete")) {
            if (actions.contains(new ActionName(action))) {
                requires.put(new ActionName(action), ActionSet.of("view"));
            }
        }
        List<Level> levels = new ArrayList<>();
        if (!actions.isEmpty()) {
            levels.add(new Level(new LevelName("NONE"), ActionSet.NONE));
            levels.add(new Level(new LevelName("VIEW"), ActionSet.of("view").intersect(actions)));
            levels.add(new Level(
                    new LevelName("EDIT"),
                    ActionSet.of("view", "create", "edit").intersect(actions)));
            if (recordBased) {
                levels.add(new Level(
                        new LevelName("EDIT_OWN"),
                        ActionSet.of("view", "create", "edit").intersect(actions),
                        Map.of(new ActionName("edit"), new CreatedByMe())));
            }
        }
        events.add(new CatalogNodeDefined(
                new NodeKey(key),
                new NodeDefinition(
                        kind,
                        parent == null ? null : new NodeKey(parent),
                        Label.of(key),
                        navigable,
                        actions,
                        requires,
                        key.equals("home/dashboard") ? levels.subList(0, 2) : levels,
                        recordBased,
                        picks,
                        null,
                        Map.of(),
                        Set.of(),
                        Set.of(),
                        Map.of(),
                        Set.of()),
                null));
    }
}
