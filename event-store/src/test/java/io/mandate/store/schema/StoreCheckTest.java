package io.mandate.store.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mandate.store.startup.StartupRefusedException;
import io.mandate.testing.postgres.TestDatabase;
import io.mandate.testing.postgres.TestPostgres;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class StoreCheckTest {
    private final TestDatabase database = TestPostgres.newDatabase();

    @BeforeEach
    void migrate() {
        StoreSchema.migrate(database.owner(), TestDatabase.RUNTIME);
    }

    @Test
    void a_session_with_short_timeouts_on_the_shipped_clock_is_fine() {
        assertThatCode(() -> check(TestDatabase.RUNTIME, StoreSchema.SESSION)).doesNotThrowAnyException();
    }

    @Test
    void a_session_that_may_hang_for_a_minute_is_refused() {
        assertThatThrownBy(() -> check(TestDatabase.RUNTIME, "select 1"))
                .isInstanceOf(StartupRefusedException.class)
                .hasMessageContaining("statement_timeout");
        assertThatThrownBy(() -> check(
                        TestDatabase.RUNTIME,
                        "set statement_timeout = '5s'; set idle_in_transaction_session_timeout = '60s'"))
                .isInstanceOf(StartupRefusedException.class)
                .hasMessageContaining("idle_in_transaction_session_timeout");
    }

    @Test
    void working_as_the_owner_is_refused() {
        assertThatThrownBy(() -> check(TestDatabase.OWNER, StoreSchema.SESSION))
                .isInstanceOf(StartupRefusedException.class)
                .hasMessageContaining("may change mandate.domain_event");
    }

    @Test
    void a_replaced_clock_is_refused() {
        JdbcClient.create(database.owner())
                .sql("create or replace function mandate.event_time() returns timestamptz language sql volatile"
                        + " as 'select clock_timestamp() - interval ''1 day'''")
                .update();

        assertThatThrownBy(() -> check(TestDatabase.RUNTIME, StoreSchema.SESSION))
                .isInstanceOf(StartupRefusedException.class)
                .hasMessageContaining("event_time");
    }

    @Test
    void migrating_again_keeps_the_id_of_the_store_and_a_restored_copy_gets_another_one() {
        String id = id();
        StoreSchema.migrate(database.owner(), TestDatabase.RUNTIME);
        assertThat(id()).isEqualTo(id).matches("[a-z0-9]{1,32}");

        // What a restored dump brings along: the origin of the database it was taken of.
        JdbcClient.create(database.owner())
                .sql("update mandate.store_identity set origin = '1/1/1'")
                .update();
        StoreSchema.migrate(database.owner(), TestDatabase.RUNTIME);
        String restored = id();
        assertThat(restored).isNotEqualTo(id);

        assertThat(StoreSchema.renewIdentity(database.owner())).isEqualTo(id()).isNotEqualTo(restored);
        apply();
    }

    @Test
    void a_restored_store_is_refused_until_its_erasure_ledger_is_applied() {
        StoreSchema.renewIdentity(database.owner());

        assertThatThrownBy(() -> check(TestDatabase.RUNTIME, StoreSchema.SESSION))
                .isInstanceOf(StartupRefusedException.class)
                .hasMessageContaining("start a command node first");
        apply();
    }

    @Test
    void who_may_not_migrate_sees_whether_another_has_and_whether_since_a_restore() {
        StoreSchema.requireMigrated(database.runtime());

        JdbcClient owner = JdbcClient.create(database.owner());
        owner.sql("update mandate.store_identity set origin = '1/1/1'").update();
        assertThatThrownBy(() -> StoreSchema.requireMigrated(database.runtime()))
                .isInstanceOf(StartupRefusedException.class)
                .hasMessageContaining("restored from a backup");

        owner.sql("""
                delete from mandate.flyway_schema_history
                where installed_rank = (select max(installed_rank) from mandate.flyway_schema_history)""").update();
        assertThatThrownBy(() -> StoreSchema.requireMigrated(database.runtime()))
                .isInstanceOf(StartupRefusedException.class)
                .hasMessageContaining("start a command node of this version first");

        TestDatabase empty = TestPostgres.newDatabase();
        assertThatThrownBy(() -> StoreSchema.requireMigrated(empty.runtime()))
                .isInstanceOf(StartupRefusedException.class)
                .hasMessageContaining("start a command node of this version first");
        assertThat(JdbcClient.create(empty.owner())
                        .sql("select count(*) from pg_namespace where nspname = 'mandate'")
                        .query(Long.class)
                        .single())
                .as("nothing was made")
                .isZero();
    }

    private void apply() {
        JdbcClient.create(database.owner())
                .sql("update mandate.store_identity set erasures_applied = true")
                .update();
    }

    @Test
    void a_schema_that_is_something_else_is_refused_in_one_line() {
        TestDatabase foreign = TestPostgres.newDatabase();
        JdbcClient.create(foreign.owner()).sql("create schema mandate").update();
        JdbcClient.create(foreign.owner())
                .sql("create table mandate.customers (id int)")
                .update();

        assertThatThrownBy(() -> StoreSchema.migrate(foreign.owner(), TestDatabase.RUNTIME))
                .isInstanceOf(StartupRefusedException.class)
                .message()
                .doesNotContain("\n")
                .contains("Use an empty database");
    }

    private void check(String user, String session) {
        var connections = new SingleConnectionDataSource(database.jdbcUrl(), user, TestDatabase.PASSWORD, true);
        try {
            JdbcClient client = JdbcClient.create(connections);
            org.springframework.jdbc.core.JdbcTemplate template =
                    new org.springframework.jdbc.core.JdbcTemplate(connections);
            template.execute(session);
            new StoreCheck(client).run(false);
        } finally {
            connections.destroy();
        }
    }

    private String id() {
        return JdbcClient.create(database.owner())
                .sql("select store_id from mandate.store_identity")
                .query(String.class)
                .single();
    }
}
