package io.mandate.command.revert;

import io.mandate.access.AccessView;
import io.mandate.command.gate.Proviso;
import io.mandate.events.DomainEvent;
import io.mandate.events.RecordedEvent;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.Position;
import io.mandate.store.StoreId;
import io.mandate.store.follow.EventReader;
import io.mandate.store.follow.EventReader.Personal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Nothing that the reverted commit changed was changed since, and nothing else is changed by taking it back.
final class Untouched implements Proviso {
    private static final int NAMED = 20;

    private final Position reverted;
    private final List<RecordedEvent> commit;
    private final List<Facet> facets;
    private final EventReader reader;
    private final StoreId store;

    Untouched(Position reverted, List<RecordedEvent> commit, EventReader reader, StoreId store) {
        this.reverted = reverted;
        this.commit = commit;
        this.facets = commit.stream()
                .flatMap(event -> Facets.of(event.event()).stream())
                .distinct()
                .toList();
        this.reader = reader;
        this.store = store;
    }

    @Override
    public String cause() {
        return "revert of " + reverted;
    }

    @Override
    public void before(AccessView head) {
        Map<String, Long> ends = new LinkedHashMap<>();
        commit.forEach(event -> ends.put(event.aggregateId(), event.aggregateSequence()));
        List<String> later = new ArrayList<>();
        ends.forEach((stream, end) -> reader.stream(stream, end + 1, Personal.SEALED).stream()
                .filter(event -> touches(event.event()))
                .map(event -> Irreversible.alias(event.event()) + " at " + store.position(event.seq()))
                .forEach(later::add));
        if (!later.isEmpty()) {
            throw new RejectedException(Rejection.of(
                    RejectionCode.REVERT_CONFLICT,
                    "position",
                    reverted,
                    "count",
                    later.size(),
                    "later",
                    later.stream().limit(NAMED).toList()));
        }
    }

    @Override
    public void after(List<DomainEvent> happened) {
        for (DomainEvent event : happened) {
            for (Facet facet : Facets.of(event)) {
                if (facets.stream().noneMatch(undone -> undone.contains(facet))) {
                    throw Irreversible.because(event, "it would change more than the commit did");
                }
            }
        }
    }

    private boolean touches(DomainEvent event) {
        return Facets.of(event).stream().anyMatch(facet -> facets.stream().anyMatch(facet::touches));
    }
}
