package io.mandate.command.token;

import static io.mandate.command.testing.Acme.ACME;
import static io.mandate.command.testing.Acme.GIL;
import static io.mandate.command.testing.Acme.MANDATE;
import static io.mandate.command.testing.Acme.STAFF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mandate.command.testing.Acme;
import io.mandate.command.testing.CommandNode;
import io.mandate.command.testing.Recorded;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.Actor;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.TokenId;
import io.mandate.events.values.UserId;
import io.mandate.live.identity.Caller;
import io.mandate.store.append.StreamId.Kind;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Letting an administrator in again takes an operator who may let the first one in.
class ReadmitAdministratorTest {
    private static final Instant SOON = Instant.now().plusSeconds(3_600);

    @Test
    void an_operator_who_may_only_look_lets_nobody_in(@TempDir Path folder) {
        try (CommandNode node = CommandNode.onNewDatabase(folder)) {
            node.send(MANDATE, Acme.begin(Caller.SYSTEM_TENANT));
            node.send(
                    MANDATE,
                    Recorded.in(
                            Caller.SYSTEM_TENANT,
                            Kind.CATALOG,
                            "catalog",
                            Acme.resource("operations/tenants", "administration")));
            operator(node, "watch", "view", "edit");
            operator(node, "registrar", "view", "create");
            node.send(MANDATE, Acme.begin(ACME));

            RejectedException refusal =
                    catchThrowableOfType(RejectedException.class, () -> node.send(caller("watch"), readmit("a1")));

            assertThat(refusal.rejection().code()).isEqualTo(RejectionCode.NOT_PERMITTED);
            assertThat(issued(node)).isZero();
            node.send(caller("registrar"), readmit("b2"));
            assertThat(issued(node)).isOne();
        }
    }

    private static void operator(CommandNode node, String name, String... actions) {
        ProfileId profile = new ProfileId(name);
        node.send(
                MANDATE,
                Recorded.in(
                        Caller.SYSTEM_TENANT,
                        Kind.PROFILE,
                        profile,
                        Acme.profileCreated(profile, name),
                        Acme.overridden(profile, new NodeKey("operations/tenants"), actions)),
                Acme.user(Caller.SYSTEM_TENANT, new UserId(name), STAFF, profile));
    }

    private static Caller caller(String operator) {
        return new Caller(
                Caller.SYSTEM_TENANT, new Actor(Actor.Kind.OPERATOR, new UserId(operator)), null, Set.of(), true);
    }

    private static ReadmitAdministrator readmit(String token) {
        return new ReadmitAdministrator(ACME, new TokenId(token), GIL, token.repeat(32), SOON);
    }

    private static long issued(CommandNode node) {
        return node.sql()
                .sql("select count(*) from mandate.domain_event where payload_type = 'TokenIssued'")
                .query(Long.class)
                .single();
    }
}
