package io.mandate.command.preview;

import io.mandate.events.values.InvalidValueException;
import io.mandate.events.values.UserId;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Which of the affected users a preview lists.
///
/// @param after those whose id comes after this one; null: from the first
/// @param limit at most so many, 1 to 500
public record PreviewPage(@Nullable UserId after, int limit) {
    private static final int USUAL = 50;
    private static final int MOST = 500;

    public PreviewPage {
        if (limit < 1 || limit > MOST) {
            throw new InvalidValueException("limit", "must be 1 to " + MOST);
        }
    }

    /// As the parameters `after` and `limit` say; left out: the first 50.
    public static PreviewPage of(@Nullable UserId after, @Nullable Integer limit) {
        return new PreviewPage(after, limit == null ? USUAL : limit);
    }

    /// What was asked, with this page of it, for the access journal.
    public SortedMap<String, String> asked(Map<String, String> what) {
        SortedMap<String, String> asked = new TreeMap<>(what);
        if (after != null) {
            asked.put("after", after.value());
        }
        if (limit != USUAL) {
            asked.put("limit", Integer.toString(limit));
        }
        return asked;
    }
}
