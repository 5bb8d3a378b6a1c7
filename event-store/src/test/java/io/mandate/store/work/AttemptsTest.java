package io.mandate.store.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AttemptsTest {
    private final Set<String> broken = new HashSet<>(Set.of("b"));
    private final List<String> done = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final Attempts<String> attempts = new Attempts<>(
            thing -> {
                if (broken.contains(thing)) {
                    throw new IllegalStateException(thing);
                }
                done.add(thing);
            },
            (thing, failure) -> told.add(thing + ": " + failure.getMessage()));

    @Test
    void one_that_fails_holds_up_no_other_and_is_left() {
        assertThat(attempts.at(List.of("a", "b", "c"))).containsExactly("b");
        assertThat(done).containsExactly("a", "c");
        broken.clear();
        assertThat(attempts.at(List.of("b"))).isEmpty();
        assertThat(done).containsExactly("a", "c", "b");
    }

    @Test
    void one_that_goes_on_failing_is_told_of_once_and_again_if_it_comes_again() {
        attempts.at(List.of("b"));
        attempts.at(List.of("a", "b"));
        assertThat(told).containsExactly("b: b");
        attempts.at(List.of("a"));
        attempts.at(List.of("b"));
        assertThat(told).containsExactly("b: b", "b: b");
    }
}
