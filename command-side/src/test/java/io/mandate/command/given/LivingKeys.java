package io.mandate.command.given;

import io.mandate.events.values.ChangeSetId;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import io.mandate.store.envelope.KeyRef;
import io.mandate.store.envelope.Keys;

/// All keys live. None is destroyed: a command never does that, the commit does.
public final class LivingKeys implements Keys {
    @Override
    public String idOf(UserId user) {
        return "key-of-" + user;
    }

    @Override
    public String idOf(ChangeSetId changeSet) {
        return "key-of-" + changeSet;
    }

    @Override
    public String idOf(TenantId tenant) {
        return "key-of-" + tenant;
    }

    @Override
    public State stateOf(KeyRef key) {
        return State.LIVING;
    }

    @Override
    public void destroy(KeyRef key) {
        throw new AssertionError("a command destroys no key; the commit does");
    }
}
