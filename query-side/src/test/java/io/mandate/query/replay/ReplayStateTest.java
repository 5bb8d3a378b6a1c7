package io.mandate.query.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.query.replay.ReplayState.Wish;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReplayStateTest {
    @ParameterizedTest
    @CsvSource({
        "READY, COMPARE, COMPARING",
        "HELD, COMPARE, COMPARING",
        "HELD, CONTINUE, BUILDING",
        "READY, SWITCH, SWITCHING",
        "REQUESTED, ABANDON, ABANDONED",
        "BUILDING, ABANDON, ABANDONED",
        "COMPARING, ABANDON, ABANDONED",
        "READY, ABANDON, ABANDONED",
        "HELD, ABANDON, ABANDONED",
        "SWITCHING, ABANDON, ABANDONED"
    })
    void these_wishes_are_granted(ReplayState state, Wish wish, ReplayState next) {
        assertThat(state.after(wish)).contains(next);
    }

    @Test
    void nothing_else_is_granted() {
        assertThat(Arrays.stream(ReplayState.values())
                        .flatMap(state -> Arrays.stream(Wish.values())
                                .filter(wish -> state.after(wish).isPresent()))
                        .count())
                .isEqualTo(10);
    }

    @Test
    void what_stands_in_the_past_is_never_switched_to() {
        assertThat(ReplayState.HELD.after(Wish.SWITCH)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"SWITCHED", "COMPARED", "ABANDONED", "FAILED"})
    void what_is_over_stays_so(ReplayState state) {
        assertThat(state.over()).isTrue();
        assertThat(List.of(Wish.values()))
                .allSatisfy(wish -> assertThat(state.after(wish)).isEmpty());
    }
}
