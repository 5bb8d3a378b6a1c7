package io.mandate.events.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A place in the history of a tenant, opaque to callers: `<store id>-<seq>`. A restored store has
/// another id, so that a foreign position is refused instead of misread.
///
/// @param store the id of the store, 1 to 32 characters of `a-z0-9`
/// @param seq the tenant's dense sequence number, 0 (before everything) or more
public record Position(String store, long seq) {
    private static final Pattern WRITTEN = Pattern.compile("([a-z0-9]{1,32})-(0|[1-9][0-9]{0,17})");

    public Position {
        if (seq < 0) {
            throw new InvalidValueException("Position", "must be 0 or more");
        }
    }

    /// Reads the written form; anything else is refused with [InvalidValueException].
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Position parse(String written) {
        return parse("Position", written);
    }

    /// The same, where something else than what it is is told.
    ///
    /// @param name of the parameter or header it is written in
    public static Position parse(String name, String written) {
        Matcher matcher = WRITTEN.matcher(written);
        if (!matcher.matches()) {
            throw new InvalidValueException(name, "must be a position that Mandate has given out");
        }
        return new Position(matcher.group(1), Long.parseLong(matcher.group(2)));
    }

    @Override
    @JsonValue
    public String toString() {
        return store + "-" + seq;
    }
}
