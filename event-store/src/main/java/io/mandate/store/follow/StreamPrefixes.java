package io.mandate.store.follow;

import io.mandate.events.RecordedEvent;
import io.mandate.store.append.StreamId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The beginnings of streams that many commands go to, as they were read under the lock of their
/// tenant. The log is only ever added to, so that a beginning stays right; how it goes on is asked of
/// the store every time. The least recently used ones are forgotten first.
///
/// Streams of users are not kept: their events hold opened personal text, which must be gone with its
/// key.
final class StreamPrefixes {
    /// Shorter ones are read as fast as they are remembered.
    private static final int SHORTEST = 8;

    private static final int MOST_EVENTS = 100_000;

    private final Map<String, List<RecordedEvent>> beginnings = new LinkedHashMap<>(16, 0.75f, true);
    private final int mostEvents;
    private int events;

    StreamPrefixes() {
        this(MOST_EVENTS);
    }

    /// @param mostEvents how many are kept, of all streams together
    StreamPrefixes(int mostEvents) {
        this.mostEvents = mostEvents;
    }

    /// What is known of a stream, from its first event on; nothing, where nothing is.
    synchronized List<RecordedEvent> of(String aggregateId) {
        return beginnings.getOrDefault(aggregateId, List.of());
    }

    /// Keeps a stream that was read from its first event on, without a gap. Of two readings the longer
    /// one stays.
    synchronized void remember(String aggregateId, List<RecordedEvent> stream) {
        int already = beginnings.getOrDefault(aggregateId, List.of()).size();
        if (stream.size() < SHORTEST
                || stream.size() <= already
                || stream.size() > mostEvents
                || personal(aggregateId)) {
            return;
        }
        beginnings.put(aggregateId, List.copyOf(stream));
        events += stream.size() - already;
        var oldest = beginnings.entrySet().iterator();
        while (events > mostEvents) {
            events -= oldest.next().getValue().size();
            oldest.remove();
        }
    }

    private static boolean personal(String aggregateId) {
        return StreamId.parse(aggregateId).kind() == StreamId.Kind.USER;
    }
}
