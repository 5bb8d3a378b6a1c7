package io.mandate.command.request;

import com.github.f4b6a3.uuid.UuidCreator;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import org.jspecify.annotations.Nullable;

/// Fields of bodies that must, or may, be there.
public final class Fields {
    private Fields() {}

    /// The value of a field that must be there, else FIELD_REQUIRED.
    public static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw new RejectedException(Rejection.of(RejectionCode.FIELD_REQUIRED, "field", field));
        }
        return value;
    }

    /// Why the value of a field cannot be.
    public static RejectedException invalid(String field, String rule) {
        return new RejectedException(Rejection.of(RejectionCode.FIELD_INVALID, "field", field, "rule", rule));
    }

    /// An id for a new thing: a UUID of version 7, so that ids of things created together lie together.
    public static String newId() {
        return UuidCreator.getTimeOrderedEpoch().toString();
    }
}
