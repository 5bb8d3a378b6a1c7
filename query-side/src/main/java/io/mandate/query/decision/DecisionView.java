package io.mandate.query.decision;

import io.mandate.access.AccessView;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.Position;
import io.mandate.events.values.TenantId;
import io.mandate.http.request.MinPosition;
import io.mandate.http.request.UnavailableException;
import io.mandate.live.LiveIndex;
import io.mandate.store.StoreId;
import io.mandate.store.append.Head;
import io.mandate.store.follow.EventReader;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiConsumer;
import org.springframework.stereotype.Component;

/// The index at its newest position, after waiting for the one the caller must see, and the headers that say so.
@Component
class DecisionView {
    /// How long ago the head was last confirmed to be the store's, in milliseconds.
    static final String AGE = "Mandate-Age";

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final LiveIndex live;
    private final StoreId store;
    private final EventReader reader;

    DecisionView(LiveIndex live, StoreId store, EventReader reader) {
        this.live = live;
        this.store = store;
        this.reader = reader;
    }

    /// Refused with POSITION_UNKNOWN for a position of another store or beyond the head; 503 where it did not arrive
    /// within 2 s.
    AccessView at(TenantId tenant, MinPosition atLeast) {
        Position wanted = atLeast.wanted();
        if (wanted != null) {
            await(tenant, wanted);
        }
        return live.now(tenant);
    }

    /// Says at which position an answer is true, and how old that position may be.
    void head(AccessView view, BiConsumer<String, String> header) {
        header.accept(MinPosition.ANSWER, store.position(view.position()).toString());
        header.accept(AGE, Long.toString(live.age(view.tenant()).toMillis()));
    }

    private void await(TenantId tenant, Position wanted) {
        boolean ours = wanted.store().equals(store.value());
        if (ours && live.head(tenant) >= wanted.seq()) {
            return;
        }
        long head = reader.head(tenant).map(Head::seq).orElse(0L);
        if (!ours || wanted.seq() > head) {
            throw new RejectedException(
                    Rejection.of(RejectionCode.POSITION_UNKNOWN, "position", wanted, "head", store.position(head)));
        }
        if (!live.await(tenant, wanted.seq(), PATIENCE)) {
            throw new UnavailableException(
                    "What you ask for has not arrived here yet; ask again in a moment.",
                    Map.of("position", store.position(live.head(tenant)).toString()));
        }
    }
}
