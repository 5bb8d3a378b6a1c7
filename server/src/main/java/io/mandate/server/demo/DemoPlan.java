package io.mandate.server.demo;

import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    /// @param request method and path
    record Step(String request, Object body) {
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
            List<Map<String, Object>> steps = (List<Map<String, Object>>) Objects.requireNonNull(plan.get("steps"));
            return new DemoPlan(
                    new TenantId(text(plan, "tenant")),
                    catalog,
                    text(plan, "label"),
                    (Map<String, Object>) Objects.requireNonNull(plan.get("administrator")),
                    new UserId(text(plan, "service")),
                    new UserId(text(plan, "auditor")),
                    steps.stream()
                            .flatMap(step -> step.entrySet().stream())
                            .map(entry -> new Step(entry.getKey(), entry.getValue()))
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException("the demo plan of " + catalog + " cannot be read", e);
        }
    }

    private static String text(Map<String, Object> plan, String name) {
        return Objects.requireNonNull(plan.get(name), name).toString();
    }
}
