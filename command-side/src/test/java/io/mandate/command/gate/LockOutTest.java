package io.mandate.command.gate;

import static io.mandate.command.testing.Acme.ADMINISTRATORS;
import static io.mandate.command.testing.Acme.CATALOG;
import static io.mandate.command.testing.Acme.CLERKS;
import static io.mandate.command.testing.Acme.CUSTOMER;
import static io.mandate.command.testing.Acme.GIL;
import static io.mandate.command.testing.Acme.MARIA;
import static io.mandate.command.testing.Acme.PROFILES;
import static io.mandate.command.testing.Acme.ROOT;
import static io.mandate.command.testing.Acme.STAFF;
import static io.mandate.command.testing.Acme.USERS;
import static io.mandate.command.testing.Acme.caller;
import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.command.testing.Acme;
import io.mandate.command.testing.InNewAcme;
import io.mandate.command.testing.Recorded;
import io.mandate.events.DomainEvent;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeRetired;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.tenant.Availability;
import io.mandate.events.tenant.Policy;
import io.mandate.events.tenant.TenantEvent.ModuleAvailabilityChanged;
import io.mandate.events.tenant.TenantEvent.TenantPolicyChanged;
import io.mandate.events.token.TokenEvent.TokenIssued;
import io.mandate.events.token.TokenEvent.TokenRevoked;
import io.mandate.events.user.UserEvent.UserPerimeterChanged;
import io.mandate.events.user.UserEvent.UserSuspended;
import io.mandate.events.user.UserEvent.UserUnassigned;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.ProfileName;
import io.mandate.events.values.ScopeExpression.CreatedByMe;
import io.mandate.events.values.TokenId;
import io.mandate.events.values.UserId;
import io.mandate.store.append.StreamId.Kind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Whoever may edit the catalog locks nobody out for ever, superusers included.
class LockOutTest extends InNewAcme {
    private static final UserId ROOTS = new UserId("roots");
    private static final NodeKey ADMINISTRATION = new NodeKey("administration");

    /// What each node must go on supporting.
    private static final Map<NodeKey, List<String>> NEEDED = Map.of(
            USERS, List.of("view", "edit", "assign"),
            PROFILES, List.of("view", "edit"),
            CATALOG, List.of("view", "edit"));

    @Test
    void nothing_that_administrators_and_superusers_need_is_taken_out_of_the_catalog() {
        given(Acme.user(tenant, ROOTS, ROOT, null));
        NEEDED.forEach((node, actions) -> {
            refused(GIL, catalog(new CatalogNodeRetired(node)));
            refused(ROOTS, catalog(new CatalogNodeRetired(node)));
            refused(ROOTS, catalog(Acme.redefined(node, ActionSet.NONE, Set.of())));
            refused(GIL, catalog(Acme.redefined(node, ActionSet.of("create"), Set.of())));
            for (String action : actions) {
                ActionSet less = ActionSet.of(actions.toArray(String[]::new)).without(ActionSet.of(action));
                refused(GIL, catalog(Acme.redefined(node, less, Set.of())));
            }
            accept(GIL, catalog(Acme.redefined(node, ActionSet.of(actions.toArray(String[]::new)), Set.of())));
        });
    }

    @Test
    void nor_is_it_kept_for_a_role_that_nobody_of_them_has_or_a_module_that_is_switched_off() {
        for (NodeKey node : NEEDED.keySet()) {
            ActionSet all = ActionSet.of("view", "create", "edit", "assign", "suspend", "delete");
            refused(GIL, catalog(Acme.redefined(node, all, Set.of(CUSTOMER))));
        }
        assertThat(refusedToMandate(new ModuleAvailabilityChanged(
                        ADMINISTRATION, Availability.AVAILABLE, Availability.UNAVAILABLE)))
                .isTrue();
    }

