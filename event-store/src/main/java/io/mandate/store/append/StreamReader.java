package io.mandate.store.append;

import io.mandate.events.RecordedEvent;
import java.util.List;

/// Reads the stream of one aggregate for deciding on it: payloads opened, circumstances left sealed.
public interface StreamReader {
    /// What is stored of the stream from a number in it on, in order.
    List<RecordedEvent> read(String aggregateId, long fromAggregateSequence);

    /// A stream that is asked for together with something else.
    Ahead ahead(String aggregateId);

    /// What is said for it, and what came of that.
    interface Ahead {
        Aside aside();

        /// All that is stored of the stream, once [#aside] was answered; at most one statement more,
        /// for keys.
        List<RecordedEvent> events();
    }
}
