package io.mandate.live;

import static io.mandate.live.People.EVE;
import static io.mandate.live.People.SAM;
import static io.mandate.live.People.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.access.index.AccessIndex;
import io.mandate.events.DomainEvent;
import io.mandate.events.EventMetadata;
import io.mandate.events.RecordedEvent;
import io.mandate.events.profile.ProfileEvent.PermissionOverridden;
import io.mandate.events.record.RecordData;
import io.mandate.events.record.RecordEvent.RecordChanged;
import io.mandate.events.record.RecordEvent.RecordRegistered;
import io.mandate.events.record.RecordEvent.RecordRetired;
import io.mandate.events.user.UserEvent.UserActivated;
import io.mandate.events.user.UserEvent.UserPerimeterChanged;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.Actor;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.ChangeSetId;
import io.mandate.events.values.InstanceType;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What a version weighs grows with what it repeats.
class WeightTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final EventMetadata METADATA = new EventMetadata(
            Actor.MANDATE,
            null,
            EventMetadata.Source.API,
            new ChangeSetId("c"),
            "test",
            null,
            null,
            null,
            null,
            null,
            null);

    private final AccessIndex index = new AccessIndex();

    @Test
    void a_user_is_one_and_what_he_alone_has_comes_on_top() {
        assertThat(weight(user(EVE), new UserActivated(EVE))).isEqualTo(2);
        assertThat(weight(user(SAM), new UserPerimeterChanged(SAM, null, new ScopeExpression.Selected(ids(100)))))
                .isEqualTo(2 + 8 + 300);
    }

    @Test
    void a_version_of_a_profile_weighs_what_the_profile_says() {
        weight(Picking.created());
        assertThat(weight(overridden(1))).isEqualTo(1 + 10 + 1);
        weight(IntStream.range(0, 800).mapToObj(WeightTest::overridden).toArray(DomainEvent[]::new));
        assertThat(weight(overridden(1))).isEqualTo(1 + 10 + 300);
        assertThat(weight(overridden(1), overridden(2)))
                .as("two events, one version")
                .isEqualTo(2 + 10 + 300);
    }

    @Test
    void picked_instances_are_repeated_in_every_version() {
        weight(Picking.created());
        assertThat(weight(Picking.picked(0, 1_000))).isEqualTo(1 + 1_000 + 3_000 + 10 + 1);
        assertThat(weight(Picking.picked(0, 1))).isEqualTo(1 + 1_000 + 3 + 10 + 1);
    }

    @Test
    void a_record_weighs_what_is_known_of_it_and_only_another_version_can_be_forgotten() {
        RecordData nothing = RecordData.UNKNOWN;
        RecordData much = new RecordData(
                EVE,
                SAM,
                new TreeSet<>(List.of(EVE)),
                Map.of(new InstanceType("team"), ids(10)),
                Map.of(new AttributeKey("note"), "x".repeat(430)));
        List<DomainEvent> events = List.of(
                new RecordRegistered(Picking.TEAMS, new RecordId("T"), nothing),
                new RecordChanged(Picking.TEAMS, new RecordId("T"), nothing, much),
                new RecordRetired(Picking.TEAMS, new RecordId("T"), much));
        assertThat(events.stream().map(this::weight)).containsExactly(1L + 18, 1L + 18 + 3 * 11 + 3 + 10, 1L + 18);
        assertThat(Weight.lasting(commit(events.toArray(DomainEvent[]::new)))).isEqualTo(18);
    }

    private static PermissionOverridden overridden(int node) {
        return new PermissionOverridden(
                Picking.CLERKS, new NodeKey("a/n" + node), null, ActionSet.of("view"), null, null, Map.of(), Map.of());
    }

    private static SortedSet<RecordId> ids(int howMany) {
        return IntStream.range(0, howMany)
                .mapToObj(i -> new RecordId("T-" + i))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private long weight(DomainEvent... events) {
        List<RecordedEvent> commit = commit(events);
        index.apply(ACME, commit);
        return Weight.of(commit, index.now(ACME));
    }

    private List<RecordedEvent> commit(DomainEvent... events) {
        long first = index.head(ACME) + 1;
        long end = first + events.length - 1;
        List<RecordedEvent> commit = new ArrayList<>();
        for (DomainEvent event : events) {
            long seq = first + commit.size();
            commit.add(new RecordedEvent(
                    ACME,
                    seq,
                    end,
                    Instant.EPOCH.plusSeconds(end),
                    "acme/x/y",
                    seq,
                    new UUID(0, seq),
                    event,
                    METADATA));
        }
        return commit;
    }
}
