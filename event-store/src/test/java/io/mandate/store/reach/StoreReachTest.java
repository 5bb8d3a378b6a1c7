package io.mandate.store.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mandate.testing.postgres.TestDatabase;
import io.mandate.testing.postgres.TestPostgres;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class StoreReachTest {
    private final TestDatabase database = TestPostgres.newDatabase();
    private final JdbcClient elsewhere = JdbcClient.create(TestPostgres.superuser(TestPostgres.newDatabase()));

    @Test
    void it_is_there_is_lost_and_comes_back() {
        try (var reach = new StoreReach(database.runtime())) {
            assertThat(reach.answers()).isTrue();
            assertThat(reach.answers()).isTrue();
            assertThat(sessions())
                    .as("one connection, however often it is asked")
                    .isOne();

            closeTheDoor();
            assertThat(reach.answers()).isFalse();
            assertThat(reach.answers()).isFalse();

            elsewhere
                    .sql("alter database " + database.name() + " allow_connections true")
                    .update();
            await().until(reach::answers);
        }
        await().untilAsserted(() -> assertThat(sessions()).isZero());
    }

    @Test
    void a_connection_that_was_cut_off_meanwhile_is_no_lost_store() {
        try (var reach = new StoreReach(database.runtime())) {
            assertThat(reach.answers()).isTrue();
            terminate();
            assertThat(reach.answers()).isTrue();
        }
    }

    private void closeTheDoor() {
        elsewhere
                .sql("alter database " + database.name() + " allow_connections false")
                .update();
        terminate();
    }

    private void terminate() {
        elsewhere
                .sql("select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = ?")
                .param(database.name())
                .query(Long.class)
                .single();
        await().untilAsserted(() -> assertThat(sessions()).isZero());
    }

    private long sessions() {
        return elsewhere
                .sql("select count(*) from pg_stat_activity where datname = ?")
                .param(database.name())
                .query(Long.class)
                .single();
    }
}
