package io.mandate.access.scope;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.access.history.RandomHistory;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.InstanceType;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.ScopeExpression.AllOf;
import io.mandate.events.values.ScopeExpression.AnyOf;
import io.mandate.events.values.ScopeExpression.AssignedToMe;
import io.mandate.events.values.ScopeExpression.Attribute;
import io.mandate.events.values.ScopeExpression.CreatedByMe;
import io.mandate.events.values.ScopeExpression.Selected;
import io.mandate.events.values.ScopeExpression.Within;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ScopesTest {
    private static final ScopeExpression CREATED = new CreatedByMe();
    private static final ScopeExpression ASSIGNED = new AssignedToMe();

    @Test
    void all_covers_everything_and_is_covered_by_nothing_less() {
        assertThat(Scopes.covers(Scopes.ALL, CREATED)).isTrue();
        assertThat(Scopes.covers(CREATED, Scopes.ALL)).isFalse();
        assertThat(Scopes.covers(new AllOf(List.of()), Scopes.ALL)).isTrue();
        assertThat(Scopes.covers(CREATED, Scopes.NOTHING)).isTrue();
    }

    @Test
    void an_alternative_more_is_wider_and_a_demand_more_is_narrower() {
        ScopeExpression either = new AnyOf(List.of(CREATED, ASSIGNED));
        ScopeExpression both = new AllOf(List.of(CREATED, ASSIGNED));

        assertThat(Scopes.covers(either, CREATED)).isTrue();
        assertThat(Scopes.covers(CREATED, either)).isFalse();
        assertThat(Scopes.covers(CREATED, both)).isTrue();
        assertThat(Scopes.covers(both, CREATED)).isFalse();
        assertThat(Scopes.covers(either, new AnyOf(List.of(ASSIGNED, CREATED)))).isTrue();
    }

    @Test
    void a_longer_list_of_one_kind_is_wider() {
        assertThat(Scopes.covers(selected("a", "b"), selected("a"))).isTrue();
        assertThat(Scopes.covers(selected("a"), selected("a", "b"))).isFalse();
        assertThat(Scopes.covers(within("team", "a", "b"), within("team", "b"))).isTrue();
        assertThat(Scopes.covers(within("region", "b"), within("team", "b"))).isFalse();
        assertThat(Scopes.covers(attribute("x", "1", "2"), attribute("x", "1"))).isTrue();
        assertThat(Scopes.covers(attribute("y", "1"), attribute("x", "1"))).isFalse();
    }

    @Test
    void two_cover_a_list_of_which_each_covers_a_part() {
        ScopeExpression rest = new AnyOf(List.of(selected("b"), CREATED));
        assertThat(Scopes.coverTogether(selected("a"), rest, selected("a", "b")))
                .isTrue();
        assertThat(Scopes.coverTogether(selected("a"), rest, new AnyOf(List.of(selected("a", "b"), CREATED))))
                .isTrue();
        assertThat(Scopes.coverTogether(selected("a"), rest, selected("a", "b", "c")))
                .isFalse();
        assertThat(Scopes.coverTogether(attribute("x", "1"), attribute("x", "2"), attribute("x", "1", "2")))
                .isTrue();
        assertThat(Scopes.coverTogether(attribute("x", "1"), attribute("y", "2"), attribute("x", "1", "2")))
                .isFalse();
        assertThat(Scopes.coverTogether(within("team", "a"), within("team", "b"), within("team", "a", "b")))
                .isTrue();
        assertThat(Scopes.coverTogether(CREATED, ASSIGNED, Scopes.ALL)).isFalse();
    }

    /// Never wrongly true: what covers reaches every record that is covered.
    @Test
    void whatever_covers_reaches_every_record_of_the_covered() {
        RandomHistory random = new RandomHistory(7);
        int covered = 0;
        for (int i = 0; i < 60_000; i++) {
            ScopeExpression wider = random.scope(2);
            ScopeExpression narrower = random.scope(2);
            if (Scopes.covers(wider, narrower)) {
                Reach reach = new Reach(
                        RandomHistory.user(0),
                        Map.of(new AttributeKey("region"), "north"),
                        random.record(),
                        random.data());
                if (reach.of(narrower)) {
                    covered++;
                    assertThat(reach.of(wider))
                            .as("%s covers %s at %s", wider, narrower, reach)
                            .isTrue();
                }
            }
        }
        assertThat(covered).isGreaterThan(2_000);
    }

    @Test
    void both_leaves_out_what_restricts_nothing() {
        assertThat(Scopes.both(Scopes.ALL, CREATED)).isEqualTo(CREATED);
        assertThat(Scopes.both(CREATED, Scopes.ALL)).isEqualTo(CREATED);
        assertThat(Scopes.both(CREATED, CREATED)).isEqualTo(CREATED);
        assertThat(Scopes.both(CREATED, ASSIGNED)).isEqualTo(new AllOf(List.of(CREATED, ASSIGNED)));
    }

    private static ScopeExpression selected(String... ids) {
        return new Selected(ids(ids));
    }

    private static ScopeExpression within(String type, String... ids) {
        return new Within(new InstanceType(type), ids(ids));
    }

    private static ScopeExpression attribute(String name, String... values) {
        return new Attribute(new AttributeKey(name), new TreeSet<>(Set.of(values)));
    }

    private static TreeSet<RecordId> ids(String... ids) {
        TreeSet<RecordId> all = new TreeSet<>();
        for (String id : ids) {
            all.add(new RecordId(id));
        }
        return all;
    }
}
