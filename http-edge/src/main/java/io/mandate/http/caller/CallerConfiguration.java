package io.mandate.http.caller;

import io.mandate.live.identity.Operators;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/// Which paths are open, and that everything else needs a caller. There are no sessions, no cookies and no passwords.
@Configuration(proxyBeanMethods = false)
public class CallerConfiguration {
    /// The authority of operators who may see how the installation stands, for paths that only they may see.
    public static final String OPERATOR = "OPERATOR";

    private static final String[] OPEN = {
        "/.well-known/**",
        "/v3/api-docs/**",
        "/swagger-ui/**",
        "/swagger-ui.html",
        "/v1/catalog/schema",
        "/actuator/health/**"
    };

    /// One observation a request, by the server, tells all: one more for each filter cost as much as
    /// finding the caller.
    @Bean
    SecurityObservationSettings noObservationOfEachFilter() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    SecurityFilterChain paths(
            HttpSecurity http,
            List<BearerCredentials> credentials,
            UsedCredentials used,
            Operators operators,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems)
            throws Exception {
        return http.csrf(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .addFilterBefore(
                        new CallerFilter(credentials, used, operators, problems), AnonymousAuthenticationFilter.class)
                .authorizeHttpRequests(paths -> paths
                        // The end of an answer that was written by and by: its request was authorised when it came.
                        .dispatcherTypeMatchers(DispatcherType.ASYNC)
                        .permitAll()
                        .requestMatchers(OPEN)
                        .permitAll()
                        .requestMatchers("/actuator/**")
                        .hasAuthority(OPERATOR)
                        .anyRequest()
                        .authenticated())
                .exceptionHandling(failures -> failures.authenticationEntryPoint(CallerConfiguration::unauthenticated))
                .build();
    }

    private static void unauthenticated(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"mandate\"");
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(UNAUTHENTICATED.getBytes(StandardCharsets.UTF_8));
    }

    private static final String UNAUTHENTICATED = """
            {"type":"urn:mandate:problem:unauthenticated","title":"Unauthorized","status":401,\
            "detail":"Send a valid token: Authorization: Bearer <token>.",\
            "code":"UNAUTHENTICATED","parameters":{}}""";
}
