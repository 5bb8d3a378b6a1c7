package io.mandate.query.decision;

import io.mandate.access.AccessView;
import io.mandate.events.values.TenantId;
import io.mandate.http.request.MinPosition;
import io.mandate.live.LiveIndex;
import io.mandate.query.history.PastViews;
import io.mandate.store.StoreId;
import java.util.function.BiConsumer;
import org.springframework.stereotype.Component;

/// The index at its newest position, after waiting for the one the caller must see, and the headers that say so.
@Component
class DecisionView {
    /// How long ago the head was last confirmed to be the store's, in milliseconds.
    static final String AGE = "Mandate-Age";

    private final LiveIndex live;
    private final StoreId store;
    private final PastViews past;

    DecisionView(LiveIndex live, StoreId store, PastViews past) {
        this.live = live;
        this.store = store;
        this.past = past;
    }

    /// Refused with POSITION_UNKNOWN for a position of another store or beyond the head; 503 where it did not
    /// arrive within 2 s.
    AccessView at(TenantId tenant, MinPosition atLeast) {
        return past.newest(tenant, atLeast);
    }

    /// The id of the store that is answered from.
    String store() {
        return store.value();
    }

    /// Says at which position an answer is true, and how old that position may be.
    void head(AccessView view, BiConsumer<String, String> header) {
        header.accept(MinPosition.ANSWER, store.position(view.position()).toString());
        header.accept(AGE, Long.toString(live.age(view.tenant()).toMillis()));
    }
}
