package io.mandate.acceptance;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// A trace leads from the request to the append.
class TraceTest {

    @Test
    void the_trace_of_a_command_holds_the_request_the_command_and_the_append() {
        try (MandateServer server = MandateServer.start(
                "--spring.main.sources=" + Collector.class.getName(),
                "--management.tracing.sampling.probability=1.0",
                "--management.opentelemetry.tracing.export.schedule-delay=100ms")) {
            Tenant tenant = Tenant.of("commerce-classic", server);
            String trace = "0af7651916cd43dd8448eb211c80319c";
            tenant.admin()
                    .with("traceparent", "00-" + trace + "-b7ad6b7169203331-01")
                    .post("/v1/profiles", "{\"name\": \"Traced\"}")
                    .expect(201);

            await().atMost(60, SECONDS)
                    .until(() -> Kept.spans(trace).stream().anyMatch(span -> span.getKind() == SpanKind.SERVER));
            List<SpanData> spans = Kept.spans(trace);
            SpanData request = only(spans, span -> span.getKind() == SpanKind.SERVER);
            SpanData command = only(spans, span -> span.getName().equals("command CreateProfile"));
            SpanData append = only(spans, span -> span.getName().contains("append"));
            assertThat(request.getName()).isEqualTo("http post /v1/profiles");
            assertThat(request.getParentSpanId()).isEqualTo("b7ad6b7169203331");
            assertThat(ancestors(command, spans)).contains(request.getSpanId());
            assertThat(ancestors(append, spans)).contains(command.getSpanId());
            assertThat(spans.toString()).doesNotContain("Traced").doesNotContain(tenant.id());
        }
    }

    @Test
    void nothing_leaves_the_process_unless_somebody_names_a_collector() {
        assertThat(MandateServer.shared().context().getBeansOfType(SpanExporter.class))
                .isEmpty();
        assertThat(MandateServer.shared()
                        .context()
                        .getBeansOfType(io.opentelemetry.sdk.metrics.export.MetricExporter.class))
                .isEmpty();
        assertThat(MandateServer.shared()
                        .context()
                        .getBeansOfType(io.opentelemetry.sdk.logs.export.LogRecordExporter.class))
                .isEmpty();
    }

    private static SpanData only(List<SpanData> spans, java.util.function.Predicate<SpanData> which) {
        List<SpanData> found = spans.stream().filter(which).toList();
        assertThat(found).as(spans.toString()).hasSize(1);
        return found.getFirst();
    }

    private static List<String> ancestors(SpanData span, List<SpanData> spans) {
        return spans.stream()
                .filter(other -> other.getSpanId().equals(span.getParentSpanId()))
                .findFirst()
                .map(parent -> {
                    List<String> all = new java.util.ArrayList<>(ancestors(parent, spans));
                    all.add(parent.getSpanId());
                    return all;
                })
                .orElseGet(java.util.ArrayList::new);
    }

    /// The configuration of a server that is told where its spans go.
    @Configuration(proxyBeanMethods = false)
    static class Collector {
        @Bean
        SpanExporter kept() {
            return new Kept();
        }
    }

    private static final class Kept implements SpanExporter {
        private static final Queue<SpanData> SPANS = new ConcurrentLinkedQueue<>();

        static List<SpanData> spans(String trace) {
            return SPANS.stream()
                    .filter(span -> span.getTraceId().equals(trace))
                    .toList();
        }

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            SPANS.addAll(spans);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
