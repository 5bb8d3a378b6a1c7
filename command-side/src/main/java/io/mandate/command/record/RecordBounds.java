package io.mandate.command.record;

import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.record.RecordData;
import java.util.Collection;
import java.util.Optional;

/// How much can be registered of one record, so that deciding about it stays cheap.
final class RecordBounds {
    private static final int ASSIGNEES = 1_000;
    private static final int CONTAINERS = 1_000;
    private static final int ATTRIBUTES = 100;
    private static final int LONGEST = 1_000;

    private RecordBounds() {}

    static Optional<Rejection> refusal(RecordData data) {
        int containers =
                data.containers().values().stream().mapToInt(Collection::size).sum();
        if (data.assignees().size() > ASSIGNEES) {
            return tooMany("assignees", ASSIGNEES);
        }
        if (containers > CONTAINERS || data.containers().size() > CONTAINERS) {
            return tooMany("containers", CONTAINERS);
        }
        if (data.attributes().size() > ATTRIBUTES) {
            return tooMany("attributes", ATTRIBUTES);
        }
        return data.attributes().entrySet().stream()
                .filter(each -> each.getValue().length() > LONGEST)
                .findFirst()
                .flatMap(each -> invalid("attributes." + each.getKey(), "must be at most " + LONGEST + " characters"));
    }

    private static Optional<Rejection> tooMany(String field, int most) {
        return invalid(field, "must be at most " + most);
    }

    private static Optional<Rejection> invalid(String field, String rule) {
        return Optional.of(Rejection.of(RejectionCode.FIELD_INVALID, "field", field, "rule", rule));
    }
}
