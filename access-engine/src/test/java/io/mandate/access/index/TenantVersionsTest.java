package io.mandate.access.index;

import static io.mandate.access.history.Log.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.access.history.Log;
import io.mandate.access.history.RandomHistory;
import io.mandate.events.RecordedEvent;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

class TenantVersionsTest {
    @Property(tries = 30, shrinking = ShrinkingMode.OFF)
    void every_commit_has_its_bounds_and_its_time(@ForAll long seed) {
        Log log = new RandomHistory(seed).log(150);
        TenantVersions versions = log.index().versions(TENANT);
        long before = 0;
        for (List<RecordedEvent> commit : log.commits()) {
            long end = commit.getLast().seq();
            Instant at = commit.getLast().recordedAt();
            for (RecordedEvent event : commit) {
                assertThat(versions.end(event.seq())).isEqualTo(end);
                assertThat(versions.before(event.seq())).isEqualTo(before);
                assertThat(versions.recordedAt(event.seq())).isEqualTo(at);
            }
            assertThat(versions.seqAt(at)).contains(end);
            assertThat(versions.seqAt(at.minusNanos(1))).contains(before);
            if (end < log.head()) {
                assertThat(versions.seqAt(at.plusNanos(999))).contains(end);
            }
            before = end;
        }
        assertThat(versions.seqAt(versions.recordedAt(log.head()).plusNanos(1_000)))
                .as("it is not known yet what is recorded then")
                .isEmpty();
        assertThat(versions.seqAt(Instant.EPOCH)).contains(0L);
        for (Instant early : List.of(Instant.MIN, Instant.parse("-290309-01-01T00:00:00Z"))) {
            assertThat(versions.seqAt(early)).contains(0L);
        }
        assertThat(versions.seqAt(Instant.MAX)).isEmpty();
    }

    @Example
    void a_tenant_without_commits_knows_of_no_moment() {
        assertThat(new AccessIndex().versions(TENANT).seqAt(Instant.EPOCH)).isEmpty();
    }
}
