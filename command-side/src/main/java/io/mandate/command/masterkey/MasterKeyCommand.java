package io.mandate.command.masterkey;

import io.mandate.access.AccessView;
import io.mandate.command.gate.OperatorCommand;
import io.mandate.command.gate.RequiredRight;
import io.mandate.command.licence.LicenceCommand;
import io.mandate.live.identity.Caller;
import io.mandate.store.append.StreamId;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/// What can be wished of the master key, by operators or by Mandate itself. It is recorded in their
/// tenant.
public sealed interface MasterKeyCommand extends OperatorCommand {
    int epoch();

    @Override
    @TargetAggregateIdentifier
    default String stream() {
        return StreamId.of(Caller.SYSTEM_TENANT, StreamId.Kind.TENANT);
    }

    /// Every tenant depends on it, so it takes what registering tenants does.
    @Override
    default RequiredRight right(AccessView head) {
        return RequiredRight.of(LicenceCommand.OPERATIONS, "create");
    }

    /// It is about all tenants, and `create` is not bound by what is picked: the caller must see them all.
    @Override
    default List<RequiredRight> rights(AccessView head) {
        return List.of(right(head), RequiredRight.of(LicenceCommand.OPERATIONS, "view"));
    }

    /// From now on that epoch wraps.
    record ActivateMasterKey(int epoch) implements MasterKeyCommand {}

    /// That epoch is over.
    record DestroyMasterKey(int epoch) implements MasterKeyCommand {}
}
