package io.mandate.command.redaction;

import io.mandate.command.gate.ChangeRequest;
import io.mandate.command.gate.CommandGate;
import io.mandate.events.RecordedEvent;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.Position;
import io.mandate.events.values.TenantId;
import io.mandate.store.StoreId;
import io.mandate.store.append.Head;
import io.mandate.store.follow.EventReader;
import io.mandate.store.follow.EventReader.Personal;
import org.springframework.stereotype.Component;

/// Finds the change set that a position belongs to, for those who may redact: for everybody else no
/// position is known. A commit never changes, so it is read without a lock.
@Component
class Redactions {
    private final CommandGate gate;
    private final EventReader reader;
    private final StoreId store;

    Redactions(CommandGate gate, EventReader reader, StoreId store) {
        this.gate = gate;
        this.reader = reader;
        this.store = store;
    }

    /// @param position of any event of the commit
    /// @throws RejectedException NOT_PERMITTED, before anything is read; POSITION_UNKNOWN
    RedactReason of(ChangeRequest request, Position position) {
        TenantId tenant = request.caller().tenant();
        return gate.informed(request, tenant, RedactReason.RIGHT, () -> redacting(tenant, position));
    }

    private RedactReason redacting(TenantId tenant, Position position) {
        long head = reader.head(tenant).map(Head::seq).orElse(0L);
        if (!position.store().equals(store.value()) || position.seq() < 1 || position.seq() > head) {
            throw new RejectedException(
                    Rejection.of(RejectionCode.POSITION_UNKNOWN, "position", position, "head", store.position(head)));
        }
        RecordedEvent event =
                reader.event(tenant, position.seq(), Personal.SEALED).orElseThrow();
        return new RedactReason(
                tenant, store.position(event.commitSeq()), event.metadata().changeSet());
    }
}
