package io.mandate.server.restore;

import io.mandate.command.gate.CommandGate;
import io.mandate.command.user.DeleteUser;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.RejectionCode;
import io.mandate.server.operator.OperatorBootstrap;
import io.mandate.store.ledger.Reapplied;
import io.mandate.store.role.ConditionalOnRole;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Deletes persons in a restored log who had been deleted after the backup, before anybody is
/// answered: their keys are destroyed already, and nobody without a name should go on acting. Where
/// that fails for one of them, the others are deleted, and it is tried again while the node runs.
@Component
@ConditionalOnRole("command")
class RevivedPersons implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(RevivedPersons.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final Set<RejectionCode> GONE = Set.of(
            RejectionCode.USER_DELETED,
            RejectionCode.USER_NOT_FOUND,
            RejectionCode.TENANT_OFFBOARDED,
            RejectionCode.TENANT_NOT_FOUND);

    private final CommandGate gate;
    private final JdbcClient database;
    private final Set<Reapplied> told = new HashSet<>();
    private List<Reapplied> left = List.of();
    private @Nullable ScheduledExecutorService timer;

    RevivedPersons(CommandGate gate, JdbcClient database) {
        this.gate = gate;
        this.database = database;
    }

    @Override
    public int getPhase() {
        return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1;
    }

    @Override
    public void start() {
        left = Reapplied.all(database);
        again();
        timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("revived-persons").daemon().factory());
        if (!left.isEmpty()) {
            var _ = timer.scheduleWithFixedDelay(
                    this::again, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        }
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

    private void again() {
        left = left.stream().filter(person -> !isSettled(person)).toList();
    }

    /// Whether nothing is left to be tried on this node.
    private boolean isSettled(Reapplied person) {
        try {
            delete(person);
            return true;
        } catch (RuntimeException e) {
            if (told.add(person)) {
                LOG.warn(
                        "{} of tenant {} was erased before this store was restored, and cannot be deleted at the moment:"
                                + " it is tried again every minute.",
                        person.user(),
                        person.tenant(),
                        e);
            }
            return false;
        }
    }

    private void delete(Reapplied person) {
        try {
            gate.execute(
                    OperatorBootstrap.request("erasure ledger after a restore"),
                    List.of(new DeleteUser(person.tenant(), person.user(), null)));
            person.done(database);
        } catch (RejectedException e) {
            if (GONE.contains(e.rejection().code())) {
                person.done(database);
            } else {
                LOG.warn(
                        "{} of tenant {} was erased before this store was restored, and cannot be deleted now ({}):"
                                + " it is tried again at the next start.",
                        person.user(),
                        person.tenant(),
                        e.rejection().code());
            }
        }
    }
}
