package io.mandate.access.decision;

import io.mandate.access.AccessView;
import io.mandate.access.profile.Profile;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RoleKey;
import org.jspecify.annotations.Nullable;

/// One version of the rules. A version, once it was in force anywhere, never changes its answers: a correction is a
/// new version, adopted by an event.
interface DecisionRules {
    Decision decide(AccessView view, Question question);

    /// See [AccessRules#ofRoleAndProfile].
    Decision ofRoleAndProfile(
            AccessView view, @Nullable RoleKey role, @Nullable Profile profile, NodeKey resource, ActionName action);
}
