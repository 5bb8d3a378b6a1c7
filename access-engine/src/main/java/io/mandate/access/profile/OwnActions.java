package io.mandate.access.profile;

import io.mandate.events.values.ActionName;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.LevelName;
import io.mandate.events.values.ScopeExpression;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The actions a node has of its own in a profile.
///
/// @param actions what may be done; the empty set is a value and stops inheritance
/// @param level the level it was chosen by; display only
/// @param conditions the condition an action is under, by action
/// @param scopes the records an action reaches at most, by action: what the level brought when it was chosen
/// @param seq the event that set it
public record OwnActions(
        ActionSet actions,
        @Nullable LevelName level,
        Map<ActionName, String> conditions,
        Map<ActionName, ScopeExpression> scopes,
        long seq) {}
