package io.mandate.command.profile;

import static io.mandate.command.profile.Given.STD;
import static io.mandate.command.profile.Given.TARGET;
import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.command.profile.ProfileChange.ClearOverride;
import io.mandate.command.profile.ProfileChange.DisableNode;
import io.mandate.command.profile.ProfileChange.EnableNode;
import io.mandate.command.profile.ProfileChange.OverridePermission;
import io.mandate.command.profile.ProfileChange.ResetNode;
import io.mandate.command.profile.ProfileChange.SetNavigation;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.profile.Enablement;
import io.mandate.events.profile.Navigation;
import io.mandate.events.profile.ProfileEvent;
import io.mandate.events.profile.ProfileEvent.PermissionOverridden;
import io.mandate.events.profile.ProfileEvent.PermissionOverrideCleared;
import io.mandate.events.profile.ProfileEvent.ProfileNavigationChanged;
import io.mandate.events.profile.ProfileEvent.ProfileNodeEnablementChanged;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.LevelName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.ScopeExpression.AssignedToMe;
import io.mandate.events.values.ScopeExpression.CreatedByMe;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Enablement, overrides and navigation.
class NodeChangeTest {
    private static final ActionName EDIT = new ActionName("edit");

    static Stream<Arguments> changes() {
        return Stream.of(
                Arguments.of(new EnableNode(TARGET, Commerce.COMMERCE), enabled(Enablement.UNSET, Enablement.ENABLED)),
                Arguments.of(
                        new DisableNode(TARGET, Commerce.COMMERCE), enabled(Enablement.UNSET, Enablement.DISABLED)),
                Arguments.of(
                        level(Commerce.INVOICES, "EDIT"),
                        overridden(Commerce.INVOICES, null, "EDIT", "view", "create", "edit")),
                Arguments.of(
                        actions(Commerce.INVOICES, "view", "pay"),
                        overridden(Commerce.INVOICES, null, null, "view", "pay")),
                Arguments.of(level(Commerce.INVOICES, "NONE"), overridden(Commerce.INVOICES, null, "NONE")),
                Arguments.of(actions(Commerce.INVOICES), overridden(Commerce.INVOICES, null, null)),
                Arguments.of(
                        actions(Commerce.COMMERCE, "view", "pay"),
                        overridden(Commerce.COMMERCE, null, null, "view", "pay")),
                Arguments.of(
                        new SetNavigation(TARGET, Commerce.COMMERCE, Navigation.HIDDEN),
                        new ProfileNavigationChanged(STD, Commerce.COMMERCE, Navigation.UNSET, Navigation.HIDDEN)),
                Arguments.of(
                        new SetNavigation(TARGET, Commerce.DASHBOARD, Navigation.SHOWN),
                        new ProfileNavigationChanged(STD, Commerce.DASHBOARD, Navigation.UNSET, Navigation.SHOWN)));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void a_change_says_what_was_and_what_is(ProfileChange change, ProfileEvent event) {
        assertThat(Given.profile().accepted(change)).containsExactly(event);
    }

    @ParameterizedTest
    @MethodSource("changes")
    void the_same_change_again_succeeds_without_an_event(ProfileChange change, ProfileEvent event) {
        assertThat(Given.profile(event).accepted(change)).isEmpty();
    }

    static Stream<Arguments> refusals() {
        NodeKey robots = new NodeKey("staff/robots");
        return Stream.of(
                Arguments.of(new EnableNode(TARGET, robots), RejectionCode.NODE_UNKNOWN),
                Arguments.of(new DisableNode(TARGET, robots), RejectionCode.NODE_UNKNOWN),
                Arguments.of(new ResetNode(TARGET, robots), RejectionCode.NODE_UNKNOWN),
                Arguments.of(level(robots, "EDIT"), RejectionCode.NODE_UNKNOWN),
                Arguments.of(new ClearOverride(TARGET, robots), RejectionCode.NODE_UNKNOWN),
                Arguments.of(new SetNavigation(TARGET, robots, Navigation.SHOWN), RejectionCode.NODE_UNKNOWN),
                Arguments.of(new SetNavigation(TARGET, robots, Navigation.UNSET), RejectionCode.NODE_UNKNOWN),
                Arguments.of(level(Commerce.DASHBOARD, "EDIT"), RejectionCode.LEVEL_UNKNOWN),
                Arguments.of(actions(Commerce.DASHBOARD, "edit"), RejectionCode.ACTION_NOT_SUPPORTED),
                Arguments.of(actions(Commerce.HOME, "edit"), RejectionCode.ACTION_NOT_SUPPORTED),
                Arguments.of(actions(Commerce.INVOICES, "edit"), RejectionCode.ACTION_REQUIRES),
                Arguments.of(actions(Commerce.COMMERCE, "delete"), RejectionCode.ACTION_REQUIRES),
                Arguments.of(
                        new OverridePermission(TARGET, Commerce.INVOICES, null, null), RejectionCode.FIELD_REQUIRED),
                Arguments.of(
                        new OverridePermission(TARGET, Commerce.INVOICES, new LevelName("VIEW"), ActionSet.of("view")),
                        RejectionCode.FIELD_INVALID),
                Arguments.of(
                        new SetNavigation(TARGET, Commerce.KEYS, Navigation.HIDDEN),
                        RejectionCode.NAVIGATION_NOT_APPLICABLE));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void what_the_catalog_does_not_know_is_refused(ProfileChange change, RejectionCode code) {
        assertThat(Given.profile().refused(change).code()).isEqualTo(code);
    }

    static Stream<ProfileChange> saidOfRetired() {
        return Stream.of(
                new EnableNode(TARGET, Commerce.FAXES),
                new DisableNode(TARGET, Commerce.FAXES),
                level(Commerce.FAXES, "VIEW"),
                new SetNavigation(TARGET, Commerce.FAXES, Navigation.SHOWN));
    }

    @ParameterizedTest
    @MethodSource("saidOfRetired")
    void nothing_new_can_be_said_below_a_retired_node(ProfileChange change) {
        assertThat(Given.profile().archiveClosed().refused(change).code()).isEqualTo(RejectionCode.NODE_RETIRED);
    }

    @Test
    void what_was_said_of_a_retired_node_can_be_taken_back() {
        Given given = Given.profile(
                        new ProfileNodeEnablementChanged(STD, Commerce.FAXES, Enablement.UNSET, Enablement.ENABLED),
                        overridden(Commerce.FAXES, null, "VIEW", "view"),
                        new ProfileNavigationChanged(STD, Commerce.FAXES, Navigation.UNSET, Navigation.HIDDEN))
                .archiveClosed();

        assertThat(given.accepted(new ResetNode(TARGET, Commerce.FAXES)))
                .containsExactly(
                        new ProfileNodeEnablementChanged(STD, Commerce.FAXES, Enablement.ENABLED, Enablement.UNSET));
        assertThat(given.accepted(new ClearOverride(TARGET, Commerce.FAXES)))
                .containsExactly(new PermissionOverrideCleared(
                        STD, Commerce.FAXES, ActionSet.of("view"), new LevelName("VIEW"), Map.of()));
        assertThat(given.accepted(new SetNavigation(TARGET, Commerce.FAXES, Navigation.UNSET)))
                .containsExactly(
                        new ProfileNavigationChanged(STD, Commerce.FAXES, Navigation.HIDDEN, Navigation.UNSET));
    }

    @Test
    void taking_back_what_was_never_said_succeeds_without_an_event() {
        assertThat(Given.profile().accepted(new ResetNode(TARGET, Commerce.INVOICES)))
                .isEmpty();
        assertThat(Given.profile().accepted(new ClearOverride(TARGET, Commerce.INVOICES)))
                .isEmpty();
        assertThat(Given.profile().accepted(new SetNavigation(TARGET, Commerce.KEYS, Navigation.UNSET)))
                .isEmpty();
    }

    @Test
    void the_same_actions_by_another_level_are_a_change_of_the_level() {
        Given given = Given.profile(overridden(Commerce.DASHBOARD, null, "VIEW", "view"));

        assertThat(given.accepted(actions(Commerce.DASHBOARD, "view"))).isEmpty();
        assertThat(given.accepted(level(Commerce.DASHBOARD, "NONE")))
                .containsExactly(new PermissionOverridden(
                        STD,
                        Commerce.DASHBOARD,
                        ActionSet.of("view"),
                        ActionSet.NONE,
                        new LevelName("VIEW"),
                        new LevelName("NONE"),
                        Map.of(),
                        Map.of()));
    }

    @Test
    void a_level_brings_what_it_limits_and_takes_it_away_again() {
        PermissionOverridden own = limited(null, Map.of(), "EDIT_OWN", Map.of(EDIT, new CreatedByMe()));
        assertThat(Given.profile().accepted(level(Commerce.INVOICES, "EDIT_OWN")))
                .containsExactly(own);
        Given given = Given.profile(own);

        assertThat(given.accepted(level(Commerce.INVOICES, "EDIT_OWN"))).isEmpty();
        assertThat(given.accepted(level(Commerce.INVOICES, "EDIT")))
                .containsExactly(limited("EDIT_OWN", Map.of(EDIT, new CreatedByMe()), "EDIT", Map.of()));
        assertThat(given.accepted(actions(Commerce.INVOICES, "view", "create", "edit")))
                .containsExactly(limited("EDIT_OWN", Map.of(EDIT, new CreatedByMe()), null, Map.of()));
        assertThat(given.accepted(new ClearOverride(TARGET, Commerce.INVOICES)))
                .containsExactly(new PermissionOverrideCleared(
                        STD,
                        Commerce.INVOICES,
                        ActionSet.of("view", "create", "edit"),
                        new LevelName("EDIT_OWN"),
                        Map.of(),
                        Map.of(EDIT, new CreatedByMe())));
    }

    @Test
    void a_level_that_was_described_anew_is_taken_over_when_it_is_chosen_again() {
        PermissionOverridden earlier = limited(null, Map.of(), "EDIT_OWN", Map.of(EDIT, new AssignedToMe()));
        assertThat(Given.profile(earlier).accepted(level(Commerce.INVOICES, "EDIT_OWN")))
                .containsExactly(limited(
                        "EDIT_OWN", Map.of(EDIT, new AssignedToMe()), "EDIT_OWN", Map.of(EDIT, new CreatedByMe())));
    }

    private static PermissionOverridden limited(
            @Nullable String fromLevel,
            Map<ActionName, ScopeExpression> from,
            @Nullable String level,
            Map<ActionName, ScopeExpression> to) {
        ActionSet actions = ActionSet.of("view", "create", "edit");
        return new PermissionOverridden(
                STD,
                Commerce.INVOICES,
                fromLevel == null ? null : actions,
                actions,
                fromLevel == null ? null : new LevelName(fromLevel),
                level == null ? null : new LevelName(level),
                Map.of(),
                Map.of(),
                from,
                to);
    }

    @Test
    void an_unknown_level_is_refused_with_those_to_choose_from() {
        Rejection rejection = Given.profile().refused(level(Commerce.DASHBOARD, "EDIT"));

        assertThat(rejection.message()).isEqualTo("\"EDIT\" is not available for home/dashboard. Choose NONE or VIEW.");
    }

    @Test
    void what_an_action_needs_is_said() {
        assertThat(Given.profile().refused(actions(Commerce.INVOICES, "edit")).message())
                .isEqualTo("edit needs view on commerce/invoices.");
        assertThat(Given.profile()
                        .refused(actions(Commerce.DASHBOARD, "view", "edit"))
                        .message())
                .isEqualTo("home/dashboard does not support edit. It supports view.");
    }

    private static ProfileNodeEnablementChanged enabled(Enablement from, Enablement to) {
        return new ProfileNodeEnablementChanged(STD, Commerce.COMMERCE, from, to);
    }

    private static OverridePermission level(NodeKey node, String level) {
        return new OverridePermission(TARGET, node, new LevelName(level), null);
    }

    private static OverridePermission actions(NodeKey node, String... actions) {
        return new OverridePermission(TARGET, node, null, ActionSet.of(actions));
    }

    private static PermissionOverridden overridden(
            NodeKey node, @Nullable ActionSet from, @Nullable String level, String... to) {
        return new PermissionOverridden(
                STD,
                node,
                from,
                ActionSet.of(to),
                null,
                level == null ? null : new LevelName(level),
                Map.of(),
                Map.of());
    }
}
