package io.mandate.events.values;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ActionSetTest {
    private static final ActionSet VIEW_EDIT = ActionSet.of("view", "edit");
    private static final ActionSet EDIT_DELETE = ActionSet.of("edit", "delete");

    @Test
    void order_and_repetition_do_not_matter() {
        ActionSet other = ActionSet.of("view", "edit", "view");

        assertThat(other).isEqualTo(ActionSet.of("edit", "view")).hasSameHashCodeAs(ActionSet.of("edit", "view"));
        assertThat(other).hasToString("{edit, view}");
    }

    @Test
    void it_keeps_nothing_of_the_collection_it_was_made_from() {
        List<ActionName> names = new ArrayList<>(List.of(new ActionName("view")));
        ActionSet set = new ActionSet(names);
        names.add(new ActionName("edit"));

        assertThat(set).isEqualTo(ActionSet.of("view"));
    }

    @Test
    void sets_are_combined() {
        assertThat(VIEW_EDIT.intersect(EDIT_DELETE)).isEqualTo(ActionSet.of("edit"));
        assertThat(VIEW_EDIT.union(EDIT_DELETE)).isEqualTo(ActionSet.of("delete", "edit", "view"));
        assertThat(VIEW_EDIT.without(EDIT_DELETE)).isEqualTo(ActionSet.of("view"));
        assertThat(VIEW_EDIT.without(VIEW_EDIT)).isEqualTo(ActionSet.NONE);
    }

    @Test
    void every_set_holds_the_empty_one() {
        assertThat(ActionSet.NONE.containsAll(ActionSet.NONE)).isTrue();
        assertThat(VIEW_EDIT.containsAll(ActionSet.NONE)).isTrue();
        assertThat(ActionSet.NONE.containsAll(VIEW_EDIT)).isFalse();
        assertThat(ActionSet.NONE.isEmpty()).isTrue();
        assertThat(VIEW_EDIT.contains(new ActionName("delete"))).isFalse();
    }
}
