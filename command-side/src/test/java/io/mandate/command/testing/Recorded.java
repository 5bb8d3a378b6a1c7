package io.mandate.command.testing;

import io.mandate.access.AccessView;
import io.mandate.command.gate.OperatorCommand;
import io.mandate.command.gate.RequiredRight;
import io.mandate.command.gate.TenantCommand;
import io.mandate.events.DomainEvent;
import io.mandate.events.values.TenantId;
import io.mandate.store.append.StreamId;
import java.util.List;

/// Records events in a stream, whatever they say: commands without rules, so that a test shows what the
/// gate does by itself.
public sealed interface Recorded extends TenantCommand {
    List<DomainEvent> events();

    /// By whoever may edit users.
    record Events(String stream, List<DomainEvent> events, RequiredRight right) implements Recorded {
        @Override
        public RequiredRight right(AccessView head) {
            return right;
        }
    }

    /// The first of a tenant, by an operator.
    record Beginning(String stream, List<DomainEvent> events) implements Recorded, OperatorCommand {
        @Override
        public boolean registersTenant() {
            return true;
        }

        @Override
        public RequiredRight right(AccessView head) {
            return RequiredRight.of("administration/tenants", "create");
        }
    }

    static Recorded in(TenantId tenant, StreamId.Kind kind, Object id, DomainEvent... events) {
        return new Events(
                StreamId.of(tenant, kind, id), List.of(events), RequiredRight.of("administration/users", "edit"));
    }

    static Recorded beginning(TenantId tenant, DomainEvent... events) {
        return new Beginning(StreamId.of(tenant, StreamId.Kind.TENANT), List.of(events));
    }
}
