package io.mandate.query.asked;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a look was at, as the access journal is told it: every parameter that was given, by its name.
///
/// The journal forgets nothing. So a value is put in once it was understood: text that is no id, no moment and no place
/// of ours may be somebody's name or address.
public final class Asked {
    private final SortedMap<String, String> facts = new TreeMap<>();

    /// @param value null: it was not given
    public Asked with(String name, @Nullable Object value) {
        if (value != null) {
            facts.put(name, value.toString());
        }
        return this;
    }

    /// The page that was asked for, as the parameters said it, once they were read.
    public Asked page(@Nullable String after, @Nullable Integer limit, @Nullable Boolean count) {
        return with("after", after).with("limit", limit).with("count", count);
    }

    public SortedMap<String, String> facts() {
        return Collections.unmodifiableSortedMap(facts);
    }
}
