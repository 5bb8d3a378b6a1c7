package io.mandate.access.decision;

import io.mandate.access.AccessView;
import io.mandate.access.scope.Reach;
import io.mandate.access.user.Subject;
import io.mandate.events.record.RecordData;
import io.mandate.events.values.RecordId;

/// What is known of the record in a question: what is registered, and over it, field by field, what the question
/// says.
final class RecordFacts {
    private RecordFacts() {}

    static Reach reach(AccessView view, Question question, Subject subject) {
        RecordId id = question.record();
        RecordData registered = id == null ? null : view.record(question.resource(), id);
        RecordData known = registered == null ? RecordData.UNKNOWN : registered;
        AssertedRecord said = question.asserted();
        return new Reach(
                question.user(),
                AssertedRecord.over(question.assertedAttributes(), subject.attributes()),
                id,
                said == null ? known : said.over(known));
    }
}
