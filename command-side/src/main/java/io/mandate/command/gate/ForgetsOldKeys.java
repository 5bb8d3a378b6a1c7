package io.mandate.command.gate;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Forgets idempotency keys after seven days, a few thousand at a time so that no statement runs long. Any
/// number of nodes may do so at once: they skip each other's rows.
@Component
class ForgetsOldKeys {
    private static final Logger LOG = LoggerFactory.getLogger(ForgetsOldKeys.class);
    private static final int AT_ONCE = 5_000;
    private static final String DELETE = """
        DELETE FROM mandate.idempotency i USING (
          SELECT tenant, actor, operation, key FROM mandate.idempotency
          WHERE recorded_at < clock_timestamp() - interval '7 days'
          LIMIT ? FOR UPDATE SKIP LOCKED) old
        WHERE i.tenant = old.tenant AND i.actor = old.actor AND i.operation = old.operation AND i.key = old.key\
        """;

    private final JdbcTemplate jdbc;

    ForgetsOldKeys(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT10M")
    void forget() {
        try {
            while (jdbc.update(DELETE, AT_ONCE) == AT_ONCE) {
                LOG.debug("forgot {} idempotency keys", AT_ONCE);
            }
        } catch (DataAccessException e) {
            LOG.warn("old idempotency keys could not be removed; the next run tries again: {}", e.getMessage());
        }
    }
}
