package io.mandate.acceptance;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.Ordered;

/// What each request asks the database on the thread that handles it, behind the recognition of its caller, which does
/// not depend on what is asked. In a server that is started with [#SETTING]; a request is known by its [#HEADER].
final class Statements {
    static final String SETTING = "--test.statements=true";
    static final String HEADER = "Test-Request";

    private final ThreadLocal<@Nullable List<String>> here = new ThreadLocal<>();
    private final Map<String, CompletableFuture<List<String>>> requests = new ConcurrentHashMap<>();

    /// The SQL of a request that was answered, in its order.
    List<String> of(String request) {
        return finished(request).orTimeout(20, TimeUnit.SECONDS).join();
    }

    /// Told of every statement on its way to the database.
    void asked(String sql) {
        List<String> asked = here.get();
        if (asked != null) {
            asked.add(sql);
        }
    }

    private CompletableFuture<List<String>> finished(String request) {
        return requests.computeIfAbsent(request, _ -> new CompletableFuture<>());
    }

    /// Around everything: what a request has asked is known when it is over, also if it got no further.
    private void whole(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        List<String> asked = new ArrayList<>();
        request.setAttribute(HEADER, asked);
        try {
            chain.doFilter(request, response);
        } finally {
            Optional.ofNullable(((HttpServletRequest) request).getHeader(HEADER))
                    .ifPresent(number -> finished(number).complete(List.copyOf(asked)));
        }
    }

    @SuppressWarnings("unchecked") // set above
    private void known(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        here.set((List<String>) request.getAttribute(HEADER));
        try {
            chain.doFilter(request, response);
        } finally {
            here.remove();
        }
    }

    private static FilterRegistrationBean<Filter> at(int order, String name, Filter filter) {
        FilterRegistrationBean<Filter> registered = new FilterRegistrationBean<>(filter);
        registered.setName(name);
        registered.setOrder(order);
        return registered;
    }

    /// Puts it into a server that wants it, by `spring.factories` of the tests.
    static final class Initializer implements ApplicationContextInitializer<GenericApplicationContext> {
        @Override
        public void initialize(GenericApplicationContext context) {
            if (context.getEnvironment().getProperty("test.statements", Boolean.class, false)) {
                Statements statements = new Statements();
                context.registerBean(Statements.class, () -> statements);
                context.registerBean(ToldDataSources.class, () -> new ToldDataSources(statements));
                context.registerBean(
                        "wholeRequests",
                        FilterRegistrationBean.class,
                        () -> at(Ordered.HIGHEST_PRECEDENCE, "whole", statements::whole));
                context.registerBean(
                        "knownRequests",
                        FilterRegistrationBean.class,
                        () -> at(Ordered.LOWEST_PRECEDENCE, "known", statements::known));
            }
        }
    }
}
