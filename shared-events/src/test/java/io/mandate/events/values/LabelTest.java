package io.mandate.events.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LabelTest {
    @Test
    void it_is_read_from_a_text_and_from_texts_by_language_and_written_the_same() {
        for (Object written : List.of("Region", Map.of("en", "Region", "fr", "Région"))) {
            assertThat(Label.parse(written).written()).isEqualTo(written);
        }
    }

    @Test
    void what_is_no_text_is_not_made_one() {
        List<Object> wrong = Arrays.asList(
                7,
                true,
                List.of("Region"),
                Map.of(),
                Map.of("en", 7),
                Map.of("en", Map.of("colour", List.of(true))),
                Collections.singletonMap("en", null));
        for (Object written : wrong) {
            assertThatThrownBy(() -> Label.parse(written))
                    .as("%s", written)
                    .isInstanceOf(InvalidValueException.class)
                    .hasMessageContaining("must be a text or a map from language to text");
        }
    }
}
