package io.mandate.command.races;

import static io.mandate.command.races.RaceTenant.each;
import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.command.testing.Acme;
import io.mandate.command.testing.Recorded;
import io.mandate.events.DomainEvent;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeRetired;
import io.mandate.store.append.StreamId.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Profiles speak of nodes that are in use.
interface CatalogRaces extends TwoNodes {
    int ROUNDS = 6;

    @Test
    default void nothing_is_said_of_a_node_any_more_once_it_is_retired() {
        RaceTenant tenant = tenant();
        for (int round = 0; round < ROUNDS; round++) {
            String node = "commerce/node-" + round;
            String profile = "speaking-" + round + "-";
            tenant.prepare(Recorded.in(tenant.id(), Kind.CATALOG, "catalog", Acme.resource(node, "commerce")));
            tenant.profiles(each(i -> profile + i));
            long begun = tenant.head();

            List<String> answers = tenant.race(
                    each(i -> i == 7 ? "gil retire " + node : "maria override " + profile + i + " " + node + " view"));

            assertThat(answers).isSubsetOf("ok", "NODE_RETIRED");
            List<DomainEvent> happened = tenant.after(begun).stream()
                    .map(recorded -> recorded.event())
                    .toList();
            assertThat(happened.getLast()).as("round %s", round).isInstanceOf(CatalogNodeRetired.class);
            assertThat(answers).filteredOn("ok"::equals).hasSize(happened.size());
        }
    }
}
