package io.mandate.query.position;

import io.mandate.events.values.Position;
import io.mandate.http.request.MinPosition;
import io.mandate.http.request.Revisions;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/// Gives answers of read models their headers.
public final class Answers {
    /// Names the position at which the tenant's read models stopped, while they are incomplete.
    public static final String INCOMPLETE = "Mandate-Incomplete-Since";

    private Answers() {}

    /// The answer with its position.
    public static <T> ResponseEntity<T> of(ModelAnswer<T> answer) {
        return headed(answer).body(answer.body());
    }

    /// The answer with its position and the revision of what it shows, as entity tag.
    public static <T> ResponseEntity<T> of(ModelAnswer<T> answer, long revision) {
        String tag = Revisions.tag(answer.position().store(), revision);
        return headed(answer).header(HttpHeaders.ETAG, tag).body(answer.body());
    }

    private static ResponseEntity.BodyBuilder headed(ModelAnswer<?> answer) {
        ResponseEntity.BodyBuilder builder =
                ResponseEntity.ok().header(MinPosition.ANSWER, answer.position().toString());
        Position incompleteSince = answer.incompleteSince();
        return incompleteSince == null ? builder : builder.header(INCOMPLETE, incompleteSince.toString());
    }
}
