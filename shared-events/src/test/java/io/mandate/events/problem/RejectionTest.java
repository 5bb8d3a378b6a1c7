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
    void lists_are_said_with_a_word_before_the_last() {
        assertThat(notSupported(List.of("pay"), List.of("view")).message())
                .isEqualTo("home does not support pay. It supports view.");
        assertThat(notSupported(List.of("edit", "pay"), List.of("create", "edit", "view"))
                        .message())
                .isEqualTo("home does not support edit or pay. It supports create, edit and view.");
        assertThat(notSupported(List.of("pay"), List.of()).message()).isEqualTo("home does not support pay.");
    }

    @Test
    void a_sentence_says_other_words_for_a_fact_that_stays() {
        Rejection said = Rejection.of(RejectionCode.NOT_PERMITTED, "action", "edit", "resource", "home")
                .said("action", "Edit {resource} $1")
                .with("decisionReason", "NO_PROFILE");
        assertThat(said.message()).isEqualTo("You need \"Edit {resource} $1\" on home.");
        assertThat(said.parameters()).containsEntry("action", "edit").hasSize(3);
    }

    private static Rejection notSupported(List<String> actions, List<String> supported) {
        return Rejection.of(
                RejectionCode.ACTION_NOT_SUPPORTED, "node", "home", "actions", actions, "supported", supported);
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
