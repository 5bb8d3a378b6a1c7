package io.mandate.events.values;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Text about a person: a name, a username, an address. In memory it is clear; the store seals it under the key of the
/// person (or of the change set, for a reason) and gives it back **erased** once that key is destroyed.
///
/// It is a type of its own so that no one writes it anywhere by accident: [#toString] never shows it, and only the
/// store's codec and the `person` table know how to write it down.
///
/// @param clear the text, or null when it was erased
public record PersonalText(@Nullable String clear) {
    /// What stays of a text whose key was destroyed.
    public static final PersonalText ERASED = new PersonalText(null);

    public PersonalText {
        if (clear != null && clear.length() > 4_000) {
            throw new InvalidValueException("PersonalText", "must be at most 4000 characters");
        }
    }

    public static PersonalText of(String clear) {
        return new PersonalText(clear);
    }

    /// The text, or empty when it was erased.
    public Optional<String> text() {
        return Optional.ofNullable(clear);
    }

    public boolean erased() {
        return clear == null;
    }

    /// Never the text itself: this ends up in logs.
    @Override
    public String toString() {
        return clear == null ? "(erased)" : "(personal)";
    }
}
