package io.mandate.query.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.store.proof.AnchorStanding;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.health.contributor.Health;

class ProofsHealthTest {
    private static final Instant LAST = Instant.parse("2026-03-03T10:00:00Z");
    private static final Instant OLDEST = Instant.parse("2026-03-03T09:00:00Z");

    @ParameterizedTest
    @CsvSource({"0, false, UP", "1, false, DEGRADED", "0, true, DEGRADED", "2, true, DEGRADED"})
    void a_log_that_does_not_fit_and_anchors_that_fail_show_in_the_status(
            int broken, boolean anchorFailing, String status) {
        Health health = ProofsHealth.health(broken, anchorFailing, standing(), true);

        assertThat(health.getStatus().getCode()).isEqualTo(status);
        assertThat(health.getDetails())
                .containsEntry("broken", broken)
                .containsEntry("anchorFailing", anchorFailing)
                .containsEntry("waiting", 2L);
    }

    @Test
    void the_last_anchor_is_told_and_whose_is_the_oldest_of_those_that_wait() {
        assertThat(ProofsHealth.health(0, false, standing(), true).getDetails())
                .containsEntry("eventsBehind", 7L)
                .containsEntry("anchored", 1L)
                .containsEntry("neverAnchored", 3L)
                .containsEntry("eventsNotAnchored", 40L)
                .containsEntry("lastAnchorAt", LAST)
                .containsEntry("oldestWaitingAnchoredAt", OLDEST);
        AnchorStanding nothing = new AnchorStanding(0, 0, 0, 0, 0, Optional.empty(), Optional.empty());
        assertThat(ProofsHealth.health(0, false, nothing, false).getDetails())
                .doesNotContainKeys("lastAnchorAt", "oldestWaitingAnchoredAt");
    }

    private static AnchorStanding standing() {
        return new AnchorStanding(7, 1, 2, 3, 40, Optional.of(LAST), Optional.of(OLDEST));
    }
}
