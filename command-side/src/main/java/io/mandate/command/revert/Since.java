package io.mandate.command.revert;

import io.mandate.events.RecordedEvent;
import io.mandate.events.values.TenantId;
import io.mandate.store.append.Head;
import io.mandate.store.follow.EventReader;
import io.mandate.store.follow.EventReader.Personal;
import java.util.List;
import java.util.stream.Stream;

/// What touched the things of a commit after it. Most of it is read before the tenant is locked, so that under the lock
/// only what came in between is left: the tenant is not held up by a long history.
final class Since {
    /// More than can reasonably be reverted one by one.
    private static final int MOST = 20_000;

    private final TenantId tenant;
    private final List<RecordedEvent> commit;
    private final List<Facet> facets;
    private final EventReader reader;
    private final long read;
    private final List<RecordedEvent> known;

    /// Reads up to the present head, without a lock.
    Since(TenantId tenant, List<RecordedEvent> commit, EventReader reader) {
        this.tenant = tenant;
        this.commit = commit;
        this.reader = reader;
        this.facets = commit.stream()
                .flatMap(event -> Facets.of(event.event()).stream())
                .distinct()
                .toList();
        this.read = reader.head(tenant).map(Head::seq).orElse(0L);
        this.known = touching(commit.getLast().seq(), read);
    }

    /// All of it up to a head, which must not be before the one known already.
    List<RecordedEvent> upTo(long head) {
        return Stream.concat(known.stream(), touching(read, head).stream()).toList();
    }

    /// Whether something lies within what the commit changed.
    boolean covers(Facet facet) {
        return facets.stream().anyMatch(changed -> changed.contains(facet));
    }

    private List<RecordedEvent> touching(long after, long head) {
        List<String> streams =
                commit.stream().map(RecordedEvent::aggregateId).distinct().toList();
        List<RecordedEvent> later = reader.between(tenant, streams, after, head + 1, MOST + 1, Personal.SEALED);
        if (later.size() > MOST) {
            throw Irreversible.because(
                    commit.getLast().event(), "what it changed has changed in more than " + MOST + " events since");
        }
        return later.stream().filter(this::touches).toList();
    }

    private boolean touches(RecordedEvent event) {
        return Facets.of(event.event()).stream()
                .anyMatch(facet -> facets.stream().anyMatch(facet::touches));
    }
}
