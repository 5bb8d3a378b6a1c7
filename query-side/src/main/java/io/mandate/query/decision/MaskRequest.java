package io.mandate.query.decision;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.mandate.access.AccessView;
import io.mandate.access.user.Subject;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.UserId;
import io.mandate.query.history.AsOf;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Values of one record that are to be shown to somebody.
///
/// @param user who is to see them; absent: the caller
/// @param resource by its key or an alias
/// @param record absent: any record of the resource
/// @param context the moment it is about; absent: now
/// @param values by the name of the field; null is shown as null
record MaskRequest(
        @Nullable UserId user,
        @Nullable String resource,
        @Nullable RecordId record,
        @Nullable MaskContext context,
        @Nullable Map<String, @Nullable String> values) {

    /// As in decisions: an instant or a position, not both.
    record MaskContext(
            @JsonProperty("as_of") @Nullable String asOf,
            @Nullable String position) {}

    Map<String, @Nullable String> wantedValues() {
        return given("values", values);
    }

    /// The decision that the values are masked by. A yes for some records is none for values of any record.
    ///
    /// @param newest knows of which kind the principal is, which never changes
    EvaluationRequest question(AccessView newest, UserId caller) {
        UserId shown = user == null ? caller : user;
        Subject subject = newest.user(shown);
        return new EvaluationRequest(
                subject == null ? "user" : subject.kind().name().toLowerCase(Locale.ROOT),
                shown.value(),
                Map.of(),
                "view",
                given("resource", resource),
                record == null ? EvaluationRequest.WHOLE : record.value(),
                Map.of(),
                false,
                false,
                context == null ? AsOf.NOW : AsOf.of(context.asOf, context.position));
    }

    private static <T> T given(String field, @Nullable T value) {
        if (value == null) {
            throw new RejectedException(Rejection.of(RejectionCode.FIELD_REQUIRED, "field", field));
        }
        return value;
    }
}
