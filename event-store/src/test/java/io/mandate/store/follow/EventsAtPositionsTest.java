package io.mandate.store.follow;

import static io.mandate.store.Samples.ACME;
import static io.mandate.store.Samples.person;
import static io.mandate.store.Samples.rules;
import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.events.RecordedEvent;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import io.mandate.store.Samples;
import io.mandate.store.StoreNode;
import io.mandate.store.follow.EventReader.Personal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventsAtPositionsTest {

    @Test
    void the_wanted_events_come_in_order_opened_and_of_that_tenant_only(@TempDir Path folder) {
        try (StoreNode node = StoreNode.onNewDatabase(folder)) {
            TenantId other = new TenantId("other");
            Samples.register(node, ACME);
            Samples.register(node, other);
            Samples.commit(node, ACME, rules(1), person(new UserId("eve"), "eve@x.io", "Eve", "Park"), rules(2));
            Samples.commit(node, other, rules(3), rules(4));
            EventReader reader = node.get(EventReader.class);

            List<RecordedEvent> events = reader.events(ACME, List.of(3L, 2L, 99L));

            assertThat(events)
                    .isEqualTo(List.of(
                            reader.event(ACME, 2).orElseThrow(),
                            reader.event(ACME, 3).orElseThrow()));
            assertThat(events.getFirst().event()).isEqualTo(person(new UserId("eve"), "eve@x.io", "Eve", "Park"));
            assertThat(reader.events(ACME, List.of())).isEmpty();
        }
    }

    @Test
    void what_happened_to_some_streams_between_two_positions_comes_at_once(@TempDir Path folder) {
        try (StoreNode node = StoreNode.onNewDatabase(folder)) {
            TenantId other = new TenantId("other");
            Samples.register(node, ACME);
            Samples.register(node, other);
            UserId eve = new UserId("eve");
            Samples.commit(node, ACME, rules(1), person(eve, "eve@x.io", "Eve", "Park"), rules(2));
            Samples.commit(node, ACME, rules(3));
            Samples.commit(node, other, rules(1), person(eve, "eve@x.io", "Eve", "Park"));
            EventReader reader = node.get(EventReader.class);
            List<RecordedEvent> all = reader.events(ACME, List.of(1L, 2L, 3L, 4L));
            String ruled = all.getLast().aggregateId();
            String user = all.stream()
                    .filter(event -> event.aggregateId().endsWith("eve"))
                    .findFirst()
                    .orElseThrow()
                    .aggregateId();
            List<String> both = List.of(user, ruled);

            assertThat(reader.between(ACME, both, 0, 99, 99, Personal.OPENED)).isEqualTo(all);
            assertThat(reader.between(ACME, both, 2, 4, 99, Personal.OPENED)).isEqualTo(all.subList(2, 3));
            assertThat(reader.between(ACME, List.of(ruled), 1, 99, 2, Personal.OPENED))
                    .extracting(RecordedEvent::seq)
                    .containsExactly(3L, 4L);
            assertThat(reader.between(ACME, List.of(), 0, 99, 99, Personal.OPENED))
                    .isEmpty();
            assertThat(reader.between(other, both, 0, 99, 99, Personal.OPENED)).isEmpty();
        }
    }
}
