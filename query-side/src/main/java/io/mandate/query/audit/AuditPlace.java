package io.mandate.query.audit;

import io.mandate.events.values.InvalidValueException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A place in a walk through the trail.
///
/// @param until the position at which the walk began: rows that came later are not part of it
/// @param seq the event of the last row seen
/// @param number the row of that event
record AuditPlace(long until, long seq, int number) {
    private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,18})\\.([0-9]{1,18})\\.([0-9]{1,9})");

    static AuditPlace parse(String written) {
        Matcher matcher = WRITTEN.matcher(written);
        if (!matcher.matches()) {
            throw new InvalidValueException("after", "must be the \"next\" of an earlier page of this list");
        }
        return new AuditPlace(
                Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)), Integer.parseInt(matcher.group(3)));
    }

    @Override
    public String toString() {
        return until + "." + seq + "." + number;
    }
}
