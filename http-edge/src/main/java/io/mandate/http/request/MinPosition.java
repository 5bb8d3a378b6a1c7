package io.mandate.http.request;

import io.mandate.events.values.Position;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The position an answer must have reached, from the header `Mandate-Min-Position`: whoever has just written sends the
/// `Mandate-Position` of that answer and reads what he wrote.
///
/// @param wanted null: any position will do
public record MinPosition(@Nullable Position wanted) {
    /// The header by which it is asked.
    public static final String HEADER = "Mandate-Min-Position";

    /// The header by which every answer names its position.
    public static final String ANSWER = "Mandate-Position";

    /// What a request asks for.
    public static MinPosition of(HttpServletRequest request) {
        String header = SentOnce.header(request, HEADER);
        return new MinPosition(header == null ? null : Position.parse(HEADER, header));
    }

    public Optional<Position> position() {
        return Optional.ofNullable(wanted);
    }
}
