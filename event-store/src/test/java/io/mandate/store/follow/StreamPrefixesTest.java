package io.mandate.store.follow;

import static io.mandate.store.Samples.ACME;
import static io.mandate.store.Samples.GIL;
import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.events.RecordedEvent;
import io.mandate.store.Samples;
import io.mandate.store.append.StreamId;
import io.mandate.store.append.StreamId.Kind;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class StreamPrefixesTest {
    private static final String ONE = StreamId.of(ACME, Kind.PROFILE, "one");
    private static final String OTHER = StreamId.of(ACME, Kind.PROFILE, "other");
    private static final String THIRD = StreamId.of(ACME, Kind.PROFILE, "third");
    private static final String PERSON = StreamId.of(ACME, Kind.USER, "gil");

    private final StreamPrefixes prefixes = new StreamPrefixes(30);

    @Test
    void a_stream_is_known_as_far_as_it_was_read() {
        assertThat(prefixes.of(ONE)).isEmpty();
        prefixes.remember(ONE, stream(ONE, 10));
        assertThat(prefixes.of(ONE)).hasSize(10);
    }

    @Test
    void of_two_readings_the_longer_one_stays() {
        prefixes.remember(ONE, stream(ONE, 12));
        prefixes.remember(ONE, stream(ONE, 10));
        assertThat(prefixes.of(ONE)).hasSize(12);
    }

    @Test
    void short_streams_and_those_of_people_are_read_each_time() {
        prefixes.remember(ONE, stream(ONE, 7));
        prefixes.remember(PERSON, stream(PERSON, 20));
        assertThat(prefixes.of(ONE)).isEmpty();
        assertThat(prefixes.of(PERSON)).isEmpty();
    }

    @Test
    void the_one_that_was_asked_for_least_recently_makes_room() {
        prefixes.remember(ONE, stream(ONE, 10));
        prefixes.remember(OTHER, stream(OTHER, 10));
        prefixes.of(ONE);
        prefixes.remember(THIRD, stream(THIRD, 15));
        assertThat(prefixes.of(OTHER)).isEmpty();
        assertThat(prefixes.of(ONE)).hasSize(10);
        assertThat(prefixes.of(THIRD)).hasSize(15);
    }

    @Test
    void one_that_would_not_fit_at_all_forgets_none() {
        prefixes.remember(ONE, stream(ONE, 10));
        prefixes.remember(OTHER, stream(OTHER, 31));
        assertThat(prefixes.of(OTHER)).isEmpty();
        assertThat(prefixes.of(ONE)).hasSize(10);
    }

    private static List<RecordedEvent> stream(String aggregate, int events) {
        return LongStream.range(0, events)
                .mapToObj(i -> new RecordedEvent(
                        ACME,
                        i + 1,
                        i + 1,
                        Instant.EPOCH,
                        aggregate,
                        i,
                        new UUID(0, i),
                        Samples.rules(1),
                        Samples.by(GIL)))
                .toList();
    }
}
