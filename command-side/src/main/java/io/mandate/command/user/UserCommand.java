package io.mandate.command.user;

import io.mandate.access.AccessView;
import io.mandate.command.gate.RequiredRight;
import io.mandate.command.gate.TenantCommand;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import io.mandate.store.append.StreamId;

/// What can be wished for a principal. Everything but [Creation] is refused with USER_NOT_FOUND for one that never was,
/// and with USER_DELETED for one that is gone.
public sealed interface UserCommand extends TenantCommand
        permits Creation,
                CreateUser,
                CreatePrincipal,
                ActivateUser,
                ChangeDetails,
                ChangeUsername,
                ChangeRole,
                AssignUser,
                UnassignUser,
                SuspendUser,
                EnableUser,
                DeleteUser,
                ErasePersonalData,
                LinkIdentity,
                UnlinkIdentity,
                AssignPerimeter,
                AssignManager,
                RequestPasswordReset,
                RecordAcknowledgement {
    @Override
    TenantId tenant();

    UserId user();

    /// The action on `administration/users` that it takes.
    ActionName action();

    @Override
    default String stream() {
        return StreamId.of(tenant(), StreamId.Kind.USER, user());
    }

    /// On the principal as it is at the head, so that record scopes apply.
    @Override
    default RequiredRight right(AccessView head) {
        return UserRights.asItIs(head, user(), action());
    }
}
