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
}
