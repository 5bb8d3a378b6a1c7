package io.mandate.command.gate;

import static io.mandate.command.testing.Acme.ADMINISTRATORS;
import static io.mandate.command.testing.Acme.CATALOG;
import static io.mandate.command.testing.Acme.CLERKS;
import static io.mandate.command.testing.Acme.GIL;
import static io.mandate.command.testing.Acme.MARIA;
import static io.mandate.command.testing.Acme.PROFILES;
import static io.mandate.command.testing.Acme.STAFF;
import static io.mandate.command.testing.Acme.USERS;
import static io.mandate.command.testing.Acme.caller;
import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.command.testing.Acme;
import io.mandate.command.testing.InNewAcme;
import io.mandate.command.testing.Recorded;
import io.mandate.events.catalog.CatalogEvent.RoleDefined;
import io.mandate.events.catalog.RoleDefinition;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.tenant.Policy;
import io.mandate.events.tenant.TenantEvent.TenantPolicyChanged;
import io.mandate.events.token.TokenEvent.TokenIssued;
import io.mandate.events.token.TokenEvent.TokenRevoked;
import io.mandate.events.user.UserEvent;
import io.mandate.events.user.UserEvent.UserDeleted;
import io.mandate.events.user.UserEvent.UserPerimeterChanged;
import io.mandate.events.user.UserEvent.UserRoleChanged;
import io.mandate.events.user.UserEvent.UserSuspended;
import io.mandate.events.user.UserEvent.UserUnassigned;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.Label;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.ProfileName;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.RoleTypeKey;
import io.mandate.events.values.ScopeExpression.CreatedByMe;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.TokenId;
import io.mandate.events.values.UserId;
import io.mandate.store.append.StreamId.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/// Gil and Maria may both manage users and profiles; Gil has a token, Maria has none.
class LastWayInTest extends InNewAcme {
    private static final AtomicLong SECRETS = new AtomicLong();

    @BeforeEach
    void aTokenOfGil() {
        issued(GIL, "first", null);
    }

    @Test
    void the_last_token_of_an_administrator_is_not_revoked() {
        Optional<Rejection> refusal = node.refusal(caller(tenant, GIL), revoked(GIL, "first"));

        assertThat(refusal).hasValueSatisfying(rejection -> {
            assertThat(rejection.code()).isEqualTo(RejectionCode.LAST_ADMINISTRATOR);
            assertThat(rejection.parameters().get("needed").toString()).contains("token");
        });
    }

    @Test
    void it_is_when_he_or_another_administrator_has_a_living_one() {
        issued(GIL, "second", null);
        accepted(revoked(GIL, "first"));
        refused(revoked(GIL, "second"));

        issued(MARIA, "marias", null);
        accepted(revoked(GIL, "second"));
        refused(revoked(MARIA, "marias"));
    }

    @Test
    void what_has_expired_or_is_somebody_elses_lets_no_administrator_in() {
        issued(MARIA, "expired", Instant.parse("2020-01-01T00:00:00Z"));
        given(Acme.user(tenant, SAM, STAFF, CLERKS));
        issued(SAM, "sams", null);

        refused(revoked(GIL, "first"));
        accepted(revoked(SAM, "sams"));
        accepted(revoked(MARIA, "expired"));
    }

    @Test
    void the_only_administrator_who_can_come_in_is_not_suspended_nor_his_profile_emptied() {
        given(Acme.user(tenant, SAM, STAFF, CLERKS));
        assertThat(refusal(MARIA, user(GIL, new UserSuspended(GIL)))).hasValue(RejectionCode.LAST_ADMINISTRATOR);
        refused(Recorded.in(tenant, Kind.PROFILE, ADMINISTRATORS, Acme.overridden(ADMINISTRATORS, PROFILES, "view")));

        issued(MARIA, "marias", null);
        assertThat(refusal(MARIA, user(GIL, new UserSuspended(GIL)))).isEmpty();
    }

    @Test
    void nor_is_he_deleted_limited_or_given_another_profile() {
        for (UserEvent event : List.of(
                new UserDeleted(GIL, STAFF, ADMINISTRATORS),
                new UserPerimeterChanged(GIL, null, new CreatedByMe()),
                new UserUnassigned(GIL, ADMINISTRATORS, new ProfileName("Administrators")),
                Acme.assigned(GIL, CLERKS))) {
            assertThat(refusal(MARIA, user(GIL, event))).as("%s", event).hasValue(RejectionCode.LAST_ADMINISTRATOR);
        }
    }

