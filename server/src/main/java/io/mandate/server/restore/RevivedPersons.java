package io.mandate.server.restore;

import io.mandate.command.gate.CommandGate;
import io.mandate.command.user.DeleteUser;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.RejectionCode;
import io.mandate.server.operator.OperatorBootstrap;
import io.mandate.store.ledger.Reapplied;
import io.mandate.store.role.ConditionalOnRole;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Deletes persons in a restored log who had been deleted after the backup: their keys are destroyed
/// already, and nobody without a name should go on acting.
@Component
@ConditionalOnRole("command")
class RevivedPersons {
    private static final Logger LOG = LoggerFactory.getLogger(RevivedPersons.class);

    private final CommandGate gate;
    private final JdbcClient database;

    RevivedPersons(CommandGate gate, JdbcClient database) {
        this.gate = gate;
        this.database = database;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(5)
    void delete() {
        Reapplied.all(database).forEach(this::delete);
    }

    private void delete(Reapplied person) {
        try {
            gate.execute(
                    OperatorBootstrap.request("erasure ledger after a restore"),
                    List.of(new DeleteUser(person.tenant(), person.user(), null)));
            person.done(database);
        } catch (RejectedException e) {
            if (isGone(e.rejection().code())) {
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

    private static boolean isGone(RejectionCode code) {
        return code == RejectionCode.USER_DELETED || code == RejectionCode.USER_NOT_FOUND;
    }
}
