package io.mandate.query.decision;

import io.mandate.access.decision.Decision;
import io.mandate.access.decision.Reason;
import io.mandate.access.mask.Masks;
import io.mandate.events.values.FieldName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What may be shown of the values.
///
/// @param allowed whether the user may view the record; if not, every value is masked whole
/// @param reason why
/// @param maskedFields those of the fields that are masked
/// @param visibleCharacters how many of the last characters of a masked value are left
/// @param values all that were sent, as they may be shown
record MaskAnswer(
        boolean allowed,
        Reason reason,
        List<String> maskedFields,
        int visibleCharacters,
        Map<String, @Nullable String> values) {

    static MaskAnswer of(Decision decision, Map<String, @Nullable String> values) {
        List<String> masked = decision.allowed()
                ? decision.maskedFields().stream()
                        .map(FieldName::value)
                        .filter(values::containsKey)
                        .toList()
                : new ArrayList<>(values.keySet());
        int visible = decision.allowed() ? decision.visibleCharacters() : 0;
        Map<String, @Nullable String> shown = new LinkedHashMap<>();
        values.forEach((field, value) ->
                shown.put(field, value == null || !masked.contains(field) ? value : Masks.mask(value, visible)));
        return new MaskAnswer(decision.allowed(), decision.reason(), masked, visible, shown);
    }
}
