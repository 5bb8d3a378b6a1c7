package io.mandate.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.mandate.events.values.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.unit.DataSize;

/// Settings as beans ask for them: one by one, and by their prefix.
class WrongSettingTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mandate.patience         | soon        | must be a duration such as 500ms, 10s, 5m or 30d
            mandate.patience         | 10 parsecs  | must be a duration such as 500ms, 10s, 5m or 30d
            mandate.queue            | many        | must be a whole number, at most 2147483647
            mandate.queue            | 99999999999 | must be a whole number, at most 2147483647
            mandate.most             | 3 stones    | must be a size such as 512KB or 32MB
            mandate.on               | perhaps     | must be true or false
            mandate.known[0].kind    | THIRD       | must be one of [FIRST, SECOND]
            mandate.known[0].count   | 1.5         | must be a whole number, at most 9223372036854775807
            """)
    void a_value_that_does_not_fit_is_told_by_name_with_what_would(String name, String value, String rule) {
        assertThat(RefusalReporter.refusal(catchThrowable(() -> start(Map.of(name, value)))))
                .contains(name + " is \"" + value + "\", and " + rule);
    }

    @Test
    void what_one_of_our_types_refuses_is_told_by_its_rule() {
        assertThat(RefusalReporter.refusal(
                        catchThrowable(() -> start(Map.of("mandate.known[0].tenants", "acme,Not One")))))
                .hasValueSatisfying(line -> assertThat(line)
                        .startsWith("mandate.known[0].tenants")
                        .contains("\"acme,Not One\", and must be"));
    }

    @Test
    void what_is_no_wrong_setting_keeps_its_stack_trace() {
        Throwable bug = catchThrowable(() -> start(Map.of("mandate.queue", "-1")));
        assertThat(bug).hasRootCauseMessage("a bug");
        assertThat(RefusalReporter.refusal(bug)).isEmpty();
    }

    private static void start(Map<String, Object> settings) {
        try (var context = new AnnotationConfigApplicationContext()) {
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("given", settings));
            context.getBeanFactory().setConversionService(ApplicationConversionService.getSharedInstance());
            context.register(Asking.class);
            context.refresh();
        }
    }

    enum Kind {
        FIRST,
        SECOND
    }

    record Known(
            @DefaultValue("FIRST") Kind kind,
            @DefaultValue("1") long count,
            @DefaultValue List<TenantId> tenants) {}

    @ConfigurationProperties("mandate")
    record Grouped(@DefaultValue List<Known> known) {}

    record Asked(String what) {}

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(Grouped.class)
    static class Asking {
        /// Needs the other one, whose settings are wrong: the inner failure is the one that is told.
        @Bean
        String user(Asked asked) {
            return asked.what();
        }

        @Bean
        Asked asked(
                @Value("${mandate.patience:10s}") Duration patience,
                @Value("${mandate.queue:10}") int queue,
                @Value("${mandate.most:32MB}") DataSize most,
                @Value("${mandate.on:true}") boolean on) {
            if (queue < 0) {
                throw new IllegalStateException("a bug");
            }
            return new Asked(patience + " " + queue + " " + most + " " + on);
        }
    }
}
