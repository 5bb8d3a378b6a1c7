package io.mandate.query.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.query.proof.ProofsHealth.Anchors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.health.contributor.Health;

class ProofsHealthTest {
    @ParameterizedTest
    @CsvSource({"0, false, UP", "1, false, DEGRADED", "0, true, DEGRADED", "2, true, DEGRADED"})
    void a_log_that_does_not_fit_and_anchors_that_fail_show_in_the_status(
            int broken, boolean anchorFailing, String status) {
        Health health = ProofsHealth.health(broken, anchorFailing, 7, new Anchors(1, 2, 3, 40), true);

        assertThat(health.getStatus().getCode()).isEqualTo(status);
        assertThat(health.getDetails())
                .containsEntry("broken", broken)
                .containsEntry("anchorFailing", anchorFailing)
                .containsEntry("waiting", 2L);
    }
}
