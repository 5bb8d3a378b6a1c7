package io.mandate.http.request;

import io.mandate.events.values.InvalidValueException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Headers that say one thing of a request. Of two, what stands in front of the server may have looked at the other
/// one, and whoever sent both would believe that both were heeded.
final class SentOnce {
    private SentOnce() {}

    /// What the header says, or null where there is none.
    ///
    /// @throws InvalidValueException if it is there more than once
    static @Nullable String header(HttpServletRequest request, String name) {
        List<String> values = Collections.list(request.getHeaders(name));
        if (values.size() > 1) {
            throw new InvalidValueException(name, "must be sent once");
        }
        return values.isEmpty() ? null : values.getFirst();
    }
}
