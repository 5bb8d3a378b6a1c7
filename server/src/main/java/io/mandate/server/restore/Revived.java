package io.mandate.server.restore;

import io.mandate.command.gate.CommandGate;
import io.mandate.live.Withheld;
import io.mandate.store.ledger.Reapplied;
import io.mandate.store.role.ConditionalOnRole;
import io.mandate.store.work.Attempts;
import io.mandate.store.work.Worker;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Deletes persons and ends tenants in a restored or imported log that had been deleted and ended after the
/// backup, before anybody is answered: their keys are destroyed already, and whoever is gone must
/// not go on acting. Where that fails, the others are erased, their tenant is [Withheld], and it is
/// tried again while the node runs.
@Component
@ConditionalOnRole("command")
class Revived implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Revived.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final JdbcClient database;
    private final ErasedInLog log;
    private final Withheld withheld;
    private final Worker work = new Worker("revived", _ -> again());
    private final Attempts<Reapplied> attempts;

    Revived(CommandGate gate, JdbcClient database, Withheld withheld) {
        this.database = database;
        this.withheld = withheld;
        this.log = new ErasedInLog(gate, database);
        this.attempts = new Attempts<>(log::alone, Revived::tell);
    }

    private static void tell(Reapplied one, RuntimeException failure) {
        LOG.warn(
                "Erased before this store was restored or the tenant imported, and it cannot be erased in the log at the"
                        + " moment: {}."
                        + " Its tenant is not served meanwhile; it is tried again every {} s.",
                one,
                PAUSE.toSeconds(),
                failure);
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
        List<Reapplied> _ = attempts.at(log.together(living));
        if (!living.isEmpty()) {
            withheld.look();
        }
        return PAUSE; // a tenant that is imported beside the others may bring somebody
    }
}
