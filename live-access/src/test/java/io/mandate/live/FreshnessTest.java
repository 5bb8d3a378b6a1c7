package io.mandate.live;

import static io.mandate.live.LiveNode.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FreshnessTest {
    private static final long HOUR = Duration.ofHours(1).toNanos();

    @Test
    void a_tenant_that_was_never_confirmed_is_as_old_as_the_process() {
        assertThat(new Freshness(Duration.ofHours(1)).tooOld(ACME)).isFalse();
        assertThat(new Freshness(Duration.ofNanos(-1)).tooOld(ACME)).isTrue();
    }

    @Test
    void an_old_confirmation_is_too_old_and_a_new_one_ends_that() {
        Freshness freshness = new Freshness(Duration.ofMinutes(30));
        freshness.confirmed(ACME, System.nanoTime() - HOUR);
        assertThat(freshness.tooOld(ACME)).isTrue();

        freshness.confirmed(ACME, System.nanoTime());
        assertThat(freshness.tooOld(ACME)).isFalse();
    }

    @Test
    void a_late_word_of_an_earlier_look_does_not_make_it_older() {
        Freshness freshness = new Freshness(Duration.ofMinutes(30));
        freshness.confirmed(ACME, System.nanoTime());
        freshness.confirmed(ACME, System.nanoTime() - HOUR);

        assertThat(freshness.tooOld(ACME)).isFalse();
    }

    @Test
    void a_look_in_the_future_is_no_negative_age() {
        Freshness freshness = new Freshness(Duration.ofMinutes(30));
        freshness.confirmed(ACME, System.nanoTime() + HOUR);

        assertThat(freshness.age(ACME)).isEqualTo(Duration.ZERO);
    }
}
