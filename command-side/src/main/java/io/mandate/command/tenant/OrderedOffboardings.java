package io.mandate.command.tenant;

import io.mandate.command.gate.ChangeRequest;
import io.mandate.command.gate.CommandGate;
import io.mandate.command.tenant.TenantChange.OffboardTenant;
import io.mandate.events.EventMetadata;
import io.mandate.events.values.Actor;
import io.mandate.events.values.TenantId;
import io.mandate.live.LiveIndex;
import io.mandate.live.identity.Caller;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
    /// Of which a failure was told: once is enough.
    private final Set<TenantId> told = new HashSet<>();
    private Set<TenantId> before = Set.of();
    private @Nullable ScheduledExecutorService timer;

    OrderedOffboardings(CommandGate gate, LiveIndex live) {
        this.gate = gate;
        this.live = live;
    }

    @Override
    public void start() {
        timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("offboarding").daemon().factory());
        var _ = timer.scheduleWithFixedDelay(this::look, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        if (timer != null) {
            timer.close();
            timer = null;
        }
    }

    @Override
    public boolean isRunning() {
        return timer != null;
    }

    private void look() {
        try {
            Set<TenantId> open = open();
            // What was open a moment ago as well is nobody's work any more.
            open.stream().filter(before::contains).forEach(this::attempt);
            before = open;
            told.retainAll(open);
        } catch (RuntimeException e) {
            LOG.debug("Nothing can be off-boarded at the moment", e);
        }
    }

    /// One that fails does not hold up the others.
    private void attempt(TenantId tenant) {
        try {
            carryOut(tenant);
        } catch (RuntimeException e) {
            if (told.add(tenant)) {
                LOG.warn("Tenant {} was ordered to end and cannot be off-boarded now: it is tried again", tenant, e);
            }
        }
    }

    /// The tenants that were ordered to end and have not.
    Set<TenantId> open() {
        return live.index().now(Caller.SYSTEM_TENANT).tenantState().orders().keySet().stream()
                .filter(tenant -> !live.now(tenant).tenantState().offboarded())
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
