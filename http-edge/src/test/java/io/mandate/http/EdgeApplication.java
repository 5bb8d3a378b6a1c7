package io.mandate.http;

import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.Actor;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.TokenId;
import io.mandate.events.values.UserId;
import io.mandate.http.json.StrictJson;
import io.mandate.http.request.MinPosition;
import io.mandate.http.request.RequestFacts;
import io.mandate.live.TenantUnavailableException;
import io.mandate.live.Wording;
import io.mandate.live.identity.Caller;
import io.mandate.live.identity.Callers;
import io.mandate.live.identity.Operators;
import io.mandate.store.journal.AccessJournal;
import io.mandate.store.journal.JournalEntry;
import io.mandate.store.journal.JournalRow;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatusCode;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.server.ResponseStatusException;

/// A server of nothing but the edge, with endpoints that show what arrives.
@EnableAutoConfiguration(
        exclude = DataSourceAutoConfiguration.class,
        excludeName = {
            "org.axonframework.springboot.autoconfig.AxonAutoConfiguration",
            "org.axonframework.springboot.autoconfig.JdbcAutoConfiguration",
            "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
            "org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration"
        })
@Import({HttpEdgeConfiguration.class, EdgeApplication.Echo.class})
class EdgeApplication {
    static final String TOKEN = "token-of-gil";
    static final String TOKEN_OF_A_LOST_TENANT = "token-of-a-lost-tenant";
    static final String TOKEN_WITHOUT_TRACE = "token-without-trace";

    @Bean
    Callers oneToken() {
        Caller gil =
                new Caller(new TenantId("acme"), new Actor(Actor.Kind.USER, new UserId("gil")), null, Set.of(), false);
        return new Callers() {
            @Override
            public Optional<Caller> byToken(String secret) {
                if (secret.equals(TOKEN_OF_A_LOST_TENANT)) {
                    throw new TenantUnavailableException(gil.tenant(), "Cannot be followed.");
                }
                if (secret.equals(TOKEN_WITHOUT_TRACE)) {
                    return Optional.of(
                            new Caller(gil.tenant(), gil.actor(), new TokenId(TOKEN_WITHOUT_TRACE), Set.of(), false));
                }
                return secret.equals(TOKEN) ? Optional.of(gil) : Optional.empty();
            }

            @Override
            public Optional<Caller> byPrincipal(TenantId tenant, UserId principal) {
                return Optional.empty();
            }

            @Override
            public boolean linked(TenantId tenant, UserId principal, String provider) {
                return false;
            }

            @Override
            public boolean localOnly(TenantId tenant, UserId principal) {
                return false;
            }
        };
    }

    @Bean
    Operators nobody() {
        return (_, _) -> Optional.of("OPERATORS_ONLY");
    }

    @Bean
    Wording keys() {
        return _ -> rejection -> rejection;
    }

    @Bean
    AccessJournal journal() {
        return new UnwritableFor(TOKEN_WITHOUT_TRACE);
    }

    record Wish(String text, int number, List<Wish> more) {}

    /// A journal that is there for everybody but one token.
    private record UnwritableFor(String token) implements AccessJournal {
        @Override
        public void append(JournalEntry entry) {
            record(entry);
        }

        @Override
        public void record(JournalEntry entry) {
            if (entry.token() != null && entry.token().value().equals(token)) {
                throw new CannotGetJdbcConnectionException("the store is away");
            }
        }

        @Override
        public List<JournalRow> page(TenantId tenant, long afterSeq, int limit) {
            return List.of();
        }

        @Override
        public long head(TenantId tenant) {
            return 0;
        }

        @Override
        public long waiting() {
            return 0;
        }

        @Override
        public Optional<Long> firstBroken(TenantId tenant) {
            return Optional.empty();
        }
    }

    @RestController
    static class Echo {
        private final StrictJson json;

        Echo(StrictJson json) {
            this.json = json;
        }

        @PostMapping("/v1/echo")
        Map<String, Object> echo(@RequestBody byte[] body, Caller caller, RequestFacts facts, MinPosition min) {
            Wish wish = json.read(body, Wish.class);
            return Map.of(
                    "text", String.valueOf(wish.text()),
                    "caller", caller.actor().toString(),
                    "reason",
                            facts.reason() == null ? "" : facts.reason().text().orElse(""),
                    "position", min.position().map(Object::toString).orElse(""));
        }

        @GetMapping("/v1/nodes/{*node}")
        Map<String, Object> node(@PathVariable String node) {
            return Map.of("node", new NodeKey(node.substring(1)).value());
        }

        @GetMapping("/v1/numbered")
        Map<String, Object> numbered(@RequestParam int number) {
            return Map.of("number", number);
        }

        @GetMapping("/v1/chosen")
        Map<String, Object> chosen(
                @RequestParam(required = false) @Nullable Boolean whether,
                @RequestParam(required = false) @Nullable DayOfWeek day) {
            return Map.of("chosen", whether != null || day != null);
        }

        @GetMapping("/v1/listed")
        Map<String, Object> listed(@RequestParam List<String> name) {
            return Map.of("names", name);
        }

        @GetMapping("/v1/refused")
        void refused() {
            throw new RejectedException(Rejection.of(RejectionCode.PROFILE_NAME_TAKEN, "name", "Sales EU"));
        }

        /// Of a job, whose bodies may be large; who asks is not looked at.
        @GetMapping("/v1/jobs/{job}")
        Map<String, Object> job(@PathVariable String job) {
            return Map.of("job", job);
        }

        @PostMapping("/v1/jobs/{job}/again")
        Map<String, Object> again(@PathVariable String job) {
            return Map.of("job", job);
        }

        /// Nobody ever answers it.
        @GetMapping("/v1/awaited")
        DeferredResult<String> awaited() {
            return new DeferredResult<>(1L);
        }

        @GetMapping("/v1/answered/{status}")
        void answered(@PathVariable int status) {
            throw new ResponseStatusException(HttpStatusCode.valueOf(status));
        }

        @GetMapping("/v1/broken")
        void broken() {
            throw new IllegalStateException("a secret detail");
        }
    }
}
