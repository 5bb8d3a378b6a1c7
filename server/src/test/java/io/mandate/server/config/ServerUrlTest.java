package io.mandate.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerUrlTest {
    @ParameterizedTest
    @CsvSource({
        "'', '', 127.0.0.1, http://localhost:8080",
        "'', mandate, 0.0.0.0, https://localhost:8080",
        "'', '', 10.0.0.5, http://10.0.0.5:8080",
        "'', '', fe80::1, 'http://[fe80::1]:8080'",
        "https://mandate.example/, mandate, 0.0.0.0, https://mandate.example"
    })
    void the_address_comes_from_configuration(String configured, String tls, String address, String expected) {
        var url = new ServerUrl(configured, tls, address);
        url.bound(8080);

        assertThat(url).hasToString(expected);
    }

    @Test
    void the_actual_port_counts_when_any_was_asked_for() {
        var url = new ServerUrl("", "", "127.0.0.1");
        url.bound(40123);

        assertThat(url).hasToString("http://localhost:40123");
    }
}
