package io.mandate.events.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.text.Normalizer;
import java.util.Locale;

/// The name of a profile as people read it: trimmed, inner spaces collapsed, 1 to 120 characters.
///
/// @param value the written form
public record ProfileName(@JsonValue String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ProfileName {
        value = value.replaceAll("[\\s\\p{Z}]+", " ").strip();
        if (value.isEmpty() || value.codePointCount(0, value.length()) > 120) {
            throw new InvalidValueException("ProfileName", "must be 1 to 120 characters");
        }
        if (value.codePoints().anyMatch(Character::isISOControl)) {
            throw new InvalidValueException("ProfileName", "must not contain control characters");
        }
        Identifiers.wellFormed("ProfileName", value);
    }

    /// The form under which names are unique in a tenant: Unicode NFKC, case folded, spaces collapsed.
    public String normalized() {
        String compatible = Normalizer.normalize(value, Normalizer.Form.NFKC);
        // Lower, upper, lower again approximates full case folding (both sharp s, final sigma) without a library.
        String folded =
                compatible.toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return Normalizer.normalize(folded, Normalizer.Form.NFKC)
                .replaceAll("[\\s\\p{Z}]+", " ")
                .strip();
    }

    @Override
    public String toString() {
        return value;
    }
}
