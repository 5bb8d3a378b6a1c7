package io.mandate.server.demo;

import io.mandate.command.catalog.document.CatalogReader;
import io.mandate.command.tenant.Registration;
import io.mandate.command.tenant.Registration.FirstAdministrator;
import io.mandate.command.tenant.TenantRegistration;
import io.mandate.events.values.Label;
import io.mandate.events.values.PersonalText;
import io.mandate.events.values.UserId;
import io.mandate.server.demo.DemoFacts.DemoTenant;
import io.mandate.server.operator.OperatorBootstrap;
import io.mandate.store.append.TenantRegistry;
import io.mandate.store.role.ConditionalOnRole;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Makes the sample tenants. What an interrupted load left is completed by the next one.
@Component
@ConditionalOnRole("command")
public class DemoLoader {
    private static final Logger LOG = LoggerFactory.getLogger(DemoLoader.class);
    private static final List<String> CATALOGS =
            List.of("commerce", "commerce-classic", "contact-center", "feedback", "authzen-certification");

    private final TenantRegistry tenants;
    private final TenantRegistration registration;
    private final DemoTokens tokens;

    DemoLoader(TenantRegistry tenants, TenantRegistration registration, DemoTokens tokens) {
        this.tenants = tenants;
        this.registration = registration;
        this.tokens = tokens;
    }

    /// Makes what is not there yet and issues fresh tokens.
    ///
    /// @param url where this server answers
    public DemoFacts load(String url) {
        DemoRequests requests = new DemoRequests(url);
        return new DemoFacts(
                url,
                CATALOGS.stream()
                        .map(catalog -> load(DemoPlan.shipped(catalog), requests))
                        .toList());
    }

    private DemoTenant load(DemoPlan plan, DemoRequests requests) {
        LOG.info("Loading the sample tenant {}", plan.tenant());
        if (!tenants.exists(plan.tenant())) {
            registration.register(OperatorBootstrap.request("demo"), registration(plan));
        }
        String administrator = tokens.issue(plan.tenant(), first(plan).id());
        requests.send(plan, administrator);
        return new DemoTenant(
                plan.tenant(),
                plan.catalog(),
                administrator,
                tokens.issue(plan.tenant(), plan.service()),
                tokens.issue(plan.tenant(), plan.auditor()));
    }

    private static Registration registration(DemoPlan plan) {
        return new Registration(
                plan.tenant(),
                ZoneId.of("Europe/Stockholm"),
                Label.of(plan.label()),
                CatalogReader.shipped(plan.catalog()),
                first(plan));
    }

    private static FirstAdministrator first(DemoPlan plan) {
        Map<String, Object> first = plan.administrator();
        return new FirstAdministrator(
                new UserId(text(first, "id")),
                PersonalText.of(text(first, "username")),
                PersonalText.of(text(first, "firstName")),
                PersonalText.of(text(first, "lastName")),
                null,
                null,
                Map.of());
    }

    private static String text(Map<String, Object> first, String name) {
        return Objects.requireNonNull(first.get(name), name).toString();
    }
}
