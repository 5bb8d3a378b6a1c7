package io.mandate.access.catalog;

import static io.mandate.access.history.Log.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.mandate.access.history.Log;
import io.mandate.access.history.RandomHistory;
import io.mandate.access.index.AccessIndex;
import io.mandate.events.DomainEvent;
import io.mandate.events.RecordedEvent;
import io.mandate.events.catalog.CatalogEvent;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeDefined;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeRetired;
import io.mandate.events.values.NodeKey;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

class CatalogFoldTest {
    @Property(tries = 50, shrinking = ShrinkingMode.OFF)
    void many_events_at_once_are_the_same_as_one_by_one(@ForAll long seed) {
        Catalog single = Catalog.EMPTY;
        CatalogFold fold = new CatalogFold(Catalog.EMPTY);
        for (List<RecordedEvent> commit : new RandomHistory(seed).log(80).commits()) {
            for (RecordedEvent recorded : commit) {
                if (recorded.event() instanceof CatalogEvent event) {
                    single = single.after(event, recorded.seq());
                    fold.fold(event, recorded.seq());
                }
            }
        }
        same(fold.catalog(), single);
    }

    private static void same(Catalog actual, Catalog expected) {
        assertThat(List.copyOf(actual.nodes())).isEqualTo(List.copyOf(expected.nodes()));
        assertThat(actual.roles()).isEqualTo(expected.roles());
        assertThat(actual.roleTypes()).isEqualTo(expected.roleTypes());
        assertThat(actual.seq()).isEqualTo(expected.seq());
    }

    @Test
    void events_that_share_a_position_all_count() {
        CatalogFold fold = new CatalogFold(Catalog.EMPTY);
        fold.fold(defined(1), 1);
        fold.fold(defined(2), 1);

        assertThat(fold.catalog().after(defined(3), 1).nodes()).hasSize(3);
    }

    @Test
    void the_catalog_it_began_with_stays_as_it_is() {
        Catalog before = Catalog.EMPTY.after(defined(1), 1);
        CatalogFold fold = new CatalogFold(before);
        fold.fold(new CatalogNodeRetired(new NodeKey("n1")), 2);

        assertThat(fold.catalog().nodes()).first().matches(CatalogNode::retired);
        assertThat(before.nodes()).first().matches(node -> !node.retired());
    }

    @Test
    void ten_times_the_nodes_take_ten_times_the_memory_to_fold_and_not_a_hundred() {
        allocatedFor(500);
        long small = allocatedFor(500);
        long large = allocatedFor(5_000);

        assertThat(large).isLessThan(small * 20);
    }

    private static long allocatedFor(int nodes) {
        DomainEvent[] events =
                IntStream.range(0, nodes).mapToObj(CatalogFoldTest::defined).toArray(DomainEvent[]::new);
        List<RecordedEvent> commit = new Log().commit(events).commits().getFirst();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        AccessIndex index = new AccessIndex();
        long before = threads.getCurrentThreadAllocatedBytes();
        index.apply(TENANT, commit);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(index.now(TENANT).catalog().nodes()).hasSize(nodes);
        return allocated;
    }

    private static CatalogNodeDefined defined(int number) {
        return BareNodes.node(new NodeKey("n" + number));
    }
}
