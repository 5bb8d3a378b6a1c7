package io.mandate.command.tenant;

import io.mandate.command.gate.ChangeRequest;
import io.mandate.command.gate.CommandGate;
import io.mandate.command.tenant.TenantChange.OffboardTenant;
import io.mandate.events.EventMetadata;
import io.mandate.events.values.Actor;
import io.mandate.events.values.TenantId;
import io.mandate.live.LiveIndex;
import io.mandate.live.identity.Caller;
import io.mandate.store.work.Attempts;
import io.mandate.store.work.Worker;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Carries out what was ordered on a node that ended before it could do so itself. Every node with
/// the role looks now and then; doing it twice is no change.
@Component
class OrderedOffboardings implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(OrderedOffboardings.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Caller MANDATE = new Caller(Caller.SYSTEM_TENANT, Actor.MANDATE, null, Set.of(), true);

    private final CommandGate gate;
    private final LiveIndex live;
    private final Worker work = new Worker("offboarding", _ -> look());
    private final Attempts<TenantId> attempts = new Attempts<>(
            this::carryOut,
            (tenant, failure) -> LOG.warn(
                    "Tenant {} was ordered to end and cannot be off-boarded now: it is tried again", tenant, failure));
    private Set<TenantId> before = Set.of();

    OrderedOffboardings(CommandGate gate, LiveIndex live) {
        this.gate = gate;
        this.live = live;
    }

    @Override
    public void start() {
        work.start();
    }

    @Override
    public void stop() {
        work.stop(Duration.ofSeconds(20), false);
    }

    @Override
    public boolean isRunning() {
        return work.running();
    }

    private Duration look() {
        Set<TenantId> open = open();
        // What was open a moment ago as well is nobody's work any more.
        attempts.at(open.stream().filter(before::contains).toList());
        before = open;
        return PAUSE;
    }

    /// The tenants that were ordered to end and have not.
    Set<TenantId> open() {
        return live.index().now(Caller.SYSTEM_TENANT).tenantState().orders().keySet().stream()
                .filter(tenant -> !live.index().now(tenant).tenantState().offboarded())
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Ends a tenant in the name of Mandate; who ordered it is on record with the operators.
    void carryOut(TenantId tenant) {
        ChangeRequest request = new ChangeRequest(
                MANDATE,
                "off-boarding",
                new byte[0],
                null,
                null,
                null,
                null,
                "off-boarding of " + tenant,
                EventMetadata.Source.SYSTEM);
        gate.execute(request, List.of(new OffboardTenant(tenant, null)));
        LOG.info("Tenant {} was off-boarded, as had been ordered", tenant);
    }
}
