package io.mandate.server.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mandate.store.schema.StoreCheck;
import io.mandate.store.schema.StoreSchema;
import io.mandate.store.startup.StartupRefusedException;
import io.mandate.testing.postgres.TestDatabase;
import io.mandate.testing.postgres.TestPostgres;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class DemoClockTest {
    private static final Instant MARCH = Instant.parse("2026-03-03T14:00:00Z");

    private final TestDatabase database = TestPostgres.newDatabase();
    private final JdbcClient owner = JdbcClient.create(database.owner());
    private final DemoClock clock = new DemoClock(database.owner());

    @BeforeEach
    void aStoreWithNothingInIt() {
        StoreSchema.migrate(database.owner(), TestDatabase.RUNTIME);
    }

    @Test
    void it_stands_at_the_moment_it_is_given_until_it_is_released() {
        clock.at(MARCH);
        assertThat(now()).isEqualTo(MARCH);
        clock.release();
        assertThat(now()).isAfter(Instant.now().minusSeconds(60));
    }

    @Test
    void a_clock_that_a_killed_load_left_is_refused_by_every_other_start() {
        clock.at(MARCH);
        assertThatThrownBy(this::check)
                .isInstanceOf(StartupRefusedException.class)
                .hasMessageContaining("start once with --demo");
        clock.release();
        assertThatCode(this::check).doesNotThrowAnyException();
    }

    /// What every start looks at, as it does.
    private void check() {
        var session =
                new SingleConnectionDataSource(database.jdbcUrl(), TestDatabase.RUNTIME, TestDatabase.PASSWORD, true);
        try {
            new JdbcTemplate(session).execute(StoreSchema.SESSION);
            new StoreCheck(JdbcClient.create(session)).run(false);
        } finally {
            session.destroy();
        }
    }

    @Test
    void somebody_elses_clock_is_left_alone() {
        owner.sql("CREATE OR REPLACE FUNCTION mandate.event_time() RETURNS timestamptz LANGUAGE sql VOLATILE"
                        + " AS 'select timestamptz ''2026-01-01 00:00:00Z'''")
                .update();
        clock.release();
        assertThat(now()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
    }

    @Test
    void only_a_store_with_sample_tenants_alone_is_dated_and_never_ahead() {
        assertThat(clock.mayDate(MARCH)).isTrue();
        assertThat(clock.mayDate(Instant.now().plusSeconds(3_600))).isFalse();
        tenant("system");
        tenant("demo-commerce");
        assertThat(clock.mayDate(MARCH)).isTrue();
        tenant("acme");
        assertThat(clock.mayDate(MARCH)).isFalse();
    }

    private void tenant(String id) {
        owner.sql("INSERT INTO mandate.tenant_head (tenant) VALUES (?)")
                .param(id)
                .update();
    }

    private Instant now() {
        return owner.sql("SELECT mandate.event_time()")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }
}
