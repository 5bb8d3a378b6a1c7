package io.mandate.query.audit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class BrokenExportsTest {
    private final BrokenExports filter = new BrokenExports();
    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/v1/audit");
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void a_marked_export_ends_as_a_failure_of_the_server() {
        FilterChain chain = (asked, _) -> BrokenExports.mark((HttpServletRequest) asked);

        assertThatThrownBy(() -> filter.doFilter(request, response, chain)).isInstanceOf(IOException.class);
    }

    @Test
    void every_other_request_ends_as_it_did() {
        assertThatCode(() -> filter.doFilter(request, response, (_, _) -> {})).doesNotThrowAnyException();
    }
}
