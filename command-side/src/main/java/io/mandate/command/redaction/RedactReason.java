package io.mandate.command.redaction;

import io.mandate.access.AccessView;
import io.mandate.command.gate.RequiredRight;
import io.mandate.command.gate.TenantCommand;
import io.mandate.events.values.ChangeSetId;
import io.mandate.events.values.Position;
import io.mandate.events.values.TenantId;
import io.mandate.store.append.StreamId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/// The reason of a commit becomes unreadable for good. It goes to the stream of the tenant as a whole.
///
/// @param commit the end of that commit
/// @param changeSet what it recorded
public record RedactReason(TenantId tenant, Position commit, ChangeSetId changeSet) implements TenantCommand {
    /// A reason may speak of anybody, so deleting users within a scope is not enough.
    static final RequiredRight RIGHT = RequiredRight.of("administration/users", "delete");

    @Override
    @TargetAggregateIdentifier
    public String stream() {
        return StreamId.of(tenant, StreamId.Kind.TENANT);
    }

    @Override
    public RequiredRight right(AccessView head) {
        return RIGHT;
    }
}
