package io.mandate.events.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RejectionTest {

    @Test
    void parameters_are_put_into_the_sentence() {
        assertThat(Rejection.of(RejectionCode.PROFILE_IN_USE, "name", "Store", "count", 2, "users", List.of("a", "b"))
                        .message())
                .isEqualTo("\"Store\" is still assigned to 2 users (a, b). Give them another profile first.");
    }

    @Test
    void what_a_parameter_says_is_no_template() {
        assertThat(Rejection.of(RejectionCode.PROFILE_NAME_TAKEN, "name", "{code} [x] $1 \\", "code", "SECRET")
                        .message())
                .isEqualTo("A profile named \"{code} [x] $1 \\\" already exists.");
    }

    @Test
    void what_is_in_brackets_is_said_only_if_all_of_it_is_known() {
        Rejection missing = Rejection.of(RejectionCode.PROFILE_NOT_FOUND, "profile", "std");
        assertThat(missing.message()).isEqualTo("The profile \"std\" does not exist.");
        assertThat(missing.with("deletedAt", "2026-03-04T09:00:00Z").message())
                .isEqualTo("The profile \"std\" does not exist.");
        assertThat(missing.with("deletedAt", "2026-03-04T09:00:00Z")
                        .with("deletedBy", "Gil Berg")
                        .message())
                .isEqualTo("The profile \"std\" does not exist (it was deleted at 2026-03-04T09:00:00Z by Gil Berg).");
    }
}
