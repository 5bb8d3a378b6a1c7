package io.mandate.access.naive;

import io.mandate.access.AccessView;
import io.mandate.access.decision.Question;
import io.mandate.access.scope.Reach;
import io.mandate.events.record.RecordData;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.ScopeExpression;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// What a caller does with a scope it was given: looks at a record and the user.
final class ScopeProbe {
    private ScopeProbe() {}

    static boolean reaches(AccessView view, Question about, ScopeExpression scope) {
        Map<AttributeKey, String> mine =
                new HashMap<>(Objects.requireNonNull(view.user(about.user())).attributes());
        mine.putAll(about.assertedAttributes());
        RecordData known = view.record(about.resource(), Objects.requireNonNull(about.record()));
        return new Reach(about.user(), mine, about.record(), known == null ? RecordData.UNKNOWN : known).of(scope);
    }
}
