package io.mandate.query.history;

import io.mandate.access.AccessView;
import io.mandate.access.decision.AccessRules;
import io.mandate.access.decision.Decision;
import io.mandate.access.decision.Question;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.token.TokenRight;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.Actor;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.PersonalText;
import io.mandate.live.identity.Caller;
import io.mandate.query.position.Permission;
import io.mandate.store.journal.AccessJournal;
import io.mandate.store.journal.JournalEntry;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Who may read the past, and the note that he did. There is no answer without the note.
@Component
public class PastReads {
    private static final NodeKey AUDIT = new NodeKey("administration/audit");
    private static final ActionName HISTORY = new ActionName("history");
    static final Permission PERMISSION = new Permission(AUDIT, HISTORY);

    private final AccessJournal journal;

    PastReads(AccessJournal journal) {
        this.journal = journal;
    }

    /// Whether a caller may read the past. Whoever may see only some records may not: the past cannot be cut to
    /// them.
    public static boolean permitted(AccessView newest, Caller caller) {
        Decision decision = decision(newest, caller);
        return decision.allowed() && !decision.conditional();
    }

    /// Refused with NOT_PERMITTED unless the caller may read the past, or is a service that asks about others for
    /// its product.
    public static void requireDecisions(AccessView newest, Caller caller) {
        boolean asks = caller.actor().kind() == Actor.Kind.SERVICE && caller.holds(TokenRight.ASK_ABOUT_OTHERS);
        if (!asks && !permitted(newest, caller)) {
            throw refused(decision(newest, caller));
        }
    }

    /// Refused with NOT_PERMITTED unless the caller may read the past.
    public static void require(AccessView newest, Caller caller) {
        if (!permitted(newest, caller)) {
            throw refused(decision(newest, caller));
        }
    }

    /// Notes a question about the past before it is answered: when this returns, the note is durable.
    ///
    /// @param what the operation, such as `GET /v1/history/access`
    /// @param facts what was asked; never personal
    public void note(Caller caller, PersonalText ip, String what, Map<String, String> facts) {
        journal.record(entry(caller, ip, what, facts));
    }

    /// As [#note], of decisions, which services ask by the thousand: when this returns, the note outlives this process,
    /// and it is in the journal within moments.
    public void noteDecisions(Caller caller, PersonalText ip, String what, Map<String, String> facts) {
        journal.note(entry(caller, ip, what, facts));
    }

    private static JournalEntry entry(Caller caller, PersonalText ip, String what, Map<String, String> facts) {
        return JournalEntry.looked(
                caller.tenant(), JournalEntry.Kind.PAST_READ, caller.actor(), caller.token(), what, facts, ip);
    }

    private static Decision decision(AccessView newest, Caller caller) {
        return AccessRules.decide(newest, Question.about(caller.actor().id(), AUDIT, HISTORY));
    }

    private static RejectedException refused(Decision decision) {
        return new RejectedException(Rejection.of(
                RejectionCode.NOT_PERMITTED,
                "action",
                HISTORY,
                "resource",
                AUDIT,
                "decisionReason",
                decision.allowed() ? "OUT_OF_RECORD_SCOPE" : decision.reason()));
    }
}
