package io.mandate.access.profile;

import static io.mandate.access.history.Log.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.mandate.access.history.Log;
import io.mandate.access.history.RandomHistory;
import io.mandate.access.index.AccessIndex;
import io.mandate.events.DomainEvent;
import io.mandate.events.RecordedEvent;
import io.mandate.events.profile.ProfileEvent;
import io.mandate.events.profile.ProfileEvent.PermissionOverridden;
import io.mandate.events.profile.ProfileEvent.ProfileCreated;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.ProfileName;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

class ProfileFoldTest {
    private static final ProfileId P = new ProfileId("p");

    @Property(tries = 20, shrinking = ShrinkingMode.OFF)
    void many_events_at_once_are_the_same_as_one_by_one_at_every_revision(@ForAll long seed) {
        Map<ProfileId, List<RecordedEvent>> streams = new HashMap<>();
        for (List<RecordedEvent> commit : new RandomHistory(seed).log(80).commits()) {
            for (RecordedEvent recorded : commit) {
                if (recorded.event() instanceof ProfileEvent event) {
                    streams.computeIfAbsent(event.profile(), unused -> new ArrayList<>())
                            .add(recorded);
                }
            }
        }
        streams.values().forEach(ProfileFoldTest::same);
    }

    private static void same(List<RecordedEvent> stream) {
        Profile single = null;
        for (int i = 0; i < stream.size(); i++) {
            RecordedEvent recorded = stream.get(i);
            ProfileEvent event = (ProfileEvent) recorded.event();
            single = single == null
                    ? Profile.created((ProfileCreated) event, recorded.seq(), recorded.commitSeq())
                    : single.after(event, recorded.seq(), recorded.commitSeq());
            boolean last = i + 1 == stream.size() || stream.get(i + 1).commitSeq() != recorded.commitSeq();
            if (last) {
                assertSame(ProfileFold.at(stream, single.revision()), single);
            }
        }
        assertSame(ProfileFold.at(stream, Long.MAX_VALUE), single);
    }

    private static void assertSame(Profile actual, Profile expected) {
        assertThat(actual).usingRecursiveComparison().isEqualTo(expected);
    }

    @Test
    void the_profile_it_began_with_stays_as_it_is_and_more_may_follow() {
        Profile before = Profile.created(created(), 1, 1).after(overridden(1), 2, 2);
        ProfileFold fold = new ProfileFold(before);
        fold.fold(overridden(2), 3, 3);
        Profile between = fold.profile();
        fold.fold(overridden(3), 4, 3);

        assertThat(before.choices()).hasSize(1);
        assertThat(between.choices()).hasSize(2);
        assertThat(fold.profile().choices()).hasSize(3);
        assertThat(fold.profile().revision()).isEqualTo(3);
        assertThat(new ProfileFold(before).profile()).isSameAs(before);
    }

    @Test
    void ten_times_the_choices_take_ten_times_the_memory_to_fold_and_not_a_hundred() {
        allocatedFor(500);
        long small = allocatedFor(500);
        long large = allocatedFor(5_000);

        assertThat(large).isLessThan(small * 20);
    }

    private static long allocatedFor(int choices) {
        List<DomainEvent> events = new ArrayList<>(List.of(created()));
        for (int i = 0; i < choices; i++) {
            events.add(overridden(i));
        }
        List<RecordedEvent> commit = Log.next(0, events);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        AccessIndex index = new AccessIndex();
        long before = threads.getCurrentThreadAllocatedBytes();
        index.apply(TENANT, commit);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(index.now(TENANT).profile(P).choices()).hasSize(choices);
        return allocated;
    }

    private static PermissionOverridden overridden(int node) {
        return new PermissionOverridden(
                P, new NodeKey("n" + node), null, ActionSet.of("view"), null, null, Map.of(), Map.of());
    }

    private static ProfileCreated created() {
        return new ProfileCreated(
                P, new ProfileName("p"), "p", null, null, null, null, ActionSet.NONE, null, false, null, null);
    }
}
