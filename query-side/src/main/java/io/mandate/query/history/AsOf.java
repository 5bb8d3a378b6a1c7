package io.mandate.query.history;

import io.mandate.events.values.InvalidValueException;
import io.mandate.events.values.Position;
import io.mandate.http.request.WrittenInstant;
import io.mandate.query.asked.TimeOrder;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// The moment a question is about: an instant, a position, or neither, which is now.
///
/// @param instant what was recorded up to it, itself included
/// @param position what was recorded up to it; one inside a commit means the commit before
public record AsOf(@Nullable Instant instant, @Nullable Position position) {
    public static final AsOf NOW = new AsOf(null, null);

    public AsOf {
        if (instant != null && position != null) {
            throw new InvalidValueException("moment", "must be an instant or a position, not both");
        }
    }

    /// Reads an instant (RFC 3339) and a position as they are written; null for what is not given.
    public static AsOf of(@Nullable String instant, @Nullable String position) {
        return instant == null && position == null
                ? NOW
                : new AsOf(
                        instant == null ? null : WrittenInstant.parse("moment", instant),
                        position == null ? null : Position.parse("position", position));
    }

    /// Reads the parameters `at` and `position`; a day stands for its beginning in the tenant's time zone.
    public static AsOf of(@Nullable String at, @Nullable String position, ZoneId zone) {
        Instant instant = Window.moment("at", at, zone);
        return instant == null && position == null
                ? NOW
                : new AsOf(instant, position == null ? null : Position.parse("position", position));
    }

    public boolean isNow() {
        return instant == null && position == null;
    }

    /// Refused with WINDOW_EMPTY if what is written here says it comes after the other, whatever was recorded between.
    void requireNotAfter(AsOf other) {
        boolean later = (instant != null && other.instant != null)
                ? instant.isAfter(other.instant)
                : position != null && other.position != null && position.seq() > other.position.seq();
        if (later) {
            throw TimeOrder.empty(this, other);
        }
    }

    @Override
    public String toString() {
        return instant != null ? instant.toString() : position != null ? position.toString() : "now";
    }
}
