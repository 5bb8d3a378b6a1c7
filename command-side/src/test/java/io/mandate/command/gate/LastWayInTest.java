package io.mandate.command.gate;

import static io.mandate.command.testing.Acme.ADMINISTRATORS;
import static io.mandate.command.testing.Acme.CLERKS;
import static io.mandate.command.testing.Acme.GIL;
import static io.mandate.command.testing.Acme.MANDATE;
import static io.mandate.command.testing.Acme.MARIA;
import static io.mandate.command.testing.Acme.PROFILES;
import static io.mandate.command.testing.Acme.STAFF;
import static io.mandate.command.testing.Acme.caller;
import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.command.testing.Acme;
import io.mandate.command.testing.CommandNode;
import io.mandate.command.testing.Recorded;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.tenant.Policy;
import io.mandate.events.tenant.TenantEvent.TenantPolicyChanged;
import io.mandate.events.token.TokenEvent.TokenIssued;
import io.mandate.events.token.TokenEvent.TokenRevoked;
import io.mandate.events.user.UserEvent.UserSuspended;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.TokenId;
import io.mandate.events.values.UserId;
import io.mandate.store.append.StreamId.Kind;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Gil and Maria may both manage users and profiles; Gil has a token, Maria has none.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LastWayInTest {
    private static final UserId SAM = new UserId("sam");

    private CommandNode node;
    private TenantId tenant;
    private int tenants;
    private int tokens;

    @BeforeAll
    void begin(@TempDir Path folder) {
        node = CommandNode.onNewDatabase(folder);
    }

    @AfterAll
    void end() {
        node.close();
    }

    @BeforeEach
    void newTenant() {
        tenant = new TenantId("way-in-" + tenants++);
        node.send(MANDATE, Acme.begin(tenant));
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
        node.send(MANDATE, Acme.user(tenant, SAM, STAFF, CLERKS));
        issued(SAM, "sams", null);

        refused(revoked(GIL, "first"));
        accepted(revoked(SAM, "sams"));
        accepted(revoked(MARIA, "expired"));
    }

    @Test
    void the_only_administrator_who_can_come_in_is_not_suspended_nor_his_profile_emptied() {
        node.send(MANDATE, Acme.user(tenant, SAM, STAFF, CLERKS));
        assertThat(node.refusal(caller(tenant, MARIA), Recorded.in(tenant, Kind.USER, GIL, new UserSuspended(GIL)))
                        .map(Rejection::code))
                .hasValue(RejectionCode.LAST_ADMINISTRATOR);
        refused(Recorded.in(tenant, Kind.PROFILE, ADMINISTRATORS, Acme.overridden(ADMINISTRATORS, PROFILES, "view")));

        issued(MARIA, "marias", null);
        assertThat(node.refusal(caller(tenant, MARIA), Recorded.in(tenant, Kind.USER, GIL, new UserSuspended(GIL))))
                .isEmpty();
    }

    @Test
    void where_nobody_has_a_token_nothing_is_kept() {
        tenant = new TenantId("way-in-none-" + tenants);
        node.send(MANDATE, Acme.begin(tenant));

        assertThat(node.refusal(caller(tenant, MARIA), Recorded.in(tenant, Kind.USER, GIL, new UserSuspended(GIL))))
                .isEmpty();
    }

    @Test
    void the_guard_can_be_switched_off() {
        node.send(
                MANDATE,
                Recorded.in(
                        tenant,
                        Kind.TENANT,
                        "tenant",
                        new TenantPolicyChanged(Policy.GUARD_LAST_ADMINISTRATOR, "true", "false")));

        accepted(revoked(GIL, "first"));
    }

    @RepeatedTest(5)
    void of_two_who_revoke_the_last_two_tokens_at_once_one_is_refused() throws Exception {
        issued(MARIA, "marias", null);
        CyclicBarrier start = new CyclicBarrier(2);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Optional<Rejection>> one = threads.submit(() -> {
                start.await();
                return node.refusal(caller(tenant, MARIA), revoked(GIL, "first"));
            });
            Future<Optional<Rejection>> other = threads.submit(() -> {
                start.await();
                return node.refusal(caller(tenant, GIL), revoked(MARIA, "marias"));
            });
            assertThat(List.of(one.get(), other.get()).stream()
                            .flatMap(Optional::stream)
                            .map(Rejection::code))
                    .containsExactly(RejectionCode.LAST_ADMINISTRATOR);
        }
    }

    private void accepted(Recorded change) {
        assertThat(node.refusal(caller(tenant, GIL), change)).isEmpty();
    }

    private void refused(Recorded change) {
        assertThat(node.refusal(caller(tenant, GIL), change).map(Rejection::code))
                .hasValue(RejectionCode.LAST_ADMINISTRATOR);
    }

    private void issued(UserId principal, String name, @Nullable Instant expiresAt) {
        TokenId token = id(name);
        String secret = String.format("%062x", tokens++) + String.format("%02x", tenants % 256);
        node.send(
                MANDATE,
                Recorded.in(
                        tenant,
                        Kind.TOKEN,
                        token,
                        new TokenIssued(token, principal, secret, new TreeSet<>(), expiresAt)));
    }

    private Recorded revoked(UserId principal, String name) {
        return Recorded.in(tenant, Kind.TOKEN, id(name), new TokenRevoked(id(name), principal));
    }

    private TokenId id(String name) {
        return new TokenId(tenant + "-" + name);
    }
}
