package io.mandate.server.demo;

import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// How a sample tenant is made: who begins it, and the requests that fill it, in order.
///
/// @param administrator the first administrator, in the words of `POST /v1/tenants`
/// @param service the principal whose token asks for decisions
/// @param auditor the principal whose token reads the audit trail
record DemoPlan(
        TenantId tenant,
        String catalog,
        String label,
        Map<String, Object> administrator,
        UserId service,
        UserId auditor,
        List<Step> steps) {

    /// A request of somebody at some moment.
    ///
    /// @param request method and path
    /// @param by who sends it; null: the first administrator
    /// @param at when it is said to have happened
    record Step(String request, Object body, @Nullable UserId by, Instant at) {
        String method() {
            return request.substring(0, request.indexOf(' '));
        }

        String path() {
            return request.substring(request.indexOf(' ') + 1);
        }
    }

    /// Reads the shipped plan for a catalog.
    @SuppressWarnings("unchecked") // our own file, checked by the test that loads it
    static DemoPlan shipped(String catalog) {
        try (InputStream file = DemoPlan.class.getResourceAsStream("/demo/" + catalog + ".yaml")) {
            Map<String, Object> plan =
                    new Yaml(new SafeConstructor(new LoaderOptions())).load(Objects.requireNonNull(file, catalog));
            return new DemoPlan(
                    new TenantId(text(plan, "tenant")),
                    catalog,
                    text(plan, "label"),
                    (Map<String, Object>) Objects.requireNonNull(plan.get("administrator")),
                    new UserId(text(plan, "service")),
                    new UserId(text(plan, "auditor")),
                    steps((List<Map<String, Object>>) Objects.requireNonNull(plan.get("steps"))));
        } catch (IOException e) {
            throw new UncheckedIOException("the demo plan of " + catalog + " cannot be read", e);
        }
    }

    /// `at` and `by` say when and by whom what follows was done.
    private static List<Step> steps(List<Map<String, Object>> written) {
        List<Step> steps = new ArrayList<>();
        Instant at = Instant.EPOCH;
        UserId by = null;
        for (Map<String, Object> entries : written) {
            for (Map.Entry<String, Object> entry : entries.entrySet()) {
                switch (entry.getKey()) {
                    case "at" ->
                        at = OffsetDateTime.parse(entry.getValue().toString()).toInstant();
                    case "by" -> by = new UserId(entry.getValue().toString());
                    default -> steps.add(new Step(entry.getKey(), entry.getValue(), by, at));
                }
            }
        }
        return steps;
    }

    /// When it began.
    Instant began() {
        return steps.getFirst().at();
    }

    /// The last moment of it.
    Instant latest() {
        return steps.getLast().at();
    }

    private static String text(Map<String, Object> plan, String name) {
        return Objects.requireNonNull(plan.get(name), name).toString();
    }
}
