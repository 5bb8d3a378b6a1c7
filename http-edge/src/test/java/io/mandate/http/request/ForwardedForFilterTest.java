package io.mandate.http.request;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class ForwardedForFilterTest {
    private final MockEnvironment settings = new MockEnvironment();

    @Test
    void the_networks_are_one_text() throws Exception {
        settings.setProperty("mandate.trusted-proxies", "192.0.2.7, 10.1.0.0/16");

        assertThat(origin("10.1.2.3")).isEqualTo("203.0.113.5");
        assertThat(origin("10.2.2.3")).isEqualTo("10.2.2.3");
    }

    @Test
    void the_networks_are_a_list_as_files_of_settings_have_it() throws Exception {
        settings.setProperty("mandate.trusted-proxies[0]", "192.0.2.7");
        settings.setProperty("mandate.trusted-proxies[1]", "10.1.0.0/16");

        assertThat(origin("10.1.2.3")).isEqualTo("203.0.113.5");
        assertThat(origin("10.2.2.3")).isEqualTo("10.2.2.3");
    }

    @Test
    void without_networks_nobody_is_believed() throws Exception {
        assertThat(origin("10.1.2.3")).isEqualTo("10.1.2.3");
        settings.setProperty("mandate.trusted-proxies", "");
        assertThat(origin("10.1.2.3")).isEqualTo("10.1.2.3");
    }

    private String origin(String peer) throws ServletException, IOException {
        var request = new MockHttpServletRequest();
        request.setRemoteAddr(peer);
        request.addHeader("X-Forwarded-For", "203.0.113.5");
        var chain = new MockFilterChain();
        new ForwardedForFilter(settings).doFilter(request, new MockHttpServletResponse(), chain);
        return Objects.requireNonNull(chain.getRequest()).getRemoteAddr();
    }
}
