package io.mandate.access.decision;

import io.mandate.access.AccessView;
import io.mandate.access.record.KnownRecord;
import io.mandate.access.scope.Reach;
import io.mandate.access.user.Subject;
import io.mandate.events.record.RecordData;
import io.mandate.events.values.RecordId;
import org.jspecify.annotations.Nullable;

/// What is known of the record in a question: what it is itself, or else what is registered, and over it, field by
/// field, what the question says.
final class RecordFacts {
    private RecordFacts() {}

    /// Null if nothing is known without being told, or the question names no record.
    static @Nullable KnownRecord known(AccessView view, Question question) {
        RecordId id = question.record();
        if (id == null || saysAll(question) || question.resource().equals(OwnRecords.TENANTS)) {
            return null;
        }
        KnownRecord own = OwnRecords.of(view, question.resource(), id);
        return own == null ? view.registered(question.resource(), id) : own;
    }

    private static boolean saysAll(Question question) {
        AssertedRecord said = question.asserted();
        return said != null && said.whole();
    }

    static Reach reach(AccessView view, Question question, Subject subject) {
        return reach(known(view, question), question, subject);
    }

    static Reach reach(@Nullable KnownRecord record, Question question, Subject subject) {
        RecordData known = record == null ? RecordData.UNKNOWN : record.data();
        AssertedRecord said = question.asserted();
        return new Reach(
                question.user(),
                AssertedRecord.over(question.assertedAttributes(), subject.attributes()),
                question.record(),
                said == null ? known : said.over(known));
    }
}
