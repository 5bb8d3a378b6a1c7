package io.mandate.command.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;

class RetriesTest {
    private final AtomicInteger attempts = new AtomicInteger();

    @Test
    void a_deadlock_is_tried_again() {
        String result = Retries.of(() -> {
            if (attempts.incrementAndGet() < 3) {
                throw new CannotAcquireLockException("met somebody", new SQLException("deadlock", "40P01"));
            }
            return "done";
        });

        assertThat(result).isEqualTo("done");
    }

    @Test
    void it_is_not_tried_for_ever() {
        assertThatThrownBy(() -> Retries.of(() -> {
                    attempts.incrementAndGet();
                    throw new CannotAcquireLockException("met somebody", new SQLException("serialisation", "40001"));
                }))
                .isInstanceOf(CannotAcquireLockException.class);
        assertThat(attempts).hasValue(5);
    }

    @Test
    void a_refusal_is_an_answer_and_not_tried_again() {
        assertThatThrownBy(() -> Retries.of(() -> {
                    attempts.incrementAndGet();
                    throw new RejectedException(Rejection.of(RejectionCode.SELF_SUSPENSION));
                }))
                .isInstanceOf(RejectedException.class);
        assertThat(attempts).hasValue(1);
    }
}
