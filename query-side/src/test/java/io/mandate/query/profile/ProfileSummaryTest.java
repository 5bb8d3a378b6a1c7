package io.mandate.query.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.access.catalog.Catalog;
import io.mandate.access.profile.Profile;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeDefined;
import io.mandate.events.catalog.NodeDefinition;
import io.mandate.events.catalog.NodeDefinition.Kind;
import io.mandate.events.catalog.NodeDefinition.Level;
import io.mandate.events.profile.InstanceMode;
import io.mandate.events.profile.ProfileEvent;
import io.mandate.events.profile.ProfileEvent.PermissionOverridden;
import io.mandate.events.profile.ProfileEvent.ProfileCreated;
import io.mandate.events.profile.ProfileEvent.ProfileInstancesChanged;
import io.mandate.events.profile.ProfileEvent.ProfileRecordScopeChanged;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.InstanceType;
import io.mandate.events.values.Label;
import io.mandate.events.values.LevelName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.ProfileName;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.ScopeExpression.AnyOf;
import io.mandate.events.values.ScopeExpression.AssignedToMe;
import io.mandate.events.values.ScopeExpression.CreatedByMe;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProfileSummaryTest {
    private static final ProfileId P = new ProfileId("p");
    private static final NodeKey SHOP = new NodeKey("shop");
    private static final NodeKey TEAMS = new NodeKey("shop/teams");
    private static final NodeKey AGENTS = new NodeKey("shop/agents");
    private static final ActionName EDIT = new ActionName("edit");
    private static final ScopeExpression OWN = new AnyOf(List.of(new CreatedByMe(), new AssignedToMe()));
    private static final LevelName LEVEL = new LevelName("EDIT");

    @Test
    void the_level_is_named_that_was_chosen() {
        assertThat(summary("view edit", edit(AGENTS))).isEqualTo("shop/agents: Edit");
    }

    @Test
    void a_level_that_is_more_than_is_possible_by_now_is_not_named() {
        assertThat(summary("view", edit(AGENTS))).isEqualTo("shop/agents: View");
    }

    @Test
    void a_scope_is_told_by_its_name_where_it_is_that_of_all_actions() {
        assertThat(summary("view edit", edit(AGENTS), new ProfileRecordScopeChanged(P, SHOP, null, null, OWN)))
                .isEqualTo("shop/agents: Edit (own)");
    }

    @Test
    void what_limits_one_action_only_is_told_too() {
        assertThat(summary("view edit", edit(AGENTS), new ProfileRecordScopeChanged(P, AGENTS, EDIT, null, OWN)))
                .isEqualTo("shop/agents: Edit (limited)");
    }

    @Test
    void what_a_level_limits_is_told() {
        PermissionOverridden limited = new PermissionOverridden(
                P,
                AGENTS,
                null,
                ActionSet.of("view", "edit"),
                null,
                LEVEL,
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(EDIT, new CreatedByMe()));
        assertThat(summary("view edit", limited)).isEqualTo("shop/agents: Edit (limited)");
    }

    @Test
    void a_condition_is_a_limit() {
        PermissionOverridden conditional = new PermissionOverridden(
                P, AGENTS, null, ActionSet.of("view", "edit"), null, LEVEL, Map.of(), Map.of(EDIT, "false"));
        assertThat(summary("view edit", conditional)).isEqualTo("shop/agents: Edit (limited)");
    }

    @Test
    void picks_are_limits_of_what_is_picked_and_of_what_is_inside() {
        ProfileInstancesChanged picked = new ProfileInstancesChanged(
                P,
                TEAMS,
                new InstanceType("team"),
                InstanceMode.UNSET,
                InstanceMode.SELECTED,
                new TreeSet<>(Set.of(new RecordId("t1"))),
                new TreeSet<>());
        assertThat(summary("view edit", edit(TEAMS), edit(AGENTS), picked))
                .isEqualTo("shop/teams: Edit (selected); shop/agents: Edit (within team)");
    }

    private static ProfileEvent edit(NodeKey node) {
        return new PermissionOverridden(P, node, null, ActionSet.of("view", "edit"), null, LEVEL, Map.of(), Map.of());
    }

    /// @param actions what agents support by now
    private static String summary(String actions, ProfileEvent... events) {
        ProfileName name = new ProfileName("P");
        Profile profile = Profile.created(
                new ProfileCreated(
                        P, name, name.normalized(), null, null, null, null, ActionSet.NONE, null, false, null, null),
                1,
                1);
        long seq = 2;
        for (ProfileEvent event : events) {
            profile = profile.after(event, seq, seq);
            seq++;
        }
        Catalog catalog = Catalog.EMPTY
                .after(node(SHOP, Kind.MODULE, null, ActionSet.NONE, null, null), 1)
                .after(node(TEAMS, Kind.RESOURCE, SHOP, ActionSet.of("view", "edit"), "team", null), 2)
                .after(node(AGENTS, Kind.RESOURCE, SHOP, ActionSet.of(actions.split(" ")), null, TEAMS), 3);
        return ProfileSummary.of(catalog, profile);
    }

    private static CatalogNodeDefined node(
            NodeKey key,
            Kind kind,
            @Nullable NodeKey parent,
            ActionSet actions,
            @Nullable String instanceType,
            @Nullable NodeKey scopedBy) {
        List<Level> levels = List.of(
                new Level(new LevelName("VIEW"), ActionSet.of("view")), new Level(LEVEL, ActionSet.of("view", "edit")));
        NodeDefinition definition = new NodeDefinition(
                kind,
                parent,
                Label.of(key.value()),
                true,
                actions,
                Map.of(),
                levels,
                kind != Kind.MODULE,
                instanceType == null ? null : new InstanceType(instanceType),
                scopedBy,
                Map.of(),
                Set.of(),
                Set.of(),
                Map.of(),
                Set.of());
        return new CatalogNodeDefined(key, definition, null);
    }
}
