package io.mandate.access.decision;

import io.mandate.access.AccessView;
import io.mandate.access.decision.Finding.Kind;
import io.mandate.access.record.KnownRecord;
import io.mandate.access.scope.OwnValues;
import io.mandate.access.user.Subject;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.ScopeExpression;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What step 11 finds beside its limits: by which attributes of the user, and by what is known about the record, they
/// reach what they reach.
record ReachFindings(AccessView view, Question question, Subject subject) {

    /// @param limits all of them as one, which reaches the record if one is asked about
    List<Finding> reached(ScopeExpression limits) {
        if (!question.concrete()) {
            return OwnValues.names(limits).stream()
                    .filter(attribute -> !question.assertedAttributes().containsKey(attribute))
                    .map(attribute -> attribute(attribute, subject.attributeSince(attribute)))
                    .toList();
        }
        Basis basis = tracing().of(limits);
        if (basis == null) {
            throw new IllegalStateException("what is allowed is reached");
        }
        return Stream.concat(
                        basis.attributes().entrySet().stream()
                                .map(entry -> attribute(entry.getKey(), entry.getValue())),
                        basis.record().stream().map(event -> record(true, event)))
                .toList();
    }

    /// Of some limits the one by which the record was reached first, with all that this needs; empty where none
    /// reaches the record.
    Optional<Limit> first(List<Limit> alternatives) {
        Tracing tracing = tracing();
        Limit first = null;
        long since = Long.MAX_VALUE;
        for (Limit each : alternatives) {
            Basis basis = tracing.of(each.scope());
            if (basis != null && Math.max(each.fact(), basis.complete()) < since) {
                first = each;
                since = Math.max(each.fact(), basis.complete());
            }
        }
        return Optional.ofNullable(first);
    }

    private Tracing tracing() {
        KnownRecord known = RecordFacts.known(view, question);
        return new Tracing(question, subject, RecordFacts.reach(known, question, subject), known);
    }

    /// Which version of the record one of the limits does not reach; none if nothing is known about it.
    List<Finding> missed() {
        KnownRecord known = RecordFacts.known(view, question);
        return known == null ? List.of() : List.of(record(false, known.changed()));
    }

    private Finding record(boolean holds, long event) {
        return new Finding(11, Kind.RECORD, holds, question.resource(), event, null);
    }

    private static Finding attribute(AttributeKey attribute, long event) {
        return new Finding(11, Kind.USER_ATTRIBUTE, true, null, event, null, attribute);
    }
}
