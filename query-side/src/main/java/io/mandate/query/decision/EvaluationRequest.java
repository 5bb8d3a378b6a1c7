package io.mandate.query.decision;

import io.mandate.query.history.AsOf;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// One question in the words of the standard.
///
/// @param subjectProperties what the caller says about the subject
/// @param resourceProperties what the caller says about the resource
/// @param explain whether the answer explains itself
/// @param acceptConditional whether "yes, for some records" is an acceptable yes for the resource as a whole
/// @param asOf the moment it is about
record EvaluationRequest(
        String subjectType,
        String subjectId,
        Map<String, JsonNode> subjectProperties,
        String action,
        String resourceType,
        String resourceId,
        Map<String, JsonNode> resourceProperties,
        boolean explain,
        boolean acceptConditional,
        AsOf asOf) {
    /// The resource as a whole instead of a record of it.
    static final String WHOLE = "*";
}
