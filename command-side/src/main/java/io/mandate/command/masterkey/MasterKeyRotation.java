package io.mandate.command.masterkey;

import io.mandate.command.gate.ChangeRequest;
import io.mandate.command.gate.CommandGate;
import io.mandate.command.masterkey.MasterKeyCommand.DestroyMasterKey;
import io.mandate.events.EventMetadata;
import io.mandate.events.values.Actor;
import io.mandate.events.values.TenantId;
import io.mandate.live.identity.Caller;
import io.mandate.store.envelope.MasterKeyEpochs;
import io.mandate.store.envelope.MasterKeyEpochs.Epoch;
import io.mandate.store.envelope.MasterKeyEpochs.Standing;
import io.mandate.store.envelope.TenantKeyRotation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// What follows on the activation of an epoch: the key of each tenant is replaced, what it wraps is
/// wrapped anew in batches, and older epochs end when they have been out of use for long enough.
/// One node at a time does it; whoever is next goes on where the tables stand.
@Component
class MasterKeyRotation implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(MasterKeyRotation.class);
    private static final Caller MANDATE = new Caller(Caller.SYSTEM_TENANT, Actor.MANDATE, null, Set.of(), true);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final int BATCH = 500;
    /// Any number nobody else locks in this database ("ROTATE" in ASCII).
    private static final long LOCK = 0x52_4f_54_41_54_45L;

    private final MasterKeyEpochs epochs;
    private final TenantKeyRotation tenants;
    private final CommandGate gate;
    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final Duration keep;
    private final InstantSource clock = InstantSource.system();
    private @Nullable ScheduledExecutorService timer;

    /// @param keep how long an epoch is kept after a newer one came into use
    MasterKeyRotation(
            MasterKeyEpochs epochs,
            TenantKeyRotation tenants,
            CommandGate gate,
            JdbcClient database,
            PlatformTransactionManager transactions,
            @Value("${mandate.master-key.keep:30d}") Duration keep) {
        this.epochs = epochs;
        this.tenants = tenants;
        this.gate = gate;
        this.database = database;
        this.transaction = new TransactionTemplate(transactions);
        this.keep = keep;
    }

    @Override
    public void start() {
        timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("key-rotation").daemon().factory());
        var _ = timer.scheduleWithFixedDelay(this::look, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        if (timer != null) {
            timer.shutdownNow();
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
            tenants.unfinished().forEach(this::rotate);
            ended(epochs.standing()).forEach(this::destroy);
        } catch (RuntimeException e) {
            LOG.warn("Keys are not replaced at the moment: {}", e.getClass().getName());
            LOG.debug("Why keys are not replaced", e);
        }
    }

    /// Replaces the key of one tenant, all of it; the next look goes on with what is left of it, if
    /// this one cannot.
    private void rotate(TenantId tenant) {
        alone(() -> {
            tenants.begin(tenant);
            return Optional.empty();
        });
        String after = "";
        boolean more = true;
        while (more && !Thread.currentThread().isInterrupted()) {
            String from = after;
            Optional<String> reached = alone(() -> tenants.rewrap(tenant, from, BATCH));
            more = reached.isPresent();
            after = reached.orElse("");
        }
        alone(() -> {
            if (tenants.finish(tenant)) {
                LOG.info("The key of tenant {} was replaced", tenant);
            }
            return Optional.empty();
        });
    }

    /// In a transaction of its own, unless another node is at it.
    private Optional<String> alone(java.util.function.Supplier<Optional<String>> step) {
        return transaction.execute(_ -> {
            boolean mine = database.sql("select pg_try_advisory_xact_lock(?)")
                    .param(LOCK)
                    .query(Boolean.class)
                    .single();
            return mine ? step.get() : Optional.empty();
        });
    }

    /// The epochs that nothing needs and that have been kept for long enough.
    private List<Epoch> ended(Standing standing) {
        Instant now = clock.instant();
        return standing.epochs().stream()
                .filter(epoch -> epoch.living() && epoch.wraps() == 0 && epoch.number() < standing.active())
                .filter(epoch -> outOfUse(epoch, standing)
                        .map(since -> !since.plus(keep).isAfter(now))
                        .orElse(false))
                .toList();
    }

    /// Since when a newer epoch is in use.
    private static Optional<Instant> outOfUse(Epoch epoch, Standing standing) {
        return standing.epochs().stream()
                .filter(newer -> newer.number() > epoch.number() && newer.activatedAt() != null)
                .map(Epoch::activatedAt)
                .min(Instant::compareTo);
    }

    private void destroy(Epoch epoch) {
        ChangeRequest request = new ChangeRequest(
                MANDATE,
                "master key",
                new byte[0],
                null,
                null,
                null,
                null,
                "end of epoch " + epoch.number(),
                EventMetadata.Source.SYSTEM);
        gate.execute(request, List.of(new DestroyMasterKey(epoch.number())));
        LOG.info("Epoch {} of the master key is over; nothing is wrapped under it", epoch.number());
    }
}
