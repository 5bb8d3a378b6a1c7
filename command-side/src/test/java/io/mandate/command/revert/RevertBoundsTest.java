package io.mandate.command.revert;

import static io.mandate.command.testing.Acme.ACME;
import static io.mandate.command.testing.Acme.INVOICES;
import static io.mandate.command.testing.Acme.MANDATE;
import static io.mandate.command.testing.Acme.STAFF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mandate.command.testing.Acme;
import io.mandate.command.testing.CommandNode;
import io.mandate.command.testing.Recorded;
import io.mandate.events.DomainEvent;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.values.Position;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.UserId;
import io.mandate.live.identity.Caller;
import io.mandate.store.append.StreamId.Kind;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// How much of history a revert reads at most.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RevertBoundsTest {
    private static final UserId RITA = new UserId("rita");
    private static final Caller RITAS = Acme.caller(ACME, RITA);
    private static final ProfileId LONG = new ProfileId("long");

    private CommandNode node;
    private Reverts reverts;

    /// Rita is a superuser: she may see the trail, whatever the catalog calls it.
    @BeforeAll
    void begin(@TempDir Path folder) {
        node = CommandNode.onNewDatabase(folder);
        node.send(MANDATE, Acme.begin(ACME));
        node.send(
                MANDATE,
                Recorded.in(ACME, Kind.CATALOG, "catalog", Acme.resource("administration/audit", "administration")),
                Acme.profile(ACME, LONG, "Long", INVOICES),
                Acme.user(ACME, RITA, Acme.ROOT, null),
                Acme.user(ACME, new UserId("sam"), STAFF, null));
        reverts = node.get(Reverts.class);
    }

    @AfterAll
    void end() {
        node.close();
    }

    @Test
    void of_a_commit_with_too_many_events_none_is_read() {
        Position huge = saves(5_001);
        RejectedException refusal = catchThrowableOfType(RejectedException.class, () -> reverting(huge));
        assertThat(refusal.rejection().parameters())
                .containsEntry("event", huge.toString())
                .containsEntry("rule", "it has more than 5000 events");
    }

    @Test
    void one_with_as_many_as_may_be_is_found() {
        Position large = saves(5_000);
        assertThat(reverting(large).end()).isEqualTo(large);
    }

    private Reverting reverting(Position position) {
        return reverts.of(CommandNode.request(RITAS, null, ""), ACME, position);
    }

    private Position saves(int events) {
        DomainEvent[] many = IntStream.range(0, events)
                .mapToObj(i -> Acme.overridden(LONG, INVOICES, i % 2 == 0 ? "view" : "edit"))
                .toArray(DomainEvent[]::new);
        return node.send(MANDATE, Recorded.in(ACME, Kind.PROFILE, LONG, many)).position();
    }
}
