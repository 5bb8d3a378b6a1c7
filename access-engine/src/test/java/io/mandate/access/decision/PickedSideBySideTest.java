package io.mandate.access.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.access.cases.CaseReader;
import io.mandate.access.decision.Finding.Kind;
import io.mandate.access.history.Log;
import io.mandate.events.profile.InstanceMode;
import io.mandate.events.profile.ProfileEvent.ProfileInstancesChanged;
import io.mandate.events.record.RecordData;
import io.mandate.events.record.RecordEvent.RecordRegistered;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.InstanceType;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.UserId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Agents may be picked, and teams they are in: whose event it was that an agent is reached.
class PickedSideBySideTest {
    private static final NodeKey AGENTS = new NodeKey("staff/agents");
    private static final NodeKey TEAMS = new NodeKey("staff/teams");
    private static final UserId SAM = new UserId("sam");

    private final Log log = CaseReader.log("""
            catalog: shop
            profiles:
              p: {defaults: [view], nodes: {staff: {enablement: ENABLED}}}
            users:
              sam: {role: CSR, profile: p}
            """);

    @Test
    void a_record_rests_on_the_pick_by_which_it_was_reached_first() {
        register("a-1", "t-1");
        register("a-2", "t-2");
        long team = picks(TEAMS, "team", "t-1");
        long agents = picks(AGENTS, "agent", "a-1", "a-2");

        assertThat(found("a-1")).containsExactly(List.of(TEAMS, team));
        assertThat(found("a-2")).containsExactly(List.of(AGENTS, agents));
    }

    @Test
    void a_pick_that_was_there_first_counts_from_when_the_record_came_into_it() {
        picks(TEAMS, "team", "t-1");
        long agents = picks(AGENTS, "agent", "a-1");
        register("a-1", "t-1");

        assertThat(found("a-1")).containsExactly(List.of(AGENTS, agents));
    }

    @Test
    void all_records_rest_on_both() {
        long team = picks(TEAMS, "team", "t-1");
        long agents = picks(AGENTS, "agent", "a-1");

        Explanation explanation = Explanation.of(log.now(), Question.about(SAM, AGENTS, new ActionName("view")));

        assertThat(of(explanation)).containsExactly(List.of(AGENTS, agents), List.of(TEAMS, team));
    }

    @Test
    void what_neither_reaches_is_missed_since_the_later_of_them() {
        register("a-3", "t-3");
        picks(AGENTS, "agent", "a-1");
        long team = picks(TEAMS, "team", "t-1");

        Explanation explanation = explained("a-3");

        assertThat(explanation.decision().reason()).isEqualTo(Reason.OUT_OF_RECORD_SCOPE);
        assertThat(of(explanation)).containsExactly(List.of(AGENTS, team));
    }

    private void register(String agent, String team) {
        log.commit(new RecordRegistered(
                AGENTS,
                new RecordId(agent),
                new RecordData(
                        null,
                        null,
                        new TreeSet<>(),
                        Map.of(new InstanceType("team"), new TreeSet<>(Set.of(new RecordId(team)))),
                        Map.of())));
    }

    private long picks(NodeKey node, String type, String... ids) {
        TreeSet<RecordId> picked = new TreeSet<>();
        List.of(ids).forEach(id -> picked.add(new RecordId(id)));
        return log.commit(new ProfileInstancesChanged(
                        new ProfileId("p"),
                        node,
                        new InstanceType(type),
                        InstanceMode.UNSET,
                        InstanceMode.SELECTED,
                        picked,
                        new TreeSet<>()))
                .head();
    }

    private List<List<Object>> found(String agent) {
        Explanation explanation = explained(agent);
        assertThat(explanation.decision().allowed()).isTrue();
        return of(explanation);
    }

    private Explanation explained(String agent) {
        return Explanation.of(log.now(), Question.about(SAM, AGENTS, new ActionName("view"), new RecordId(agent)));
    }

    private static List<List<Object>> of(Explanation explanation) {
        return explanation.findings().stream()
                .filter(finding -> finding.kind() == Kind.PICKED_INSTANCES)
                .map(finding -> List.<Object>of(finding.node(), finding.fact()))
                .toList();
    }
}
