package io.mandate.http.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mandate.events.values.InvalidValueException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RevisionsTest {
    @Test
    void a_tag_that_was_given_out_is_the_revision_in_its_own_store_and_none_in_another() {
        SeenRevision seen = Revisions.seen(Revisions.tag("x1", 7)).orElseThrow();

        assertThat(seen.in("x1")).isEqualTo(7);
        assertThat(seen.in("x2")).isEqualTo(Long.MAX_VALUE);
        assertThat(Revisions.seen("\"7\"").orElseThrow().in("x2"))
                .as("known from a body")
                .isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "*", "W/\"x1-7\"", "\"x1-7\", \"x1-8\"", "\"x1-07\"", "\"X1-7\"", "\"-7\"", ""})
    void what_is_no_revision_is_refused(String ifMatch) {
        assertThatThrownBy(() -> Revisions.seen(ifMatch)).isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"x1-41\"                     | true",
                "W/\"x1-41\"                   | true",
                "\"x1-7\", W/\"x1-41\"         | true",
                "\"x1-7\",\"x1-41\",\"x1-9\"   | true",
                "*                             | true",
                "\"x2-41\"                     | false",
                "\"41\"                        | false",
                "\"x1-4\", \"x1-411\"          | false",
                "x1-41                         | false",
                "\"x1-41                       | false"
            })
    void what_is_known_may_be_in_a_list_and_weak(String ifNoneMatch, boolean known) {
        assertThat(Revisions.known(ifNoneMatch, Revisions.tag("x1", 41))).isEqualTo(known);
        assertThat(Revisions.known(null, Revisions.tag("x1", 41))).isFalse();
    }
}
