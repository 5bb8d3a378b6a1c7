package io.mandate.query.decision;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A question as the standard writes it. What it does not name is ignored, so it is read as a tree.
record EvaluationBody(
        EvaluationEntity subject,
        EvaluationAction action,
        EvaluationEntity resource,
        @Nullable Map<String, Object> context) {

    /// @param id unique inside its type; of a resource also `*`, the resource as a whole
    record EvaluationEntity(
            String type, String id, @Nullable Map<String, Object> properties) {}

    record EvaluationAction(String name, @Nullable Map<String, Object> properties) {}

    /// Many questions: each takes whole entities from the defaults where it has none.
    record EvaluationsBody(
            @Nullable EvaluationEntity subject,
            @Nullable EvaluationAction action,
            @Nullable EvaluationEntity resource,
            @Nullable Map<String, Object> context,
            List<EvaluationItem> evaluations,
            @Nullable EvaluationOptions options) {}

    record EvaluationItem(
            @Nullable EvaluationEntity subject,
            @Nullable EvaluationAction action,
            @Nullable EvaluationEntity resource,
            @Nullable Map<String, Object> context) {}

    /// @param evaluations_semantic execute_all, deny_on_first_deny or permit_on_first_permit
    @SuppressWarnings("MemberName") // the standard's name
    record EvaluationOptions(@Nullable String evaluations_semantic) {}

    /// What a request that is none is answered.
    record EvaluationRefusal(String error) {}
}
