package io.mandate.command.token;

import io.mandate.access.AccessView;
import io.mandate.access.permission.Escalation;
import io.mandate.access.user.Cohort;
import io.mandate.command.invariants.Administrators;
import io.mandate.events.token.TokenRight;
import io.mandate.events.values.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Somebody must be the first to give a token right that nobody could give any more: whoever edits the catalog, as with
/// everything else that nobody holds. The last token that carries one can expire, be lost or be revoked. Services have
/// such tokens and hand nothing on, so theirs do not count.
final class FirstToGive {
    private FirstToGive() {}

    static boolean is(AccessView head, UserId giver, TokenRight right, Instant now) {
        return Administrators.editsCatalog(head, giver) && !heldByAnybody(head, right, now);
    }

    private static boolean heldByAnybody(AccessView head, TokenRight right, Instant now) {
        return head.cohorts().keySet().stream()
                        .anyMatch(cohort ->
                                cohort.activePeople() && Escalation.confersSuperuser(head.catalog(), cohort.role()))
                || head.tokenHolders().stream()
                        .anyMatch(holder -> person(head, holder) && carried(head, holder, right, now));
    }

    private static boolean carried(AccessView head, UserId holder, TokenRight right, Instant now) {
        return head.tokens(holder).stream()
                .anyMatch(token -> token.holdsAt(now) && token.rights().contains(right));
    }

    private static boolean person(AccessView head, UserId holder) {
        @Nullable Cohort cohort = head.cohort(holder);
        return cohort != null && cohort.activePeople();
    }
}
