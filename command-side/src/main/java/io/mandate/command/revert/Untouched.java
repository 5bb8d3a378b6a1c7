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
import java.util.List;

/// Nothing that the reverted commit changed was changed since, and nothing else is changed by taking it back.
final class Untouched implements Proviso {
    private static final int NAMED = 20;

    private final Position reverted;
    private final Since since;
    private final StoreId store;

    Untouched(Position reverted, Since since, StoreId store) {
        this.reverted = reverted;
        this.since = since;
        this.store = store;
    }

    @Override
    public String cause() {
        return "revert of " + reverted;
    }

    @Override
    public void before(AccessView head) {
        List<RecordedEvent> later = since.upTo(head.position());
        if (!later.isEmpty()) {
            throw new RejectedException(Rejection.of(
                    RejectionCode.REVERT_CONFLICT,
                    "position",
                    reverted,
                    "count",
                    later.size(),
                    "later",
                    later.stream().limit(NAMED).map(this::named).toList()));
        }
    }

    @Override
    public void after(List<DomainEvent> happened) {
        for (DomainEvent event : happened) {
            if (!Facets.of(event).stream().allMatch(since::covers)) {
                throw Irreversible.because(event, "it would change more than the commit did");
            }
        }
    }

    private String named(RecordedEvent event) {
        return Irreversible.alias(event.event()) + " at " + store.position(event.seq());
    }
}
