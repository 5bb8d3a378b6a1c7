package io.mandate.access.mask;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MasksTest {
    @Test
    void the_last_characters_stay_visible() {
        assertThat(Masks.mask("+46701234567", 3)).isEqualTo("*********567");
        assertThat(Masks.mask("secret", 0)).isEqualTo("******");
        assertThat(Masks.mask("", 3)).isEmpty();
    }

    @Test
    void a_value_no_longer_than_what_may_stay_is_masked_whole() {
        assertThat(Masks.mask("567", 3)).isEqualTo("***");
        assertThat(Masks.mask("67", 3)).isEqualTo("**");
    }

    @Test
    void characters_beyond_the_basic_plane_count_as_one() {
        assertThat(Masks.mask("a\uD83D\uDE00b", 2)).isEqualTo("*\uD83D\uDE00b");
    }
}
