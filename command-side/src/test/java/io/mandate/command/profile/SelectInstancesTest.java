package io.mandate.command.profile;

import static io.mandate.command.profile.Given.STD;
import static io.mandate.command.profile.Given.TARGET;
import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.command.profile.ProfileChange.SelectInstances;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.profile.InstanceMode;
import io.mandate.events.profile.ProfileEvent.ProfileInstancesChanged;
import io.mandate.events.values.InstanceType;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RecordId;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SelectInstancesTest {
    private static final InstanceType TEAM = new InstanceType("team");

    @Test
    void adding_registered_records_picks_them() {
        Given given = Given.profile().registered("support", "academy");

        assertThat(given.accepted(pick(null, null, ids("support", "academy"), ids())))
                .containsExactly(changed(InstanceMode.UNSET, InstanceMode.SELECTED, ids("academy", "support"), ids()));
    }

    @Test
    void what_is_added_and_removed_is_what_really_changes() {
        Given given = supportPicked().registered("academy");

        assertThat(given.accepted(pick(null, null, ids("support", "academy"), ids("gone"))))
                .containsExactly(changed(InstanceMode.SELECTED, InstanceMode.SELECTED, ids("academy"), ids()));
        assertThat(given.accepted(pick(null, null, ids(), ids("support"))))
                .containsExactly(changed(InstanceMode.SELECTED, InstanceMode.SELECTED, ids(), ids("support")));
        assertThat(given.accepted(pick(null, null, ids("support"), ids("gone"))))
                .isEmpty();
    }

    @Test
    void naming_exactly_what_is_picked_replaces_the_pick() {
        Given given = supportPicked().registered("academy");

        assertThat(given.accepted(pick(InstanceMode.SELECTED, ids("academy"), ids(), ids())))
                .containsExactly(changed(InstanceMode.SELECTED, InstanceMode.SELECTED, ids("academy"), ids("support")));
        assertThat(given.accepted(pick(null, ids(), ids(), ids())))
                .containsExactly(changed(InstanceMode.SELECTED, InstanceMode.SELECTED, ids(), ids("support")));
    }

    @Test
    void an_empty_pick_is_a_value() {
        assertThat(Given.profile().accepted(pick(InstanceMode.SELECTED, null, ids(), ids())))
                .containsExactly(changed(InstanceMode.UNSET, InstanceMode.SELECTED, ids(), ids()));
    }

    @Test
    void all_and_nothing_said_forget_the_pick() {
        assertThat(supportPicked().accepted(pick(InstanceMode.ALL, null, ids(), ids())))
                .containsExactly(changed(InstanceMode.SELECTED, InstanceMode.ALL, ids(), ids("support")));
        assertThat(supportPicked().accepted(pick(InstanceMode.UNSET, null, ids(), ids())))
                .containsExactly(changed(InstanceMode.SELECTED, InstanceMode.UNSET, ids(), ids("support")));
        assertThat(Given.profile().accepted(pick(InstanceMode.UNSET, null, ids(), ids())))
                .isEmpty();
    }

    @Test
    void removing_where_nothing_was_picked_restricts_nobody() {
        assertThat(Given.profile().accepted(pick(null, null, ids(), ids("support"))))
                .isEmpty();
    }

    @Test
    void a_record_must_be_registered_to_be_picked() {
        assertThat(Given.profile()
                        .refused(pick(null, null, ids("support"), ids()))
                        .code())
                .isEqualTo(RejectionCode.RECORD_NOT_FOUND);
    }

    @Test
    void what_is_picked_stays_picked_when_its_record_is_retired() {
        assertThat(supportPicked().registered("academy").accepted(pick(null, null, ids("academy"), ids())))
                .hasSize(1);
    }

    @Test
    void only_what_the_node_offers_can_be_picked() {
        assertThat(Given.profile()
                        .refused(new SelectInstances(
                                TARGET, Commerce.TEAMS, new InstanceType("queue"), null, null, ids("q1"), ids()))
                        .message())
                .isEqualTo("You can choose team at staff/teams, not queue.");
        assertThat(Given.profile()
                        .refused(new SelectInstances(
                                TARGET, Commerce.INVOICES, null, InstanceMode.ALL, null, ids(), ids()))
                        .code())
                .isEqualTo(RejectionCode.INSTANCE_TYPE_MISMATCH);
        assertThat(Given.profile()
                        .refused(new SelectInstances(
                                TARGET, new NodeKey("nowhere"), null, InstanceMode.ALL, null, ids(), ids()))
                        .code())
                .isEqualTo(RejectionCode.NODE_UNKNOWN);
    }

    @Test
    void contradictions_are_refused() {
        assertThat(Given.profile()
                        .refused(pick(InstanceMode.ALL, null, ids("support"), ids()))
                        .code())
                .isEqualTo(RejectionCode.FIELD_INVALID);
        assertThat(Given.profile()
                        .refused(pick(InstanceMode.UNSET, null, ids(), ids("support")))
                        .code())
                .isEqualTo(RejectionCode.FIELD_INVALID);
        assertThat(Given.profile()
                        .refused(pick(null, ids("a"), ids("b"), ids()))
                        .code())
                .isEqualTo(RejectionCode.FIELD_INVALID);
    }

    @Test
    void at_most_ten_thousand_can_be_picked() {
        TreeSet<RecordId> many = new TreeSet<>();
        for (int i = 0; i <= 10_000; i++) {
            many.add(new RecordId("t" + i));
        }

        assertThat(Given.profile().refused(pick(null, null, many, ids())).code())
                .isEqualTo(RejectionCode.FIELD_INVALID);
    }

    @Test
    void a_pick_on_a_retired_node_can_only_be_taken_back() {
        Given given = Given.profile(new ProfileInstancesChanged(
                        STD,
                        Commerce.FAXES,
                        new InstanceType("machine"),
                        InstanceMode.UNSET,
                        InstanceMode.SELECTED,
                        ids("f1"),
                        ids()))
                .archiveClosed();

        assertThat(given.refused(
                                new SelectInstances(TARGET, Commerce.FAXES, null, InstanceMode.ALL, null, ids(), ids()))
                        .code())
                .isEqualTo(RejectionCode.NODE_RETIRED);
        assertThat(given.accepted(
                        new SelectInstances(TARGET, Commerce.FAXES, null, InstanceMode.UNSET, null, ids(), ids())))
                .hasSize(1);
    }

    private static Given supportPicked() {
        return Given.profile(changed(InstanceMode.UNSET, InstanceMode.SELECTED, ids("support"), ids()));
    }

    private static ProfileInstancesChanged changed(
            InstanceMode from, InstanceMode to, SortedSet<RecordId> added, SortedSet<RecordId> removed) {
        return new ProfileInstancesChanged(STD, Commerce.TEAMS, TEAM, from, to, added, removed);
    }

    private static SelectInstances pick(
            @Nullable InstanceMode mode,
            @Nullable SortedSet<RecordId> only,
            SortedSet<RecordId> add,
            SortedSet<RecordId> remove) {
        return new SelectInstances(TARGET, Commerce.TEAMS, TEAM, mode, only, add, remove);
    }

    private static SortedSet<RecordId> ids(String... ids) {
        TreeSet<RecordId> set = new TreeSet<>();
        for (String id : ids) {
            set.add(new RecordId(id));
        }
        return set;
    }
}
