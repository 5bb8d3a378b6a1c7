package io.mandate.query.decision;

import io.mandate.access.decision.Decision;
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
/// @param reason why; where no record was named, and some may be viewed only, `CONDITIONAL_NOT_ACCEPTED`
/// @param maskedFields those of the fields that are masked
/// @param visibleCharacters how many of the last characters of a masked value are left
/// @param values all that were sent, as they may be shown
record MaskAnswer(
        boolean allowed,
        String reason,
        List<String> maskedFields,
        int visibleCharacters,
        Map<String, @Nullable String> values) {

    static MaskAnswer of(Evaluation evaluation, Map<String, @Nullable String> values) {
        Decision decision = evaluation.allowed() ? evaluation.decision() : null;
        List<String> masked = decision == null
                ? new ArrayList<>(values.keySet())
                : decision.maskedFields().stream()
                        .map(FieldName::value)
                        .filter(values::containsKey)
                        .toList();
        int visible = decision == null ? 0 : decision.visibleCharacters();
        Map<String, @Nullable String> shown = new LinkedHashMap<>();
        values.forEach((field, value) ->
                shown.put(field, value == null || !masked.contains(field) ? value : Masks.mask(value, visible)));
        return new MaskAnswer(decision != null, evaluation.reason(), masked, visible, shown);
    }
}
