package io.mandate.command.testing;

import io.mandate.command.gate.CommandGate;
import io.mandate.command.gate.TenantCommand;
import io.mandate.command.given.GivenTenant;
import io.mandate.command.given.Shop;
import io.mandate.events.DomainEvent;
import io.mandate.events.catalog.CatalogEvent;
import io.mandate.events.profile.ProfileEvent;
import io.mandate.events.tenant.TenantEvent.TenantRegistered;
import io.mandate.events.values.Actor;
import io.mandate.events.values.Label;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import io.mandate.live.identity.Caller;
import io.mandate.store.append.StreamId;
import io.mandate.store.schema.StoreSchema;
import io.mandate.testing.postgres.TestDatabase;
import io.mandate.testing.postgres.TestPostgres;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The [Shop] in a database of its own, with its administrator Gil, a superuser, and the partner Kim, who may nothing.
public final class ShopOnDisk {
    private static final TenantId SHOP = GivenTenant.TENANT;
    private static final Caller MANDATE = new Caller(SHOP, Actor.MANDATE, null, Set.of(), false);

    private ShopOnDisk() {}

    /// A new, migrated database.
    public static String newDatabase() {
        TestDatabase database = TestPostgres.newDatabase();
        StoreSchema.migrate(database.owner(), TestDatabase.RUNTIME);
        return database.jdbcUrl();
    }

    /// A node on a new database with the shop in it.
    public static HttpNode open(Path folder, String... settings) {
        HttpNode node = HttpNode.on(newDatabase(), folder, settings);
        fill(node);
        return node;
    }

    /// Puts the shop into the node's database.
    public static void fill(HttpNode node) {
        List<TenantCommand> commands = new ArrayList<>();
        commands.add(Recorded.beginning(SHOP, new TenantRegistered(ZoneOffset.UTC, Label.of("Acme"))));
        DomainEvent[] catalog =
                Shop.events().stream().filter(CatalogEvent.class::isInstance).toArray(DomainEvent[]::new);
        commands.add(Recorded.in(SHOP, StreamId.Kind.CATALOG, "catalog", catalog));
        for (DomainEvent event : Shop.events()) {
            if (event instanceof ProfileEvent profile) {
                commands.add(Recorded.in(SHOP, StreamId.Kind.PROFILE, profile.profile(), profile));
            }
        }
        commands.add(person("gil", Shop.ADMIN));
        commands.add(person("kim", Shop.PARTNER));
        node.get(CommandGate.class).execute(CommandNode.request(MANDATE, null, "{}"), commands);
    }

    private static Recorded person(String id, RoleKey role) {
        return Recorded.in(SHOP, StreamId.Kind.USER, new UserId(id), Shop.person(id, role), Shop.activated(id));
    }
}
