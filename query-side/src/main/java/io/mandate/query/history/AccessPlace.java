package io.mandate.query.history;

import io.mandate.access.history.AccessHistory.Stop;
import io.mandate.access.history.AccessPage;
import io.mandate.events.values.InvalidValueException;
import io.mandate.events.values.UserId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where a walk through a report is: the window it is of, the user it has come to, and within his times
/// where they go on. A walk stays in its window also where that was open to the present.
record AccessPlace(long first, long last, AccessPage.Place place) {
    private static final String NUMBER = "([0-9]{1,18})";
    private static final Pattern WRITTEN = Pattern.compile(
            NUMBER + "[.]" + NUMBER + "(?:@" + NUMBER + "@" + NUMBER + ")?[.](.+)"); // there is no @ in an id

    static @Nullable AccessPlace parse(String written) {
        if (written.isEmpty()) {
            return null;
        }
        Matcher matcher = WRITTEN.matcher(written);
        if (!matcher.matches()) {
            throw unknown();
        }
        Stop stop = matcher.group(3) == null
                ? null
                : new Stop(Long.parseLong(matcher.group(3)), Long.parseLong(matcher.group(4)));
        return new AccessPlace(
                Long.parseLong(matcher.group(1)),
                Long.parseLong(matcher.group(2)),
                new AccessPage.Place(new UserId(matcher.group(5)), stop));
    }

    static String written(Window window, AccessPage.Place place) {
        Stop stop = place.stop();
        return window.first() + "." + window.last() + (stop == null ? "" : "@" + stop.from() + "@" + stop.at()) + "."
                + place.user();
    }

    static InvalidValueException unknown() {
        return new InvalidValueException("after", "must be the \"next\" of an earlier page of this report");
    }
}
