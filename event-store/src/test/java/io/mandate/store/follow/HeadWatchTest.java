package io.mandate.store.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadWatchTest {
    /// Looks that take less than 50 ms begin within a second of each other: what nobody told of is known by then.
    @ParameterizedTest
    @CsvSource({"0, 250", "1, 250", "12, 250", "13, 260", "49, 980", "100, 2000"})
    void looks_follow_each_other_four_times_a_second_unless_they_take_long(long costMillis, long millis) {
        assertThat(HeadWatch.betweenLooks(Duration.ofMillis(costMillis).toNanos()))
                .isEqualTo(Duration.ofMillis(millis).toNanos());
    }
}
