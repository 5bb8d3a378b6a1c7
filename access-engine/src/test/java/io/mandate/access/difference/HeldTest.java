package io.mandate.access.difference;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.access.scope.OwnValues;
import io.mandate.access.scope.Scopes;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.FieldName;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.ScopeExpression;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class HeldTest {
    private static final ScopeExpression MINE = new ScopeExpression.CreatedByMe();
    private static final ScopeExpression ASSIGNED = new ScopeExpression.AssignedToMe();
    private static final ScopeExpression EITHER = new ScopeExpression.AnyOf(List.of(MINE, ASSIGNED));

    @Test
    void what_was_not_there_is_gained_and_what_is_not_there_any_more_is_lost() {
        assertThat(Held.changes(null, held(MINE))).containsExactly(Change.GAINED);
        assertThat(Held.changes(held(MINE), null)).containsExactly(Change.LOST);
        assertThat(Held.changes(null, null)).isEmpty();
    }

    @Test
    void scopes_are_compared_by_what_they_reach() {
        assertThat(Held.changes(held(MINE), held(EITHER))).containsExactly(Change.SCOPE_WIDENED);
        assertThat(Held.changes(held(Scopes.ALL), held(EITHER))).containsExactly(Change.SCOPE_NARROWED);
        assertThat(Held.changes(held(MINE), held(ASSIGNED))).containsExactly(Change.SCOPE_CHANGED);
    }

    @Test
    void the_same_scope_written_in_another_way_is_no_change() {
        ScopeExpression wrapped = new ScopeExpression.AnyOf(List.of(new ScopeExpression.AllOf(List.of(MINE)), MINE));
        assertThat(Held.changes(held(MINE), held(wrapped))).isEmpty();
    }

    @Test
    void scope_mask_and_condition_can_change_at_once() {
        Held before = new Held(Scopes.ALL, fields("phone"), 3, null);
        Held after = new Held(MINE, fields("phone", "email"), 3, "context.hour < 18");
        assertThat(Held.changes(before, after))
                .containsExactlyInAnyOrder(Change.SCOPE_NARROWED, Change.MASK_CHANGED, Change.CONDITION_CHANGED);
        assertThat(Held.changes(before, new Held(Scopes.ALL, fields("phone"), 4, null)))
                .containsExactly(Change.MASK_CHANGED);
    }

    @Test
    void a_users_own_attributes_stand_where_a_scope_names_them() {
        AttributeKey region = new AttributeKey("region");
        ScopeExpression scope = new ScopeExpression.AllOf(List.of(
                new ScopeExpression.Attribute(region, new TreeSet<>(Set.of("$user.region", "west"))),
                new ScopeExpression.Selected(new TreeSet<>(Set.of(new RecordId("r"))))));
        ScopeExpression north = OwnValues.in(scope, Map.of(region, "north"));
        assertThat(north)
                .isEqualTo(new ScopeExpression.AllOf(List.of(
                        new ScopeExpression.Attribute(region, new TreeSet<>(Set.of("north", "west"))),
                        new ScopeExpression.Selected(new TreeSet<>(Set.of(new RecordId("r")))))));
        assertThat(Held.changes(held(north), held(OwnValues.in(scope, Map.of()))))
                .containsExactly(Change.SCOPE_NARROWED);
    }

    private static Held held(ScopeExpression scope) {
        return new Held(scope, new TreeSet<>(), 0, null);
    }

    private static SortedSet<FieldName> fields(String... names) {
        SortedSet<FieldName> fields = new TreeSet<>();
        List.of(names).forEach(name -> fields.add(new FieldName(name)));
        return fields;
    }
}
