package io.mandate.query.position;

import io.mandate.events.values.InvalidValueException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Which page of a list is asked for.
///
/// @param list which list; a place in one is refused in another
/// @param after the key after which the page begins; empty for the first page
/// @param limit how many items at most, 1 to 500
/// @param counted whether all items are to be counted
public record PageRequest(String list, String after, int limit, boolean counted) {
    private static final int USUAL = 50;
    private static final int MOST = 500;

    /// Reads the parameters `after`, `limit` and `count`; what is not valid is refused.
    public static PageRequest of(
            String list, @Nullable String after, @Nullable Integer limit, @Nullable Boolean count) {
        int size = limit == null ? USUAL : limit;
        if (size < 1 || size > MOST) {
            throw new InvalidValueException("limit", "must be 1 to " + MOST);
        }
        return new PageRequest(list, after == null ? "" : key(list, after), size, count != null && count);
    }

    /// How many rows to read: one more than asked for tells whether there is another page.
    public int rows() {
        return limit + 1;
    }

    /// The part that was asked for, out of [#rows] rows.
    public <R, T> Page.Part<T> part(List<R> rows, Function<R, String> key, Function<R, T> item, @Nullable Long count) {
        List<R> shown = rows.size() > limit ? rows.subList(0, limit) : rows;
        String next = rows.size() > limit ? place(key.apply(shown.getLast())) : null;
        return new Page.Part<>(shown.stream().map(item).toList(), next, count);
    }

    /// What to send as `after` to go on behind that key of this list.
    public String place(String key) {
        byte[] bytes = (list + ":" + key).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String key(String list, String after) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(after), StandardCharsets.UTF_8);
            if (text.startsWith(list + ":") && text.indexOf('\0') < 0) {
                return text.substring(list.length() + 1);
            }
        } catch (IllegalArgumentException _) {
            // refused below, like a place in another list
        }
        throw new InvalidValueException("after", "must be the \"next\" of an earlier page of this list");
    }
}
