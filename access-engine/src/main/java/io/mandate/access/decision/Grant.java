package io.mandate.access.decision;

import io.mandate.access.scope.Reach;
import io.mandate.access.scope.Scopes;
import io.mandate.events.values.ScopeExpression;
import org.jspecify.annotations.Nullable;

/// What role and profile say about one action on one node, before the user's perimeter and the record are looked at.
/// It is shared by all users for whom it holds.
///
/// @param asWhole the answer for the resource as a whole and a user without a perimeter
/// @param forRecord the answer for a record that all limits reach
/// @param level what the level that gives it is limited to, if it is
/// @param records the record scope, if it is one
/// @param instances the scope of the picked instances, if any were picked
/// @param condition the condition the action is under
/// @param underCondition the answer while that condition does not hold
/// @param plain the answer to nearly all questions, those about the resource as a whole by users without a perimeter;
///     null where the user's own facts have a say in it
record Grant(
        Decision asWhole,
        Decision forRecord,
        @Nullable Limit level,
        @Nullable Limit records,
        @Nullable Limit instances,
        @Nullable String condition,
        @Nullable Decision underCondition,
        @Nullable Decision plain) {

    private Grant(
            Decision asWhole,
            Decision forRecord,
            @Nullable Limit level,
            @Nullable Limit records,
            @Nullable Limit instances,
            @Nullable String condition,
            @Nullable Decision underCondition) {
        this(
                asWhole,
                forRecord,
                level,
                records,
                instances,
                condition,
                underCondition,
                switch (asWhole.reason()) {
                    case SUPERUSER, NO_ROLE, NO_PROFILE -> null;
                    default -> underCondition != null ? underCondition : asWhole;
                });
    }

    static Grant denied(Decision decision) {
        return new Grant(decision, decision, null, null, null, null, null);
    }

    /// Allowed, or denied, for every record and every perimeter alike.
    static Grant settled(Decision decision) {
        return denied(decision);
    }

    static Grant within(Decision granted, @Nullable Limit level, @Nullable Limit records, @Nullable Limit instances) {
        ScopeExpression scope = Scopes.both(Scopes.both(scope(level), scope(records)), scope(instances));
        return new Grant(granted.within(scope), granted, level, records, instances, null, null);
    }

    private static ScopeExpression scope(@Nullable Limit limit) {
        return limit == null ? Scopes.ALL : limit.scope();
    }

    Grant under(String text, Decision notMet) {
        return new Grant(asWhole, forRecord, level, records, instances, text, notMet);
    }

    boolean limited() {
        return level != null || records != null || instances != null;
    }

    /// The first limit that does not reach a record; null: all of them do.
    @Nullable
    Limit missed(Reach reach) {
        if (misses(reach, level)) {
            return level;
        }
        if (misses(reach, records)) {
            return records;
        }
        return misses(reach, instances) ? instances : null;
    }

    private static boolean misses(Reach reach, @Nullable Limit limit) {
        return limit != null && !reach.of(limit.scope());
    }
}
