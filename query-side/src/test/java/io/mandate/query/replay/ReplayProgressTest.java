package io.mandate.query.replay;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayProgressTest {
    @ParameterizedTest(name = "{0} of {1} at {2}/s: {3} s")
    @CsvSource({
        "    0, 1000, 100, 10",
        "  250, 1000, 100,  8", // a second that has begun counts
        "  999, 1000, 100,  1",
        " 1000, 1000, 100,  0",
        " 1003, 1000, 100,  0", // more came while the total was counted
        "  250, 1000,   0,    ",
        " 1000, 1000,   0,    ",
        "    0, 9000000000, 2, 4500000000"
    })
    void what_is_left_takes_as_long_as_it_did_lately(
            long done, long total, long perSecond, @Nullable Long secondsLeft) {
        assertThat(ReplayProgress.of(done, total, perSecond))
                .isEqualTo(new ReplayProgress(done, total, perSecond, secondsLeft));
    }
}
