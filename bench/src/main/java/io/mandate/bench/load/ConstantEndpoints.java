package io.mandate.bench.load;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Two endpoints that read a request and always answer the same: a servlet behind the filters that every request
/// passes, and one that answers before any filter. They exist in the bench only.
@Configuration(proxyBeanMethods = false)
class ConstantEndpoints {
    static final String SERVLET = "/bench/constant";
    static final String BARE = "/bench/bare";

    private static final byte[] ANSWER =
            "{\"decision\":true,\"context\":{\"mandate\":{\"position\":\"0000000000-1\",\"reason\":\"ALLOWED\",\"node\":\"commerce/invoices\",\"event\":\"0000000000-1\"}}}"
                    .getBytes(StandardCharsets.US_ASCII);

    @Bean
    ServletRegistrationBean<HttpServlet> constantServlet() {
        return new ServletRegistrationBean<>(new ConstantServlet(), SERVLET);
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> bareAnswers() {
        return server -> server.addEngineValves(new BareValve());
    }

    private static void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        request.getInputStream().readAllBytes();
        response.setContentType("application/json");
        response.setContentLength(ANSWER.length);
        response.getOutputStream().write(ANSWER);
    }

    private static final class ConstantServlet extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            answer(request, response);
        }
    }

    private static final class BareValve extends ValveBase {
        BareValve() {
            super(true);
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            if (request.getRequestURI().equals(BARE)) {
                answer(request.getRequest(), response.getResponse());
            } else {
                getNext().invoke(request, response);
            }
        }
    }
}
