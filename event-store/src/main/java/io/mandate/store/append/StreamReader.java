package io.mandate.store.append;

import io.mandate.events.RecordedEvent;
import java.util.List;

/// Reads the stream of one aggregate for deciding on it: payloads opened, circumstances left sealed.
public interface StreamReader {
    /// What is stored of the stream from a number in it on, in order.
    List<RecordedEvent> read(String aggregateId, long fromAggregateSequence);
}
