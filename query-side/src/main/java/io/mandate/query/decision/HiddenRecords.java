package io.mandate.query.decision;

import io.mandate.access.AccessView;
import io.mandate.access.decision.AccessRules;
import io.mandate.access.decision.AssertedRecord;
import io.mandate.access.decision.OwnRecords;
import io.mandate.access.decision.Question;
import io.mandate.access.user.Subject;
import io.mandate.events.record.RecordData;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.UserId;
import io.mandate.live.identity.Caller;
import io.mandate.query.position.Permission;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Users, profiles and tokens that the asker may not view. Why something is so is told of them as of what is not there:
/// an explanation would else say which ids there are.
final class HiddenRecords {
    private static final ActionName VIEW = new ActionName("view");
    private static final AssertedRecord NOTHING = Objects.requireNonNull(AssertedRecord.of(RecordData.UNKNOWN));

    private HiddenRecords() {}

    /// Whether the record in question is one of them: neither his own nor one that he may view, and he does not read
    /// the trail, which names all.
    ///
    /// @param judging by which the asker is judged
    static boolean asked(AccessView judging, Caller asker, Question question) {
        RecordId record = question.record();
        if (record == null || !OwnRecords.kept(question.resource())) {
            return false;
        }
        UserId who = asker.actor().id();
        return !own(judging, who, question, record)
                && !new Permission(question.resource(), VIEW).reaches(judging, who, record)
                && !Permission.VIEW_TRAIL.whole(judging, who);
    }

    /// The question that explains the answer: about a record of which nothing is known but what is said with the
    /// question, unless the answer itself tells that there is more.
    static Question told(AccessView view, Question question) {
        AssertedRecord said = question.asserted();
        Question vacant = new Question(
                question.user(),
                question.resource(),
                question.action(),
                question.record(),
                said == null ? NOTHING : said.alone(),
                question.assertedAttributes());
        boolean allowed = AccessRules.decide(view, question).allowed();
        return AccessRules.decide(view, vacant).allowed() == allowed ? vacant : question;
    }

    private static boolean own(AccessView view, UserId who, Question question, RecordId record) {
        @Nullable Subject asker = view.user(who);
        return who.equals(OwnRecords.principal(view, question.resource(), record))
                || OwnRecords.profile(question.resource(), record)
                        .filter(profile -> asker != null && profile.equals(asker.profile()))
                        .isPresent();
    }
}
