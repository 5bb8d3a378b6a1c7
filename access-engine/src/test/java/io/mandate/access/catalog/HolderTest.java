package io.mandate.access.catalog;

import static io.mandate.access.catalog.BareNodes.node;
import static io.mandate.access.history.Log.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.access.history.Log;
import io.mandate.access.index.AccessIndex;
import io.mandate.access.index.IndexSnapshot;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeRetired;
import io.mandate.events.values.NodeKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class HolderTest {
    private static final NodeKey ONE = new NodeKey("one");
    private static final NodeKey TWO = new NodeKey("two");

    @Test
    void a_dropped_name_is_still_held_by_the_node_that_had_it() {
        Catalog catalog = new Log()
                .commit(node(ONE, "first"))
                .commit(node(ONE))
                .commit(new CatalogNodeRetired(ONE))
                .now()
                .catalog();
        assertThat(catalog.holder("first")).isEqualTo(ONE);
        assertThat(catalog.nodeByNameOrAlias("first")).isNull();
        assertThat(catalog.holder("second")).isNull();
    }

    @Test
    void where_several_had_a_name_it_is_the_last_and_before_that_the_one_whose_key_it_is() {
        Log log = new Log().commit(node(ONE, "first"), node(ONE), node(TWO, "first"));
        assertThat(log.now().catalog().holder("first")).isEqualTo(TWO);
        log.commit(node(ONE, "two"));
        assertThat(log.now().catalog().holder("two")).isEqualTo(TWO);
    }

    @Test
    void catalogs_of_before_do_not_know_what_came_later() {
        AccessIndex index =
                new Log().commit(node(ONE)).commit(node(ONE, "first")).index();
        assertThat(index.at(TENANT, 1).catalog().holder("first")).isNull();
    }

    @Test
    void a_snapshot_remembers_dropped_names_too() throws IOException {
        AccessIndex index =
                new Log().commit(node(ONE, "first")).commit(node(ONE)).index();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        IndexSnapshot.write(index, "origin", bytes);
        AccessIndex read = IndexSnapshot.read(new ByteArrayInputStream(bytes.toByteArray()), "origin");
        assertThat(read.now(TENANT).catalog().holder("first")).isEqualTo(ONE);
    }
}
