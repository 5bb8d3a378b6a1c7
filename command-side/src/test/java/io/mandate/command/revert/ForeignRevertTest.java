package io.mandate.command.revert;

import static io.mandate.command.testing.Acme.ACME;
import static io.mandate.command.testing.Acme.MANDATE;
import static io.mandate.command.testing.Acme.STAFF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mandate.command.testing.Acme;
import io.mandate.command.testing.CommandNode;
import io.mandate.command.testing.Recorded;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.tenant.Availability;
import io.mandate.events.tenant.TenantEvent.ModuleAvailabilityChanged;
import io.mandate.events.values.Actor;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.Position;
import io.mandate.events.values.UserId;
import io.mandate.live.identity.Caller;
import io.mandate.store.append.StreamId.Kind;
import io.mandate.store.follow.EventReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An operator who takes something back in a tenant that is not his sees nothing of its persons on
/// the way.
class ForeignRevertTest {
    private static final UserId OPS = new UserId("ops");
    private static final NodeKey COMMERCE = new NodeKey("commerce");
    private static final Caller OPERATOR =
            new Caller(Caller.SYSTEM_TENANT, new Actor(Actor.Kind.OPERATOR, OPS), null, Set.of(), true);

    @Test
    void nothing_personal_is_opened_to_find_out_whether_it_can_be_taken_back(@TempDir Path folder) {
        try (CommandNode node = CommandNode.onNewDatabase(folder)) {
            node.send(MANDATE, Acme.begin(Caller.SYSTEM_TENANT));
            node.send(
                    MANDATE,
                    Recorded.in(
                            Caller.SYSTEM_TENANT,
                            Kind.CATALOG,
                            "catalog",
                            Acme.resource("operations/tenants", "administration")),
                    Acme.user(Caller.SYSTEM_TENANT, OPS, Acme.ROOT, null));
            Position begun = node.send(MANDATE, Acme.begin(ACME)).position();
            Position person = node.send(MANDATE, Acme.user(ACME, new UserId("sam"), STAFF, null))
                    .position();
            Position closed = node.send(
                            MANDATE,
                            Recorded.in(
                                    ACME,
                                    Kind.TENANT,
                                    ACME.value(),
                                    new ModuleAvailabilityChanged(
                                            COMMERCE, Availability.AVAILABLE, Availability.UNAVAILABLE)))
                    .position();
            node.sql()
                    .sql("update mandate.subject_key set wrapped = '\\xbad0' where tenant = 'acme'")
                    .update();

            try (CommandNode cold = node.another()) {
                assertThatThrownBy(() -> cold.get(EventReader.class).event(ACME, person.seq()))
                        .as("whoever opens it notices")
                        .isInstanceOf(RuntimeException.class)
                        .isNotInstanceOf(RejectedException.class);
                // By the event that has the names, and by the last one of its commit.
                for (Position any : List.of(new Position(begun.store(), begun.seq() + 1), person)) {
                    RejectedException refusal =
                            catchThrowableOfType(RejectedException.class, () -> reverting(cold, any));
                    assertThat(refusal.rejection().code()).isEqualTo(RejectionCode.REVERT_IMPOSSIBLE);
                    assertThat(refusal.rejection().parameters())
                            .containsOnly(
                                    Map.entry("event", person.toString()),
                                    Map.entry(
                                            "rule",
                                            "of another tenant, quotas and availability alone can be taken back"));
                }
                assertThat(reverting(cold, closed).commands()).hasSize(1);
            }
        }
    }

    private static Reverting reverting(CommandNode node, Position position) {
        return node.get(Reverts.class).of(CommandNode.request(OPERATOR, null, ""), ACME, position);
    }
}
