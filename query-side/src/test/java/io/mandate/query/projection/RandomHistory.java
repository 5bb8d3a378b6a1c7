package io.mandate.query.projection;

import io.mandate.events.DomainEvent;
import io.mandate.events.EventMetadata;
import io.mandate.events.RecordedEvent;
import io.mandate.events.values.Actor;
import io.mandate.events.values.ChangeSetId;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import io.mandate.store.Commit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/// Whole commits of one tenant, with every kind of event, made by a seed.
final class RandomHistory {
    private final TenantId tenant;
    private final Random random;
    private final RandomEvents events;
    private final Map<String, Long> streams = new HashMap<>();
    private final List<Commit> commits = new ArrayList<>();
    private long seq;
    private Instant at = Instant.parse("2026-03-01T09:00:00.000001Z");

    RandomHistory(String tenant, long seed) {
        this.tenant = new TenantId(tenant);
        this.random = new Random(seed);
        this.events = new RandomEvents(random);
    }

    /// Adds that many commits of one to five events.
    RandomHistory grow(int more) {
        for (int i = 0; i < more; i++) {
            List<DomainEvent> together = new ArrayList<>();
            int size = 1 + random.nextInt(5);
            while (together.size() < size) {
                together.addAll(events.next());
            }
            commit(together);
        }
        return this;
    }

    /// Adds one commit of exactly these.
    RandomHistory commit(List<? extends DomainEvent> together) {
        at = at.plusNanos(1_000L * (1 + random.nextInt(1_000_000)));
        long last = seq + together.size();
        EventMetadata metadata = metadata();
        List<RecordedEvent> recorded = new ArrayList<>();
        for (DomainEvent event : together) {
            seq++;
            String stream = tenant + "/" + RandomEvents.stream(event);
            long number = streams.merge(stream, 0L, (before, _) -> before + 1);
            recorded.add(
                    new RecordedEvent(tenant, seq, last, at, stream, number, new UUID(seq, number), event, metadata));
        }
        commits.add(Commit.of(recorded));
        return this;
    }

    TenantId tenant() {
        return tenant;
    }

    List<Commit> commits() {
        return List.copyOf(commits);
    }

    private EventMetadata metadata() {
        Actor.Kind kind = random.nextInt(10) == 0 ? Actor.Kind.SYSTEM : Actor.Kind.USER;
        return new EventMetadata(
                new Actor(kind, new UserId("u" + random.nextInt(5))),
                random.nextInt(8) == 0 ? new UserId("u" + random.nextInt(5)) : null,
                EventMetadata.Source.API,
                new ChangeSetId("set-" + seq),
                "request-" + seq,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