    @Test
    void nor_do_his_profile_and_the_catalog_take_from_him_what_others_keep() {
        ProfileId marias = new ProfileId("second");
        RoleKey chief = new RoleKey("CHIEF");
        RoleDefinition staff = new RoleDefinition(Label.of("Chief"), new RoleTypeKey("STAFF"), Set.of(), Set.of());
        given(
                Acme.profile(tenant, marias, "Second", USERS, PROFILES),
                catalog(new RoleDefined(chief, staff, null)),
                user(MARIA, Acme.assigned(MARIA, marias)),
                user(MARIA, new UserRoleChanged(MARIA, STAFF, chief)));

        Recorded less =
                Recorded.in(tenant, Kind.PROFILE, ADMINISTRATORS, Acme.overridden(ADMINISTRATORS, PROFILES, "view"));
        assertThat(refusal(MARIA, less)).hasValue(RejectionCode.LAST_ADMINISTRATOR);
        Recorded forChiefs = catalog(Acme.redefined(USERS, ActionSet.of("view", "edit", "assign"), Set.of(chief)));
        assertThat(refusal(MARIA, forChiefs)).hasValue(RejectionCode.LAST_ADMINISTRATOR);

        issued(MARIA, "marias", null);
        accept(MARIA, less);
        accept(MARIA, forChiefs);
    }

    @Test
    void the_last_token_by_which_the_catalog_is_edited_is_not_revoked() {
        ProfileId editors = new ProfileId("editors");
        given(Acme.profile(tenant, editors, "Editors", CATALOG), Acme.user(tenant, SAM, STAFF, editors));
        issued(SAM, "sams", null);
        given(Recorded.in(tenant, Kind.PROFILE, ADMINISTRATORS, Acme.overridden(ADMINISTRATORS, CATALOG, "view")));

        Optional<Rejection> refusal = node.refusal(caller(tenant, GIL), revoked(SAM, "sams"));

        assertThat(refusal).hasValueSatisfying(rejection -> {
            assertThat(rejection.code()).isEqualTo(RejectionCode.LAST_ADMINISTRATOR);
            assertThat(rejection.message()).contains("edit the catalog", "token");
        });
    }

    @Test
    void where_nobody_has_a_token_nothing_is_kept() {
        tenant = new TenantId("none-" + tenant);
        given(Acme.begin(tenant));

        assertThat(refusal(MARIA, user(GIL, new UserSuspended(GIL)))).isEmpty();
    }

    @Test
    void the_guard_can_be_switched_off() {
        given(ofTenant(new TenantPolicyChanged(Policy.GUARD_LAST_ADMINISTRATOR, "true", "false")));

        accepted(revoked(GIL, "first"));
    }

    @RepeatedTest(5)
    void of_two_who_revoke_the_last_two_tokens_at_once_one_is_refused() throws Exception {
        issued(MARIA, "marias", null);
        CyclicBarrier start = new CyclicBarrier(2);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Optional<RejectionCode>> one = threads.submit(() -> {
                start.await();
                return refusal(MARIA, revoked(GIL, "first"));
            });
            Future<Optional<RejectionCode>> other = threads.submit(() -> {
                start.await();
                return refusal(GIL, revoked(MARIA, "marias"));
            });
            assertThat(List.of(one.get(), other.get()).stream().flatMap(Optional::stream))
                    .containsExactly(RejectionCode.LAST_ADMINISTRATOR);
        }
    }

    private void accepted(Recorded change) {
        accept(GIL, change);
    }

    private void refused(Recorded change) {
        assertThat(refusal(GIL, change)).hasValue(RejectionCode.LAST_ADMINISTRATOR);
    }

    private void issued(UserId principal, String name, @Nullable Instant expiresAt) {
        TokenId token = id(name);
        String secret = String.format("%064x", SECRETS.incrementAndGet());
        TokenIssued issued = new TokenIssued(token, principal, secret, new TreeSet<>(), expiresAt);
        given(Recorded.in(tenant, Kind.TOKEN, token, issued));
    }

    private Recorded revoked(UserId principal, String name) {
        return Recorded.in(tenant, Kind.TOKEN, id(name), new TokenRevoked(id(name), principal));
    }

    private TokenId id(String name) {
        return new TokenId(tenant + "-" + name);
    }
}
