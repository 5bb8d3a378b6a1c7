package io.mandate.events.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTest {
    @ParameterizedTest
    @ValueSource(strings = {"s1-0", "0-7", "abcdefghijklmnopqrstuvwxyz012345-999999999999999999"})
    void what_was_given_out_is_read_back(String written) {
        assertThat(Position.parse(written)).hasToString(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "7",
                "-7",
                "s1-",
                "s1--7",
                "s1-07",
                "s1-+7",
                "S1-7",
                "s1-7 ",
                "s1-7\n",
                "s1-1000000000000000000",
                "abcdefghijklmnopqrstuvwxyz0123456-7",
                "s1-\u0667"
            })
    void anything_else_is_refused(String written) {
        assertThatThrownBy(() -> Position.parse(written)).isInstanceOf(InvalidValueException.class);
    }
}
