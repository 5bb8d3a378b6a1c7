package io.mandate.query.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PacerTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    @Test
    void so_many_events_take_at_least_so_long() {
        Pacer pacer = new Pacer(1_000, 0);
        long now = 0;
        for (int i = 0; i < 50; i++) {
            now += TimeUnit.MILLISECONDS.toNanos(3); // the work itself
            now += pacer.done(100, now);
        }
        assertThat(now).isBetween(5 * SECOND - SECOND / 5, 5 * SECOND + SECOND / 5);
        assertThat(pacer.rate()).isBetween(950L, 1_050L);
    }

    @Test
    void who_is_slower_than_allowed_never_waits() {
        Pacer pacer = new Pacer(1_000, 0);
        assertThat(pacer.done(100, SECOND)).isZero();
        assertThat(pacer.done(100, 2 * SECOND)).isZero();
        assertThat(pacer.rate()).isEqualTo(100);
    }

    @Test
    void what_is_done_all_at_once_counts_for_the_whole_time() {
        Pacer pacer = new Pacer(0, 0);
        for (int i = 1; i < 4; i++) {
            pacer.done(0, i * SECOND);
        }
        pacer.done(200_000, 4 * SECOND);
        assertThat(pacer.rate()).isEqualTo(50_000);
    }

    @Test
    void a_pause_is_not_made_good_by_rushing() {
        Pacer pacer = new Pacer(1_000, 0);
        pacer.done(1, 10 * SECOND);
        assertThat(pacer.done(3_000, 10 * SECOND)).isGreaterThan(SECOND * 8 / 10);
    }

    @Test
    void what_took_a_moment_is_made_good() {
        Pacer pacer = new Pacer(1_000, 0);
        assertThat(pacer.done(1_000, 2 * SECOND)).isZero();
        assertThat(pacer.done(1_000, 2 * SECOND)).isZero();
        assertThat(pacer.done(1_000, 2 * SECOND)).isEqualTo(SECOND);
    }

    @Test
    void without_a_limit_nobody_waits() {
        assertThat(new Pacer(0, 0).done(1_000_000, 1)).isZero();
    }
}
