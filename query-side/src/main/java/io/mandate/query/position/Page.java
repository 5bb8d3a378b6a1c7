package io.mandate.query.position;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mandate.events.values.Position;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/// A page of a list, in the order of ids, which never change.
///
/// @param next what to send as `after` for the following page; null: this is the last one
/// @param count how many there are on all pages, if that was asked for
/// @param position where this page is true
/// @param incompleteSince as in [ModelAnswer]
public record Page<T>(
        List<T> items,
        @Nullable String next,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long count,
        Position position,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Position incompleteSince) {

    public Page {
        items = List.copyOf(items);
    }

    /// Some items of a list, before it is known at which position they were read.
    public record Part<T>(
            List<T> items, @Nullable String next, @Nullable Long count) {}

    /// The page of a part.
    public static <T> ResponseEntity<Page<T>> of(ModelAnswer<Part<T>> answer) {
        return Answers.of(new ModelAnswer<>(told(answer), answer.position(), answer.incompleteSince()));
    }

    /// The page of a part, without headers.
    public static <T> Page<T> told(ModelAnswer<Part<T>> answer) {
        Part<T> part = answer.body();
        return new Page<>(part.items(), part.next(), part.count(), answer.position(), answer.incompleteSince());
    }
}
