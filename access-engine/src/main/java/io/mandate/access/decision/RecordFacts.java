package io.mandate.access.decision;

import io.mandate.access.AccessView;
import io.mandate.access.record.RegisteredRecord;
import io.mandate.access.scope.Reach;
import io.mandate.access.user.Subject;
import io.mandate.events.record.RecordData;
import io.mandate.events.values.RecordId;
import org.jspecify.annotations.Nullable;

/// What is known of the record in a question: what is registered, and over it, field by field, what the question
/// says.
final class RecordFacts {
    private RecordFacts() {}

    /// Null if nothing is registered, or the question names no record.
    static @Nullable RegisteredRecord registered(AccessView view, Question question) {
        RecordId id = question.record();
        return id == null ? null : view.registered(question.resource(), id);
    }

    static Reach reach(AccessView view, Question question, Subject subject) {
        return reach(registered(view, question), question, subject);
    }

    static Reach reach(@Nullable RegisteredRecord registered, Question question, Subject subject) {
        RecordData known = registered == null ? RecordData.UNKNOWN : registered.data();
        AssertedRecord said = question.asserted();
        return new Reach(
                question.user(),
                AssertedRecord.over(question.assertedAttributes(), subject.attributes()),
                question.record(),
                said == null ? known : said.over(known));
    }
}
