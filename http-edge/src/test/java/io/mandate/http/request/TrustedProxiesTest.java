package io.mandate.http.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mandate.store.startup.StartupRefusedException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {
    private final TrustedProxies proxies = new TrustedProxies(List.of("10.1.0.0/16", " 192.0.2.7", "::1"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.1.2.3      | 203.0.113.5                       | 203.0.113.5",
                "10.1.2.3      | 198.51.100.9, 203.0.113.5          | 203.0.113.5",
                "10.1.2.3      | 198.51.100.9, 203.0.113.5, 192.0.2.7 | 203.0.113.5",
                "10.1.2.3      | 10.1.9.9, 192.0.2.7                | 10.1.9.9",
                "::1           | 2001:db8::5                       | 2001:db8::5",
                "10.1.2.3      | 203.0.113.5:44321                 | 203.0.113.5",
                "10.1.2.3      | [2001:db8::5]:443                 | 2001:db8::5",
                "203.0.113.66  | 198.51.100.9                      | 203.0.113.66",
                "10.2.0.1      | 198.51.100.9                      | 10.2.0.1",
                "10.1.2.3      | 198.51.100.9, unknown             | 10.1.2.3",
                "10.1.2.3      | 198.51.100.9, evil.example        | 10.1.2.3",
                "10.1.2.3      | 198.51.100.9,                     | 10.1.2.3",
                "10.1.2.3      | 0.0.0.0/0                         | 10.1.2.3"
            })
    void it_came_from_the_nearest_address_that_is_no_proxy_of_ours(String peer, String forwarded, String origin) {
        assertThat(proxies.origin(peer, List.of(forwarded))).isEqualTo(origin);
    }

    @Test
    void several_headers_are_one_list() {
        assertThat(proxies.origin("10.1.2.3", List.of("198.51.100.9", "203.0.113.5, 192.0.2.7")))
                .isEqualTo("203.0.113.5");
        assertThat(proxies.origin("10.1.2.3", List.of())).isEqualTo("10.1.2.3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example", "10.1.0.0/99", "10.1.*", "all"})
    void what_is_no_network_is_refused(String network) {
        assertThatThrownBy(() -> new TrustedProxies(List.of("10.1.2.3", network)))
                .isInstanceOf(StartupRefusedException.class)
                .hasMessageContaining("\"" + network + "\" in mandate.trusted-proxies");
    }
}
