package io.mandate.query.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mandate.events.values.InvalidValueException;
import io.mandate.events.values.Position;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StretchTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            4 | 6 | 9 | [4, 5, 6, 7]
            4 | 6 | 6 | [4, 5, 6]
            0 | 2 | 9 | [1, 2, 3]
            3 | 3 | 9 | [3, 4]
            0 | 0 | 9 | [1]
            """)
    void a_window_is_what_is_behind_its_beginning_up_to_its_end_and_both_neighbours(
            long from, long to, long size, String events) {
        assertThat(Stretch.between(at(from), at(to)).within(size)).hasToString(events);
    }

    @Test
    void a_commit_is_from_its_first_event_to_its_last_and_both_neighbours() {
        assertThat(Stretch.ofCommit(at(4), at(6)).within(9)).containsExactly(3L, 4L, 5L, 6L, 7L);
        assertThat(Stretch.ofCommit(at(1), at(1)).within(1)).containsExactly(1L);
    }

    @Test
    void more_events_than_a_pack_takes_are_refused_with_a_way_out() {
        assertThat(Stretch.between(at(10), at(5_010)).within(9_000)).hasSize(5_002);
        assertThatThrownBy(() -> Stretch.between(at(10), at(5_011)))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("from")
                .hasMessageContaining("5001")
                .hasMessageContaining("5000")
                .hasMessageContaining("/v1/exports/log");
        assertThat(Stretch.ofCommit(at(11), at(5_010)).within(9_000)).hasSize(5_002);
        assertThatThrownBy(() -> Stretch.ofCommit(at(11), at(5_011)))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("position")
                .hasMessageContaining("5001");
    }

    private static Position at(long seq) {
        return new Position("s1", seq);
    }
}
