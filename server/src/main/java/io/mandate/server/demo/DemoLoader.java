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
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
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
    private final OwnConnection connection;
    private final ObjectProvider<DemoClock> clock;

    DemoLoader(
            TenantRegistry tenants,
            TenantRegistration registration,
            DemoTokens tokens,
            OwnConnection connection,
            ObjectProvider<DemoClock> clock) {
        this.connection = connection;
        this.tenants = tenants;
        this.registration = registration;
        this.tokens = tokens;
        this.clock = clock;
    }

    /// Makes what is not there yet and issues fresh tokens.
    ///
    /// @param url where this server answers others
    public DemoFacts load(String url) {
        DemoRequests requests = new DemoRequests(connection);
        return new DemoFacts(
                url,
                CATALOGS.stream()
                        .map(catalog -> load(DemoPlan.shipped(catalog), requests))
                        .toList());
    }

    private DemoTenant load(DemoPlan plan, DemoRequests requests) {
        LOG.info("Loading the sample tenant {}", plan.tenant());
        String administrator = history(plan, requests);
        return new DemoTenant(
                plan.tenant(),
                plan.catalog(),
                administrator,
                tokens.issue(plan.tenant(), plan.service()),
                tokens.issue(plan.tenant(), plan.auditor()));
    }

    /// What happened in the sample tenant, at the times its plan names wherever the past may be written; returns
    /// the token of the first administrator.
    private String history(DemoPlan plan, DemoRequests requests) {
        DemoClock dating = clock.getIfAvailable();
        if (dating == null || !dating.mayDate(plan.latest())) {
            return history(plan, requests, _ -> {});
        }
        try (dating) {
            return history(plan, requests, dating::at);
        }
    }

    private String history(DemoPlan plan, DemoRequests requests, Consumer<Instant> when) {
        when.accept(plan.began());
        if (!tenants.exists(plan.tenant())) {
            registration.register(OperatorBootstrap.request("demo"), registration(plan));
        }
        UserId first = first(plan).id();
        Map<UserId, String> secrets = new HashMap<>();
        secrets.put(first, tokens.issue(plan.tenant(), first));
        requests.send(
                plan,
                when,
                step -> secrets.computeIfAbsent(
                        step.by() == null ? first : step.by(), user -> tokens.issue(plan.tenant(), user)));
        return Objects.requireNonNull(secrets.get(first));
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
