package io.mandate.query.history;

import io.mandate.access.AccessView;
import io.mandate.events.token.TokenRight;
import io.mandate.events.values.Actor;
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
    private final AccessJournal journal;

    PastReads(AccessJournal journal) {
        this.journal = journal;
    }

    /// Whether a caller may read the past. Whoever may see only some records may not: the past cannot be cut to
    /// them.
    public static boolean permitted(AccessView newest, Caller caller) {
        return Permission.READ_PAST.whole(newest, caller.actor().id());
    }

    /// Whether a caller is a service that asks about others for its product: its token says that it may ask for
    /// decisions about the past, whatever its permissions are.
    public static boolean asksForItsProduct(Caller caller) {
        return caller.actor().kind() == Actor.Kind.SERVICE && caller.holds(TokenRight.ASK_ABOUT_OTHERS);
    }

    /// Refused with NOT_PERMITTED unless the caller may read the past, or asks for its product.
    public static void requireDecisions(AccessView head, Caller caller) {
        if (!asksForItsProduct(caller)) {
            require(head, caller);
        }
    }

    /// Refused with NOT_PERMITTED unless the caller may read the past.
    public static void require(AccessView newest, Caller caller) {
        Permission.READ_PAST.requireWhole(newest, caller.actor().id());
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
}
