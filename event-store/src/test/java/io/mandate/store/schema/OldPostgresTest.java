package io.mandate.store.schema;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mandate.store.startup.StartupRefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OldPostgresTest {
    @Test
    void an_old_database_is_refused_with_the_way_out() {
        assertThatThrownBy(() -> StoreSchema.refuseOldPostgres(14))
                .isInstanceOf(StartupRefusedException.class)
                .hasMessageContaining("This is PostgreSQL 14, and Mandate needs 15")
                .hasMessageContaining("upgrade the database or point mandate.datasource.url to another one");
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 18, 19})
    void a_newer_one_is_not(int version) {
        assertThatCode(() -> StoreSchema.refuseOldPostgres(version)).doesNotThrowAnyException();
    }
}
