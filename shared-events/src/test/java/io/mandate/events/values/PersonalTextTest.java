package io.mandate.events.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PersonalTextTest {
    @Test
    void it_is_never_shown_by_accident() {
        PersonalText name = PersonalText.of("Eve Adams");

        assertThat(name.toString()).doesNotContain("Eve");
        assertThat(new Wrapped(name).toString()).doesNotContain("Eve");
        assertThat(String.valueOf(name).length())
                .as("nor is its length")
                .isEqualTo(String.valueOf(PersonalText.of("E")).length());
    }

    private record Wrapped(PersonalText name) {}

    @Test
    void erased_is_not_empty() {
        assertThat(PersonalText.ERASED.erased()).isTrue();
        assertThat(PersonalText.ERASED.text()).isEmpty();
        assertThat(PersonalText.of("").erased()).isFalse();
        assertThat(PersonalText.of("")).isNotEqualTo(PersonalText.ERASED);
    }

    @Test
    void it_has_a_longest_length_and_the_refusal_does_not_repeat_it() {
        assertThat(PersonalText.of("e".repeat(4_000)).text()).isPresent();
        assertThatThrownBy(() -> PersonalText.of("e".repeat(4_001)))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageNotContaining("eee");
    }
}
