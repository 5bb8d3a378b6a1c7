package io.mandate.events.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mandate.events.values.ScopeExpression.All;
import io.mandate.events.values.ScopeExpression.AllOf;
import io.mandate.events.values.ScopeExpression.AnyOf;
import io.mandate.events.values.ScopeExpression.Attribute;
import io.mandate.events.values.ScopeExpression.Selected;
import io.mandate.events.values.ScopeExpression.Within;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ScopeExpressionTest {
    @Test
    void it_keeps_nothing_of_the_collections_it_was_made_from() {
        SortedSet<RecordId> ids = new TreeSet<>(List.of(new RecordId("r-1")));
        List<ScopeExpression> parts = new ArrayList<>(List.of(new All()));
        Selected selected = new Selected(ids);
        AnyOf any = new AnyOf(parts);
        ids.clear();
        parts.clear();

        assertThat(selected.ids()).hasSize(1);
        assertThat(any.parts()).hasSize(1);
        assertThatThrownBy(() -> selected.ids().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> any.parts().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void lists_inside_have_a_longest_length() {
        SortedSet<RecordId> most = new TreeSet<>();
        SortedSet<String> values = new TreeSet<>();
        for (int i = 0; i < ScopeExpression.WIDEST; i++) {
            most.add(new RecordId("r-" + i));
            values.add("v-" + i);
        }
        assertThat(new Selected(most).ids()).hasSize(ScopeExpression.WIDEST);
        most.add(new RecordId("r"));
        values.add("v");

        assertThatThrownBy(() -> new Selected(most)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new Within(new InstanceType("team"), most)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new Attribute(new AttributeKey("region"), values))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void combinations_have_a_longest_length() {
        assertThat(new AllOf(Collections.nCopies(100, new All())).parts()).hasSize(100);
        assertThatThrownBy(() -> new AllOf(Collections.nCopies(101, new All())))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new AnyOf(Collections.nCopies(101, new All())))
                .isInstanceOf(InvalidValueException.class);
    }
}
