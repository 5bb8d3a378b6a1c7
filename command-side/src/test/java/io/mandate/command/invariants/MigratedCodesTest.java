package io.mandate.command.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.store.schema.StoreSchema;
import io.mandate.testing.postgres.TestDatabase;
import io.mandate.testing.postgres.TestPostgres;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Codes that were given when case told them apart.
class MigratedCodesTest {
    private static final String BEFORE = "23";

    @Test
    void one_of_two_profiles_holds_a_code_that_both_were_given() {
        TestDatabase database = TestPostgres.newDatabase();
        Flyway.configure()
                .dataSource(database.owner())
                .schemas(StoreSchema.NAME)
                .defaultSchema(StoreSchema.NAME)
                .createSchemas(true)
                .locations("classpath:db/migration")
                .placeholders(Map.of("runtime_role", TestDatabase.RUNTIME))
                .target(BEFORE)
                .load()
                .migrate();
        JdbcClient sql = JdbcClient.create(database.owner());
        sql.sql("""
                INSERT INTO mandate.profile_code (tenant, code, profile) VALUES
                  ('acme', 'partner', 'p3'), ('acme', 'PARTNER', 'p1'), ('acme', 'Partner', 'p2'),
                  ('acme', 'Staff', 'p4'), ('bee', 'PARTNER', 'p9')""").update();

        StoreSchema.migrate(database.owner(), TestDatabase.RUNTIME);

        assertThat(sql.sql("SELECT tenant || ' ' || code || ' ' || profile FROM mandate.profile_code")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder("acme partner p1", "acme staff p4", "bee partner p9");
    }
}
