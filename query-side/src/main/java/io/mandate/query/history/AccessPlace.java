package io.mandate.query.history;

import io.mandate.events.values.InvalidValueException;
import io.mandate.events.values.UserId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where a walk through a report is: the window it is of, and the user it has come to. A walk stays in its window
/// also where that was open to the present.
record AccessPlace(long first, long last, UserId user) {
    private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,18})[.]([0-9]{1,18})[.](.+)");

    static @Nullable AccessPlace parse(String written) {
        if (written.isEmpty()) {
            return null;
        }
        Matcher matcher = WRITTEN.matcher(written);
        if (!matcher.matches()) {
            throw new InvalidValueException("after", "must be the \"next\" of an earlier page of this report");
        }
        return new AccessPlace(
                Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)), new UserId(matcher.group(3)));
    }

    static String written(Window window, UserId user) {
        return window.first() + "." + window.last() + "." + user;
    }
}
