package io.mandate.query.decision;

import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.UserId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Values of one record that are to be shown to somebody.
///
/// @param user who is to see them; absent: the caller
/// @param resource by its key or an alias
/// @param record absent: any record of the resource
/// @param values by the name of the field; null is shown as null
record MaskRequest(
        @Nullable UserId user,
        @Nullable String resource,
        @Nullable RecordId record,
        @Nullable Map<String, @Nullable String> values) {

    String wantedResource() {
        return given("resource", resource);
    }

    Map<String, @Nullable String> wantedValues() {
        return given("values", values);
    }

    private static <T> T given(String field, @Nullable T value) {
        if (value == null) {
            throw new RejectedException(Rejection.of(RejectionCode.FIELD_REQUIRED, "field", field));
        }
        return value;
    }
}
