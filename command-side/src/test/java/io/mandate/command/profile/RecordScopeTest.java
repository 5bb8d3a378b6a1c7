package io.mandate.command.profile;

import static io.mandate.command.profile.Given.STD;
import static io.mandate.command.profile.Given.TARGET;
import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.command.profile.ProfileChange.ClearRecordScope;
import io.mandate.command.profile.ProfileChange.SetRecordScope;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.profile.ProfileEvent.ProfileRecordScopeChanged;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.InstanceType;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.ScopeExpression.AllOf;
import io.mandate.events.values.ScopeExpression.AnyOf;
import io.mandate.events.values.ScopeExpression.AssignedToMe;
import io.mandate.events.values.ScopeExpression.Attribute;
import io.mandate.events.values.ScopeExpression.CreatedByMe;
import io.mandate.events.values.ScopeExpression.Within;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordScopeTest {
    private static final ScopeExpression MINE = new AnyOf(List.of(new CreatedByMe(), new AssignedToMe()));
    private static final ActionName EDIT = new ActionName("edit");

    @Test
    void a_scope_holds_for_all_actions_or_for_one() {
        assertThat(Given.profile().accepted(set(Commerce.INVOICES, null, MINE)))
                .containsExactly(new ProfileRecordScopeChanged(STD, Commerce.INVOICES, null, null, MINE));
        assertThat(Given.profile(new ProfileRecordScopeChanged(STD, Commerce.INVOICES, null, null, MINE))
                        .accepted(set(Commerce.INVOICES, EDIT, new CreatedByMe())))
                .containsExactly(new ProfileRecordScopeChanged(STD, Commerce.INVOICES, EDIT, null, new CreatedByMe()));
    }

    @Test
    void a_module_takes_a_scope_for_the_records_below_it() {
        assertThat(Given.profile().accepted(set(Commerce.COMMERCE, null, MINE))).hasSize(1);
    }

    @Test
    void the_same_scope_again_succeeds_without_an_event() {
        Given given = Given.profile(new ProfileRecordScopeChanged(STD, Commerce.INVOICES, null, null, MINE));

        assertThat(given.accepted(set(Commerce.INVOICES, null, MINE))).isEmpty();
    }

    @Test
    void a_scope_is_cleared_for_exactly_what_it_was_set_for() {
        Given given = Given.profile(
                new ProfileRecordScopeChanged(STD, Commerce.INVOICES, null, null, MINE),
                new ProfileRecordScopeChanged(STD, Commerce.INVOICES, EDIT, null, new CreatedByMe()));

        assertThat(given.accepted(new ClearRecordScope(TARGET, Commerce.INVOICES, EDIT)))
                .containsExactly(new ProfileRecordScopeChanged(STD, Commerce.INVOICES, EDIT, new CreatedByMe(), null));
        assertThat(given.accepted(new ClearRecordScope(TARGET, Commerce.INVOICES, null)))
                .containsExactly(new ProfileRecordScopeChanged(STD, Commerce.INVOICES, null, MINE, null));
        assertThat(given.accepted(new ClearRecordScope(TARGET, Commerce.INVOICES, new ActionName("view"))))
                .isEmpty();
    }

    @Test
    void a_scope_on_a_retired_node_can_be_cleared_but_not_set() {
        Given given = Given.profile(new ProfileRecordScopeChanged(STD, Commerce.FAXES, null, null, MINE))
                .archiveClosed();

        assertThat(given.accepted(new ClearRecordScope(TARGET, Commerce.FAXES, null)))
                .hasSize(1);
        assertThat(given.refused(set(Commerce.FAXES, null, new CreatedByMe())).code())
                .isEqualTo(RejectionCode.NODE_RETIRED);
    }

    @Test
    void a_scope_speaks_of_containers_that_the_catalog_knows() {
        ScopeExpression within = new Within(new InstanceType("queue"), new TreeSet<>(List.of(new RecordId("1"))));
        Rejection rejection =
                Given.profile().refused(set(Commerce.INVOICES, null, new AllOf(List.of(new CreatedByMe(), within))));

        assertThat(rejection.code()).isEqualTo(RejectionCode.FIELD_INVALID);
        assertThat(rejection.parameters()).containsEntry("field", "scope");
        assertThat(rejection.message()).contains("queue");
    }

    @Test
    void what_has_no_records_takes_no_scope() {
        Rejection rejection = Given.profile().refused(set(Commerce.DASHBOARD, null, MINE));

        assertThat(rejection.code()).isEqualTo(RejectionCode.SCOPE_NOT_APPLICABLE);
        assertThat(Given.profile().refused(set(Commerce.HOME, null, MINE)).code())
                .isEqualTo(RejectionCode.SCOPE_NOT_APPLICABLE);
        assertThat(Given.profile()
                        .refused(set(new NodeKey("nowhere"), null, MINE))
                        .code())
                .isEqualTo(RejectionCode.NODE_UNKNOWN);
    }

    @Test
    void the_action_of_a_scope_must_exist_where_the_records_are() {
        assertThat(Given.profile()
                        .refused(set(Commerce.ORDERS, new ActionName("pay"), MINE))
                        .code())
                .isEqualTo(RejectionCode.ACTION_NOT_SUPPORTED);
        assertThat(Given.profile().accepted(set(Commerce.COMMERCE, new ActionName("pay"), MINE)))
                .hasSize(1);
    }

    @Test
    void a_scope_nests_at_most_eight_deep() {
        assertThat(Given.profile().accepted(set(Commerce.INVOICES, null, nested(8))))
                .hasSize(1);
        Rejection rejection = Given.profile().refused(set(Commerce.INVOICES, null, nested(9)));
        assertThat(rejection.code()).isEqualTo(RejectionCode.FIELD_INVALID);
        assertThat(rejection.parameters()).containsEntry("field", "scope");
    }

    @Test
    void a_scope_has_at_most_a_thousand_parts() {
        ScopeExpression hundred = new AnyOf(Collections.nCopies(99, new CreatedByMe()));

        assertThat(Given.profile().accepted(set(Commerce.INVOICES, null, new AllOf(Collections.nCopies(9, hundred)))))
                .hasSize(1);
        assertThat(Given.profile()
                        .refused(set(Commerce.INVOICES, null, new AllOf(Collections.nCopies(10, hundred))))
                        .code())
                .isEqualTo(RejectionCode.FIELD_INVALID);
    }

    @ParameterizedTest
    @CsvSource({
        "$user.region,",
        "$user.phone, ATTRIBUTE_INVALID",
        "$user.shoeSize, ATTRIBUTE_UNKNOWN",
        "$user.fax, ATTRIBUTE_UNKNOWN",
        "$user.no name, ATTRIBUTE_UNKNOWN",
        "$user., ATTRIBUTE_UNKNOWN",
        "west,"
    })
    void an_attribute_of_the_user_must_be_declared_and_decisive(String value, @Nullable RejectionCode code) {
        ScopeExpression scope = new AllOf(List.of(
                new Within(new InstanceType("team"), new TreeSet<>(List.of(new RecordId("t1")))),
                new Attribute(new AttributeKey("area"), new TreeSet<>(List.of("north", value)))));

        if (code == null) {
            assertThat(Given.profile().accepted(set(Commerce.INVOICES, null, scope)))
                    .hasSize(1);
        } else {
            assertThat(Given.profile()
                            .refused(set(Commerce.INVOICES, null, scope))
                            .code())
                    .isEqualTo(code);
        }
    }

    private static ScopeExpression nested(int depth) {
        ScopeExpression scope = new CreatedByMe();
        for (int i = 1; i < depth; i++) {
            scope = new AnyOf(List.of(scope));
        }
        return scope;
    }

    private static SetRecordScope set(NodeKey node, @Nullable ActionName action, ScopeExpression scope) {
        return new SetRecordScope(TARGET, node, action, scope);
    }
}
