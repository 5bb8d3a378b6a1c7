package io.mandate.access.history;

import io.mandate.access.decision.Decision;
import io.mandate.access.decision.Finding;
import io.mandate.events.values.ScopeExpression;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A time in which a user could do something for the same reasons, to the same records and with the same masks.
/// Positions are ends of commits.
///
/// @param from where it is seen to begin: at the beginning of the window, or with a commit inside it
/// @param until the commit with which it ended; 0 if it still went on at the end of the window
/// @param began the commit with which it really began, in the window or before; 0: before all that is known here
/// @param since the commit with which the user could do it at all, and could ever since; at or before `began`; 0:
/// before
///     all that is known here
/// @param decision what held
/// @param scope the records that it reached, with the values of the user's own attributes in place of their names
/// @param because the events without any of which it would not have held, by the steps of the rules
/// @param lost why the user could no longer do it after `until`; null if something else changed, or it went on
public record AccessInterval(
        long from,
        long until,
        long began,
        long since,
        Decision decision,
        ScopeExpression scope,
        List<Finding> because,
        @Nullable Decision lost) {

    public AccessInterval {
        because = List.copyOf(because);
    }

    /// Whether sensitive fields were hidden.
    public boolean masked() {
        return !decision.maskedFields().isEmpty();
    }

    /// Whether something about the access changed when it began, while the user could do it before already.
    public boolean changed() {
        return began > since;
    }
}
