package io.mandate.command.invariants;

import static io.mandate.command.testing.Acme.ADMINISTRATORS;
import static io.mandate.command.testing.Acme.CATALOG;
import static io.mandate.command.testing.Acme.CLERKS;
import static io.mandate.command.testing.Acme.GIL;
import static io.mandate.command.testing.Acme.INVOICES;
import static io.mandate.command.testing.Acme.MARIA;
import static io.mandate.command.testing.Acme.PROFILES;
import static io.mandate.command.testing.Acme.STAFF;
import static io.mandate.command.testing.Acme.USERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mandate.access.AccessView;
import io.mandate.command.gate.TenantCommand;
import io.mandate.command.given.GivenTenant;
import io.mandate.command.given.WatchedView;
import io.mandate.command.testing.Acme;
import io.mandate.command.testing.Recorded;
import io.mandate.events.DomainEvent;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.user.UserEvent.UserSuspended;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.UserId;
import io.mandate.live.identity.IdentityProviders;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/// All of it is done under the lock of the tenant: what grows with the tenant is not asked for nothing.
class CostOfGuardsTest {
    private static final UserId SAM = new UserId("sam");
    private static final ProfileId EDITORS = new ProfileId("editors");

    private static final Past NOT_ASKED = _ -> {
        throw new IllegalStateException("the past is gone through");
    };

    private final GivenTenant tenant = new GivenTenant();
    private final AtomicInteger before = new AtomicInteger();
    private final AtomicInteger after = new AtomicInteger();

    CostOfGuardsTest() {
        happened(Acme.begin(GivenTenant.TENANT));
        happened(
                Acme.profile(GivenTenant.TENANT, EDITORS, "Editors", PROFILES),
                Acme.user(GivenTenant.TENANT, SAM, STAFF, EDITORS));
    }

    @Test
    void cohorts_are_not_listed_for_changes_to_somebody_who_administers_nothing() {
        administrators(new UserSuspended(SAM), Acme.assigned(SAM, CLERKS));

        assertThat(before).hasValue(0);
        assertThat(after).hasValue(0);
    }

    @Test
    void cohorts_are_listed_once_of_each_view_by_each_guard_whatever_is_kept() {
        administrators(new UserSuspended(MARIA));

        assertThat(before).hasValue(2);
        assertThat(after).hasValue(2);
    }

    @Test
    void nor_are_they_for_each_event_of_a_saved_profile() {
        administrators(
                Acme.overridden(ADMINISTRATORS, INVOICES, "view"),
                Acme.overridden(ADMINISTRATORS, USERS, "view", "edit", "assign"),
                Acme.overridden(ADMINISTRATORS, PROFILES, "view", "edit"),
                Acme.overridden(ADMINISTRATORS, CATALOG, "view", "edit"));

        assertThat(before).as("once more to find whose profile it is").hasValue(4);
        assertThat(after).hasValue(2);
    }

    @Test
    void the_users_of_a_saved_profile_are_not_gone_through_unless_it_matters_who_they_are() {
        AccessView was = tenant.head();
        DomainEvent more = Acme.overridden(EDITORS, INVOICES, "edit");
        tenant.happened(more);
        AccessView is = WatchedView.of(
                tenant.head(),
                () -> {
                    throw new IllegalStateException("all users of the tenant are gone through");
                },
                "users",
                ProfileId.class);

        EscalationGuard guard = new EscalationGuard();
        guard.check(new Aftermath(was, is, List.of(more), GIL, NOT_ASKED));
        assertThatThrownBy(() -> guard.check(new Aftermath(was, is, List.of(more), SAM, NOT_ASKED)))
                .isInstanceOf(RejectedException.class);
    }

    @Test
    void the_past_is_not_gone_through_for_a_node_that_a_catalog_brings() {
        AccessView was = tenant.head();
        DomainEvent more = Acme.resource("commerce/orders", "commerce");
        tenant.happened(more);
        Taken taken = new Taken(new Aftermath(was, tenant.head(), List.of(more), GIL, NOT_ASKED));

        assertThat(taken.last(new NodeKey("commerce/orders"), new ActionName("view")))
                .isEmpty();
        assertThatThrownBy(() -> taken.last(INVOICES, new ActionName("view")))
                .isInstanceOf(IllegalStateException.class);
    }

    /// What both guards of the administrators do about these events.
    private void administrators(DomainEvent... events) {
        AccessView was = counted(before);
        tenant.happened(events);
        Aftermath aftermath = new Aftermath(was, counted(after), List.of(events), GIL, NOT_ASKED);
        new LastAdministrator().check(aftermath);
        new LastWayIn(new StaticListableBeanFactory().getBeanProvider(IdentityProviders.class)).check(aftermath);
    }

    private AccessView counted(AtomicInteger times) {
        return WatchedView.of(tenant.head(), times::incrementAndGet, "cohorts");
    }

    private void happened(TenantCommand... commands) {
        for (TenantCommand command : commands) {
            tenant.happened(((Recorded) command).events());
        }
    }
}
