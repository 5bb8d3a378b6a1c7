package io.mandate.command.token;

import static io.mandate.command.testing.Acme.ACME;
import static io.mandate.command.testing.Acme.CATALOG;
import static io.mandate.command.testing.Acme.CLERKS;
import static io.mandate.command.testing.Acme.GIL;
import static io.mandate.command.testing.Acme.MANDATE;
import static io.mandate.command.testing.Acme.STAFF;
import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.command.testing.Acme;
import io.mandate.command.testing.CommandNode;
import io.mandate.command.testing.Recorded;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.Actor;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.TokenId;
import io.mandate.events.values.UserId;
import io.mandate.live.identity.Caller;
import io.mandate.live.identity.Operators;
import io.mandate.store.append.StreamId.Kind;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Letting an administrator in again takes an operator who may let the first one in.
class ReadmitAdministratorTest {
    private static final Instant SOON = Instant.now().plusSeconds(3_600);
    private static final TenantId SYSTEM = Caller.SYSTEM_TENANT;
    private static final UserId SAM = new UserId("sam");

    private static CommandNode node;

    @BeforeAll
    static void operators(@TempDir Path folder) {
        node = CommandNode.onNewDatabase(folder);
        node.send(MANDATE, Acme.begin(SYSTEM));
        node.send(
                MANDATE,
                Recorded.in(
                        SYSTEM, Kind.CATALOG, "catalog", Acme.resource(Operators.TENANTS.value(), "administration")));
        only(SYSTEM, "watch", Operators.TENANTS, "view", "edit");
        only(SYSTEM, "registrar", Operators.TENANTS, "view", "create");
        node.send(MANDATE, Acme.begin(ACME));
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void an_operator_who_may_only_look_lets_nobody_in() {
        assertThat(node.refusal(operator("watch"), readmit(ACME, GIL, "a1")).map(Rejection::code))
                .hasValue(RejectionCode.NOT_PERMITTED);
        assertThat(issued("a1")).isFalse();
        accepted(operator("registrar"), readmit(ACME, GIL, "b2"));
        assertThat(issued("b2")).isTrue();
    }

    @Test
    void so_is_whoever_alone_edits_the_catalog_or_manages_the_tenants() {
        only(ACME, "sam", CATALOG, "view", "edit");
        accepted(operator("registrar"), readmit(ACME, SAM, "c3"));
        only(SYSTEM, "sam", Operators.TENANTS, "view", "create", "edit");
        accepted(new Caller(SYSTEM, Actor.MANDATE, null, Set.of(), true), readmit(SYSTEM, SAM, "d4"));
    }

    @Test
    void nobody_else_is_and_the_operator_is_told_what_it_takes() {
        UserId eve = new UserId("eve");
        node.send(MANDATE, Acme.user(ACME, eve, STAFF, CLERKS));
        node.send(MANDATE, Acme.user(SYSTEM, eve, STAFF, CLERKS));

        assertThat(refused(ACME, eve))
                .isEqualTo("eve is not active, or can neither manage users and profiles nor edit the catalog");
        assertThat(refused(SYSTEM, eve))
                .asString()
                .endsWith("edit the catalog nor manage the tenants of the installation");
    }

    private static Object refused(TenantId tenant, UserId who) {
        Rejection refusal =
                node.refusal(operator("registrar"), readmit(tenant, who, "e5")).orElseThrow();
        assertThat(refusal.code()).isEqualTo(RejectionCode.FIELD_INVALID);
        return refusal.parameters().get("rule");
    }

    /// Somebody who may do that and nothing else.
    private static void only(TenantId tenant, String name, NodeKey of, String... actions) {
        ProfileId profile = new ProfileId(name);
        node.send(
                MANDATE,
                Recorded.in(
                        tenant,
                        Kind.PROFILE,
                        profile,
                        Acme.profileCreated(profile, name),
                        Acme.overridden(profile, of, actions)),
                Acme.user(tenant, new UserId(name), STAFF, profile));
    }

    private static Caller operator(String name) {
        return new Caller(SYSTEM, new Actor(Actor.Kind.OPERATOR, new UserId(name)), null, Set.of(), true);
    }

    private static void accepted(Caller caller, ReadmitAdministrator command) {
        assertThat(node.refusal(caller, command)).isEqualTo(Optional.empty());
    }

    private static ReadmitAdministrator readmit(TenantId tenant, UserId administrator, String token) {
        return new ReadmitAdministrator(tenant, new TokenId(token), administrator, token.repeat(32), SOON);
    }

    private static boolean issued(String token) {
        return node.live().now(ACME).token(new TokenId(token)) != null;
    }
}
