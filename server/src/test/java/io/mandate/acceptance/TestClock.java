package io.mandate.acceptance;

import io.mandate.testing.postgres.TestDatabase;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The store's one clock, standing still at the moments that a scenario names. Each transaction is dated by it, and
/// then a microsecond later than the one before. Closing it lets the clock run again.
///
/// @param database whose clock
record TestClock(TestDatabase database) implements AutoCloseable {

    /// It is this moment now.
    TestClock at(String instant) {
        replace("select timestamptz ''" + Instant.parse(instant) + "''");
        return this;
    }

    @Override
    public void close() {
        replace("select clock_timestamp()");
    }

    private void replace(String source) {
        JdbcClient.create(database.owner())
                .sql("create or replace function mandate.event_time() returns timestamptz language sql volatile as '"
                        + source + "'")
                .update();
    }
}
