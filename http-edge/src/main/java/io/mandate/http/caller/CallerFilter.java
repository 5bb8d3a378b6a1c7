package io.mandate.http.caller;

import io.mandate.events.problem.RejectedException;
import io.mandate.http.request.UnavailableException;
import io.mandate.live.TenantUnavailableException;
import io.mandate.live.identity.Caller;
import io.mandate.live.identity.Operators;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/// Puts the caller of the bearer credential into Spring Security's context. It never refuses by itself: what needs a
/// caller is decided by the paths in [CallerConfiguration].
final class CallerFilter extends OncePerRequestFilter {
    private static final String SCHEME = "bearer ";
    private static final int LONGEST = 8_192;

    private final List<BearerCredentials> credentials;
    private final UsedCredentials used;
    private final Operators operators;
    private final HandlerExceptionResolver problems;

    CallerFilter(
            List<BearerCredentials> credentials,
            UsedCredentials used,
            Operators operators,
            HandlerExceptionResolver problems) {
        this.credentials = List.copyOf(credentials);
        this.used = used;
        this.operators = operators;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            caller(request).ifPresent(this::enter);
        } catch (TenantUnavailableException | UnavailableException | RejectedException e) {
            problems.resolveException(request, response, null, e);
            return;
        }
        chain.doFilter(request, response);
    }

    private Optional<Caller> caller(HttpServletRequest request) {
        List<String> headers = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
        // Of two, what stands in front of it may have looked at the other one.
        if (headers.size() != 1) {
            return Optional.empty();
        }
        String header = headers.getFirst();
        if (header.length() > LONGEST || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        String bearer = header.substring(SCHEME.length()).strip();
        return credentials.stream().flatMap(way -> way.caller(bearer).stream()).findFirst();
    }

    private void enter(Caller caller) {
        used.record(caller);
        List<SimpleGrantedAuthority> authorities = operators.mayAsFarAsKnown(caller, Operators.VIEW)
                ? List.of(new SimpleGrantedAuthority(CallerConfiguration.OPERATOR))
                : List.of();
        Authentication authentication = UsernamePasswordAuthenticationToken.authenticated(caller, null, authorities);
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(authentication);
        SecurityContextHolder.setContext(context);
    }
}
