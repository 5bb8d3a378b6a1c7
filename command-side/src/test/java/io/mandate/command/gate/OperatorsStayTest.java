package io.mandate.command.gate;

import static io.mandate.command.testing.Acme.ADMINISTRATORS;
import static io.mandate.command.testing.Acme.CUSTOMER;
import static io.mandate.command.testing.Acme.GIL;
import static io.mandate.command.testing.Acme.MANDATE;
import static io.mandate.command.testing.Acme.MARIA;
import static io.mandate.command.testing.Acme.caller;
import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.command.testing.Acme;
import io.mandate.command.testing.CommandNode;
import io.mandate.command.testing.Recorded;
import io.mandate.events.DomainEvent;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeRetired;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.tenant.Availability;
import io.mandate.events.tenant.TenantEvent.ModuleAvailabilityChanged;
import io.mandate.events.token.TokenEvent.TokenIssued;
import io.mandate.events.token.TokenEvent.TokenRevoked;
import io.mandate.events.user.UserEvent.UserSuspended;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.TokenId;
import io.mandate.live.identity.Caller;
import io.mandate.live.identity.Operators;
import io.mandate.store.append.StreamId.Kind;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// In the operators' tenant Gil and Maria manage users and profiles; Gil alone manages the tenants, too.
class OperatorsStayTest {
    private static final TenantId SYSTEM = Caller.SYSTEM_TENANT;
    private static final NodeKey OPERATIONS = new NodeKey("operations");
    private static final ProfileId OPERATORS = new ProfileId("operators");
    private static final TokenId TOKEN = new TokenId("gils");

    private static CommandNode node;

    @BeforeAll
    static void operators(@TempDir Path folder) {
        node = CommandNode.onNewDatabase(folder);
        node.send(MANDATE, Acme.begin(SYSTEM));
        node.send(
                MANDATE,
                Recorded.in(
                        SYSTEM,
                        Kind.CATALOG,
                        "catalog",
                        Acme.module("operations"),
                        Acme.resource(Operators.TENANTS.value(), "operations")),
                Acme.profile(SYSTEM, OPERATORS, "Operators", Acme.USERS, Acme.PROFILES, Operators.TENANTS),
                Recorded.in(SYSTEM, Kind.USER, GIL, Acme.assigned(GIL, OPERATORS)),
                token("gils", new TokenIssued(TOKEN, GIL, "a".repeat(64), new TreeSet<>(), null)),
                token("marias", new TokenIssued(new TokenId("marias"), MARIA, "b".repeat(64), new TreeSet<>(), null)));
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void their_own_module_is_not_switched_off() {
        refused(Recorded.in(
                SYSTEM,
                Kind.TENANT,
                "tenant",
                new ModuleAvailabilityChanged(OPERATIONS, Availability.AVAILABLE, Availability.UNAVAILABLE)));
    }

    @Test
    void nor_taken_out_of_the_catalog_nor_kept_for_others() {
        refused(catalog(new CatalogNodeRetired(OPERATIONS)));
        refused(catalog(new CatalogNodeRetired(Operators.TENANTS)));
        refused(catalog(Acme.redefined(Operators.TENANTS, ActionSet.NONE, Set.of())));
        refused(catalog(Acme.redefined(Operators.TENANTS, ActionSet.of("view", "create"), Set.of())));
        refused(catalog(Acme.redefined(Operators.TENANTS, ActionSet.of("view", "edit"), Set.of())));
        refused(catalog(Acme.redefined(Operators.TENANTS, ActionSet.of("view", "create", "edit"), Set.of(CUSTOMER))));
    }

    @Test
    void nor_taken_from_the_last_operator_by_profile_role_or_status() {
        refused(Recorded.in(
                SYSTEM, Kind.PROFILE, OPERATORS, Acme.overridden(OPERATORS, Operators.TENANTS, "view", "create")));
        refused(Recorded.in(SYSTEM, Kind.USER, GIL, Acme.assigned(GIL, ADMINISTRATORS)));
        refused(Recorded.in(SYSTEM, Kind.USER, GIL, new UserSuspended(GIL)));
    }

    @Test
    void nor_is_his_last_token_revoked() {
        refused(token("gils", new TokenRevoked(TOKEN, GIL)));
    }

    private static Recorded catalog(DomainEvent event) {
        return Recorded.in(SYSTEM, Kind.CATALOG, "catalog", event);
    }

    private static Recorded token(String name, DomainEvent event) {
        return Recorded.in(SYSTEM, Kind.TOKEN, name, event);
    }

    private static void refused(Recorded change) {
        assertThat(node.refusal(caller(SYSTEM, MARIA), change)).as("%s", change).hasValueSatisfying(refusal -> {
            assertThat(refusal.code()).isEqualTo(RejectionCode.LAST_ADMINISTRATOR);
            assertThat(refusal.parameters()).containsEntry("what", "manage the tenants of the installation");
        });
    }
}
