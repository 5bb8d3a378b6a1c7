package io.mandate.http.request;

import io.mandate.events.values.InvalidValueException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;

/// Instants as callers write them (RFC 3339, or a day), within the years that RFC 3339 can write and the store can
/// keep:
/// 1 to 9999, in UTC. Everything else is refused with [InvalidValueException].
public final class WrittenInstant {
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private WrittenInstant() {}

    /// Reads an instant such as `2026-03-04T10:15:30Z`, or one with an offset.
    ///
    /// @param name of the place where it stands
    public static Instant parse(String name, String written) {
        try {
            return within(name, OffsetDateTime.parse(written).toInstant());
        } catch (DateTimeException _) {
            throw new InvalidValueException(name, "must be an instant such as 2026-03-04T10:15:30Z");
        }
    }

    /// As [#parse]; a day such as `2026-03-04` stands for its beginning in a time zone.
    public static Instant parse(String name, String written, ZoneId zone) {
        if (written.length() > 10) {
            return parse(name, written);
        }
        try {
            return within(name, LocalDate.parse(written).atStartOfDay(zone).toInstant());
        } catch (DateTimeException _) {
            throw new InvalidValueException(
                    name, "must be a day such as 2026-03-04, or an instant such as 2026-03-04T10:15:30Z");
        }
    }

    /// The day, if it is one and no instant that was written.
    public static Optional<LocalDate> day(String name, String written) {
        if (written.length() > 10) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(written));
        } catch (DateTimeException _) {
            throw new InvalidValueException(name, "must be a day such as 2026-03-04");
        }
    }

    private static Instant within(String name, Instant instant) {
        if (instant.isBefore(FIRST) || instant.isAfter(LAST)) {
            throw new InvalidValueException(name, "must lie in the years 1 to 9999");
        }
        return instant;
    }
}
