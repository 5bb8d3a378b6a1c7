package io.mandate.store.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mandate.store.startup.StartupRefusedException;
import io.mandate.testing.postgres.TestDatabase;
import io.mandate.testing.postgres.TestPostgres;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class OldPostgresTest {
    @Test
    void a_start_on_an_old_database_is_refused_with_the_way_out_and_makes_nothing() {
        TestDatabase database = TestPostgres.newDatabase();
        DataSource old = old(database);

        assertThatThrownBy(() -> StoreSchema.migrate(old, TestDatabase.RUNTIME))
                .isInstanceOf(StartupRefusedException.class)
                .hasMessageContaining("This is PostgreSQL 14, and Mandate needs 15")
                .hasMessageContaining("upgrade the database or point mandate.datasource.url to another one");
        assertThatThrownBy(() -> StoreSchema.requireMigrated(old))
                .isInstanceOf(StartupRefusedException.class)
                .hasMessageContaining("This is PostgreSQL 14");
        assertThat(JdbcClient.create(database.owner())
                        .sql("select count(*) from pg_namespace where nspname = 'mandate'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    /// The same server, which says there that it is PostgreSQL 14.
    private static DataSource old(TestDatabase database) {
        JdbcClient owner = JdbcClient.create(database.owner());
        owner.sql("create schema aged").update();
        owner.sql("create function aged.current_setting(text) returns text language sql as $$ select '140012' $$")
                .update();
        var old = new PGSimpleDataSource();
        old.setUrl(database.jdbcUrl());
        old.setUser(TestDatabase.OWNER);
        old.setPassword(TestDatabase.PASSWORD);
        old.setOptions("-c search_path=aged,pg_catalog");
        return old;
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 18, 19})
    void a_newer_one_is_not(int version) {
        assertThatCode(() -> StoreSchema.refuseOldPostgres(version)).doesNotThrowAnyException();
    }
}