    @Test
    void somebody_remains_who_edits_the_catalog_whatever_is_taken_from_whom() {
        ProfileId editors = new ProfileId("editors");
        given(Acme.profile(tenant, editors, "Editors", CATALOG), Acme.user(tenant, SAM, STAFF, editors));
        accept(GIL, profile(ADMINISTRATORS, Acme.overridden(ADMINISTRATORS, CATALOG, "view")));

        refused(GIL, user(SAM, new UserSuspended(SAM)));
        refused(GIL, user(SAM, new UserPerimeterChanged(SAM, null, new CreatedByMe())));
        refused(GIL, user(SAM, new UserUnassigned(SAM, editors, new ProfileName("Editors"))));
        refused(GIL, user(SAM, Acme.assigned(SAM, CLERKS)));
        refused(GIL, profile(editors, Acme.overridden(editors, CATALOG, "view")));
        assertThat(node.refusal(caller(tenant, GIL), user(SAM, new UserSuspended(SAM))))
                .hasValueSatisfying(refusal -> assertThat(refusal.message())
                        .isEqualTo("This would leave nobody who can edit the catalog: an active person without a"
                                + " perimeter who holds Edit and View on administration/catalog."));

        given(user(MARIA, Acme.assigned(MARIA, editors)));
        accept(GIL, user(SAM, new UserSuspended(SAM)));
    }

    @Test
    void an_action_that_the_catalog_has_only_now_does_not_unguard_those_who_lack_it() {
        ActionSet before = ActionSet.of("view", "create", "edit", "suspend");
        TokenId token = new TokenId(tenant + "-gils");
        unguarded(
                catalog(Acme.redefined(USERS, before, Set.of())),
                profile(ADMINISTRATORS, Acme.overridden(ADMINISTRATORS, USERS, "view", "create", "edit", "suspend")),
                user(MARIA, Acme.assigned(MARIA, CLERKS)),
                Recorded.in(
                        tenant,
                        Kind.TOKEN,
                        token,
                        new TokenIssued(
                                token,
                                GIL,
                                String.format("%064x", token.hashCode() & 0xffffffffL),
                                new TreeSet<>(),
                                null)));

        accept(GIL, catalog(Acme.redefined(USERS, before.union(ActionSet.of("assign")), Set.of())));

        staysWhole(token);
        // Nor where somebody else has the new one.
        given(profile(CLERKS, Acme.overridden(CLERKS, USERS, "view", "assign")));
        staysWhole(token);
    }

    /// Gil is the only one who edits the catalog as well, which is told of after this.
    private void staysWhole(TokenId token) {
        for (Recorded change : List.of(
                user(GIL, new UserSuspended(GIL)),
                profile(ADMINISTRATORS, Acme.overridden(ADMINISTRATORS, PROFILES)),
                profile(ADMINISTRATORS, Acme.overridden(ADMINISTRATORS, USERS, "view")),
                Recorded.in(tenant, Kind.TOKEN, token, new TokenRevoked(token, GIL)))) {
            assertThat(node.refusal(Acme.MANDATE, change)).as("%s", change).hasValueSatisfying(refusal -> {
                assertThat(refusal.code()).isEqualTo(RejectionCode.LAST_ADMINISTRATOR);
                assertThat(refusal.parameters()).containsEntry("what", "manage users and profiles");
            });
        }
    }

    @Test
    void where_nobody_can_more_than_look_nobody_is_kept() {
        unguarded(profile(
                ADMINISTRATORS,
                Acme.overridden(ADMINISTRATORS, USERS, "view"),
                Acme.overridden(ADMINISTRATORS, PROFILES, "view"),
                Acme.overridden(ADMINISTRATORS, CATALOG, "view")));

        given(user(GIL, new UserSuspended(GIL)), user(MARIA, new UserSuspended(MARIA)));
    }

    /// What is done while the guard of the last administrator is off.
    private void unguarded(TenantCommand... changes) {
        given(ofTenant(new TenantPolicyChanged(Policy.GUARD_LAST_ADMINISTRATOR, "true", "false")));
        given(changes);
        given(ofTenant(new TenantPolicyChanged(Policy.GUARD_LAST_ADMINISTRATOR, "false", "true")));
    }

    private Recorded profile(ProfileId profile, DomainEvent... events) {
        return Recorded.in(tenant, Kind.PROFILE, profile, events);
    }

    private boolean refusedToMandate(DomainEvent event) {
        return node.refusal(Acme.MANDATE, ofTenant(event))
                .filter(refusal -> refusal.code() == RejectionCode.LAST_ADMINISTRATOR)
                .isPresent();
    }

    private void refused(UserId who, Recorded change) {
        assertThat(refusal(who, change)).as("%s", change).hasValue(RejectionCode.LAST_ADMINISTRATOR);
    }
}
