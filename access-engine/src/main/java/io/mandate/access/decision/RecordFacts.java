package io.mandate.access.decision;

import io.mandate.access.AccessView;
import io.mandate.access.scope.Reach;
import io.mandate.access.user.Subject;
import io.mandate.events.record.RecordData;
import io.mandate.events.values.RecordId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is known of the record in a question: what is registered, and over it, field by field, what the question
/// says.
final class RecordFacts {
    private RecordFacts() {}

    static Reach reach(AccessView view, Question question, Subject subject) {
        RecordId id = question.record();
        RecordData registered = id == null ? null : view.record(question.resource(), id);
        return new Reach(
                question.user(),
                over(question.assertedAttributes(), subject.attributes()),
                id,
                over(question.asserted(), registered == null ? RecordData.UNKNOWN : registered));
    }

    private static RecordData over(@Nullable RecordData said, RecordData known) {
        if (said == null) {
            return known;
        }
        return new RecordData(
                said.creator() != null ? said.creator() : known.creator(),
                said.owner() != null ? said.owner() : known.owner(),
                said.assignees().isEmpty() ? known.assignees() : said.assignees(),
                over(said.containers(), known.containers()),
                over(said.attributes(), known.attributes()));
    }

    private static <K, V> Map<K, V> over(Map<K, V> said, Map<K, V> known) {
        if (said.isEmpty()) {
            return known;
        }
        Map<K, V> all = new HashMap<>(known);
        all.putAll(said);
        return all;
    }
}
