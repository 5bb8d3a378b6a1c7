package io.mandate.query.profile;

import io.mandate.access.decision.PathChoices;
import io.mandate.events.values.ActionSet;

/// The actions that a profile permits at a node (steps 8 to 10 of a decision), whoever has it.
final class Permitted {
    private Permitted() {}

    static ActionSet at(PathChoices choices) {
        boolean open = choices.disabled() == null && choices.inUse() != null;
        return open ? choices.actions() : ActionSet.NONE;
    }
}
