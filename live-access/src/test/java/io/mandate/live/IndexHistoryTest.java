package io.mandate.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mandate.store.startup.StartupRefusedException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IndexHistoryTest {
    @ParameterizedTest
    @CsvSource({"30, P30D", "1, P1D", "P90D, P90D", "PT36H, PT36H", "P1DT12H, PT36H", "' 7 ', P7D"})
    void it_is_a_number_of_days_or_a_duration(String written, Duration kept) {
        assertThat(IndexHistory.of(written).kept()).isEqualTo(kept);
    }

    @Test
    void it_is_all_where_it_says_so() {
        assertThat(IndexHistory.of("all").kept()).isNull();
        assertThat(IndexHistory.of("ALL").kept()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "PT59M", "P-1D", "30 days", "P1M", "P1Y", "999999", "none"})
    void anything_else_stops_the_start_with_one_line(String written) {
        assertThatThrownBy(() -> IndexHistory.of(written))
                .isInstanceOf(StartupRefusedException.class)
                .hasMessageContaining("mandate.index.history is \"" + written + "\", and must be")
                .hasMessageContaining("P90D");
    }
}
