package io.mandate.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mandate.store.startup.StartupRefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

class ServerSettingsTest {
    private final MockEnvironment given = new MockEnvironment();

    @Test
    void without_a_url_the_database_is_the_embedded_one() {
        assertThat(ServerSettings.of(given).external()).isEmpty();
    }

    @Test
    void a_url_needs_both_credentials() {
        given.setProperty("mandate.datasource.url", "jdbc:postgresql://db/mandate");
        given.setProperty("mandate.datasource.owner-username", "o");
        given.setProperty("mandate.datasource.owner-password", "secret");
        given.setProperty("mandate.datasource.runtime-username", "r");

        assertThatThrownBy(() -> ServerSettings.of(given))
                .isInstanceOf(StartupRefusedException.class)
                .hasMessageContaining("runtime-password is not")
                .hasMessageNotContaining("secret");
    }

    @Test
    void a_node_that_writes_nothing_does_without_the_owner_but_not_with_half_of_it() {
        given.setProperty("mandate.datasource.url", "jdbc:postgresql://db/mandate");
        given.setProperty("mandate.datasource.runtime-username", "r");
        given.setProperty("mandate.datasource.runtime-password", "secret");

        given.setProperty("mandate.roles", "query,command");
        assertThatThrownBy(() -> ServerSettings.of(given)).hasMessageContaining("owner-username is not");

        given.setProperty("mandate.roles", "query,console");
        assertThat(ServerSettings.of(given).external().orElseThrow().owner()).isEmpty();

        given.setProperty("mandate.datasource.owner-password", "secret");
        assertThatThrownBy(() -> ServerSettings.of(given)).hasMessageContaining("owner-username is not");
    }

    @Test
    void a_password_does_not_reach_a_log() {
        given.setProperty("mandate.datasource.url", "jdbc:postgresql://db/mandate");
        for (String role : new String[] {"owner", "runtime"}) {
            given.setProperty("mandate.datasource." + role + "-username", role);
            given.setProperty("mandate.datasource." + role + "-password", "secret");
        }

        assertThat(ServerSettings.of(given).toString())
                .contains("owner", "runtime")
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "65536", "http", ""})
    void what_is_no_port_is_refused(String text) {
        given.setProperty("server.port", text);

        assertThatThrownBy(() -> ServerSettings.of(given))
                .isInstanceOf(StartupRefusedException.class)
                .hasMessage("server.port is \"" + text + "\", and must be a whole number from 0 to 65535");
    }
}
