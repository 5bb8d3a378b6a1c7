package io.mandate.access.history;

import io.mandate.access.AccessView;
import io.mandate.access.index.AccessIndex;
import io.mandate.events.DomainEvent;
import io.mandate.events.EventMetadata;
import io.mandate.events.RecordedEvent;
import io.mandate.events.values.Actor;
import io.mandate.events.values.ChangeSetId;
import io.mandate.events.values.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// A tenant's history in the making: every call of [#commit] is one commit.
public final class Log {
    public static final TenantId TENANT = new TenantId("acme");
    private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");
    private static final EventMetadata METADATA = new EventMetadata(
            Actor.MANDATE,
            null,
            EventMetadata.Source.API,
            new ChangeSetId("c-1"),
            "test",
            null,
            null,
            null,
            null,
            null,
            null);

    private final TenantId tenant;
    private final List<List<RecordedEvent>> commits = new ArrayList<>();
    private long head;

    public Log() {
        this(TENANT);
    }

    public Log(TenantId tenant) {
        this.tenant = tenant;
    }

    public Log commit(DomainEvent... events) {
        commits.add(next(tenant, head, List.of(events)));
        head += events.length;
        return this;
    }

    /// What would be the next commit after a position.
    public static List<RecordedEvent> next(long head, List<? extends DomainEvent> events) {
        return next(TENANT, head, events);
    }

    private static List<RecordedEvent> next(TenantId tenant, long head, List<? extends DomainEvent> events) {
        List<RecordedEvent> commit = new ArrayList<>();
        long end = head + events.size();
        for (DomainEvent event : events) {
            long seq = head + commit.size() + 1;
            commit.add(new RecordedEvent(
                    tenant, seq, end, BEGIN.plusSeconds(end), "acme/x/y", seq, new UUID(0, seq), event, METADATA));
        }
        return commit;
    }

    public List<List<RecordedEvent>> commits() {
        return commits;
    }

    public long head() {
        return head;
    }

    public AccessIndex index() {
        AccessIndex index = new AccessIndex();
        commits.forEach(commit -> index.apply(tenant, commit));
        return index;
    }

    public AccessView now() {
        return index().now(TENANT);
    }
}
