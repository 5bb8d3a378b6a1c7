package io.mandate.access.index;

import io.mandate.access.user.Subject;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.UserId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is known of a user beyond its cohort; shared by all for whom it is equal.
record Extra(
        Map<AttributeKey, String> attributes,
        @Nullable ScopeExpression perimeter,
        @Nullable UserId creator,
        @Nullable UserId assignee,
        @Nullable String identityProvider) {

    static Extra of(Subject subject) {
        return new Extra(
                subject.attributes(),
                subject.perimeter(),
                subject.creator(),
                subject.assignee(),
                subject.identityProvider());
    }
}
