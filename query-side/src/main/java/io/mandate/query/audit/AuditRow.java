package io.mandate.query.audit;

import io.mandate.events.values.ActionName;
import io.mandate.events.values.PersonalText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One changed thing.
///
/// @param number its place among the rows of its event, from 0
/// @param item what changed, in words: `First Name`, `Permission`
/// @param node the catalog node or the setting concerned
/// @param actions the permissions that were given or taken
/// @param from what was; null: nothing
/// @param to what is; null: nothing
record AuditRow(
        int number,
        AuditType type,
        Subject subject,
        String item,
        @Nullable String node,
        List<ActionName> actions,
        @Nullable Said from,
        @Nullable Said to) {

    AuditRow {
        actions = List.copyOf(actions);
    }

    /// A value as the trail shows it.
    sealed interface Said {
        /// Put into words only where somebody reads it: the index of the trail does without.
        record Clear(Object value) implements Said {}

        record Personal(PersonalText text) implements Said {}

        /// The text; `(erased)` where it is no longer there.
        default String shown() {
            return switch (this) {
                case Clear(Object value) -> Shown.of(value);
                case Personal(PersonalText text) -> text.text().orElse("(erased)");
            };
        }

        static @Nullable Said of(@Nullable Object value) {
            return switch (value) {
                case null -> null;
                case PersonalText text -> new Personal(text);
                default -> new Clear(value);
            };
        }
    }
}
