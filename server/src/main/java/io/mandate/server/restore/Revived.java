package io.mandate.server.restore;

import io.mandate.command.gate.CommandGate;
import io.mandate.command.gate.TenantCommand;
import io.mandate.command.tenant.TenantChange.OffboardTenant;
import io.mandate.command.user.DeleteUser;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.UserId;
import io.mandate.live.Withheld;
import io.mandate.server.operator.OperatorBootstrap;
import io.mandate.store.ledger.Reapplied;
import io.mandate.store.role.ConditionalOnRole;
import io.mandate.store.work.Attempts;
import io.mandate.store.work.Worker;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Deletes persons and ends tenants in a restored log that had been deleted and ended after the
/// backup, before anybody is answered: their keys are destroyed already, and whoever is gone must
/// not go on acting. Where that fails, the others are erased, their tenant is [Withheld], and it is
/// tried again while the node runs.
@Component
@ConditionalOnRole("command")
class Revived implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Revived.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration NEVER = Duration.ofDays(1);
    private static final Set<RejectionCode> GONE = Set.of(
            RejectionCode.USER_DELETED,
            RejectionCode.USER_NOT_FOUND,
            RejectionCode.TENANT_OFFBOARDED,
            RejectionCode.TENANT_NOT_FOUND);

    private final CommandGate gate;
    private final JdbcClient database;
    private final Withheld withheld;
    private final Worker work = new Worker("revived", _ -> again());
    private final Attempts<Reapplied> attempts = new Attempts<>(
            this::erase,
            (one, failure) -> LOG.warn(
                    "Erased before this store was restored, and it cannot be erased in the log at the moment: {}."
                            + " Its tenant is not served meanwhile; it is tried again every {} s.",
                    one,
                    PAUSE.toSeconds(),
                    failure));

    Revived(CommandGate gate, JdbcClient database, Withheld withheld) {
        this.gate = gate;
        this.database = database;
        this.withheld = withheld;
    }

    @Override
    public int getPhase() {
        return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1;
    }

    @Override
    public void start() {
        again();
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

    /// Those that are left: another node may have erased some.
    private Duration again() {
        List<Reapplied> living = Reapplied.all(database);
        List<Reapplied> left = attempts.at(living);
        if (!living.isEmpty()) {
            withheld.look();
        }
        return left.isEmpty() ? NEVER : PAUSE;
    }

    private void erase(Reapplied one) {
        try {
            gate.execute(OperatorBootstrap.request("erasure ledger after a restore"), List.of(command(one)));
        } catch (RejectedException e) {
            if (!GONE.contains(e.rejection().code())) {
                throw e;
            }
        }
        one.done(database);
    }

    private static TenantCommand command(Reapplied one) {
        UserId person = one.user();
        return person == null ? new OffboardTenant(one.tenant(), null) : new DeleteUser(one.tenant(), person, null);
    }
}
