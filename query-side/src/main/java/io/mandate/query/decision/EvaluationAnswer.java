package io.mandate.query.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.mandate.events.values.ScopeExpression;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A decision as the standard writes it. What we add lies in `context.mandate`.
@JsonInclude(JsonInclude.Include.NON_NULL)
record EvaluationAnswer(boolean decision, @Nullable Context context) {

    /// @param error what is wrong with this item of a batch
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Context(@Nullable Mandate mandate, @Nullable Failure error) {}

    record Failure(int status, String message) {}

    /// @param reason by name; null in items of a batch that carry obligations only
    /// @param position at which it is true
    /// @param event the position of the event that decided; null where nothing was ever said and
    /// that decided
    /// @param inheritedFrom where the actions come from, if not from the resource itself
    /// @param conditional true: for the records in the scope only, which the caller must see to
    /// @param maskedFields must be masked before they are shown
    /// @param writeProtected must not be written
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Mandate(
            @Nullable String position,
            @Nullable String reason,
            @Nullable String node,
            @Nullable Integer step,
            @Nullable String event,
            @Nullable String actor,
            @Nullable String at,
            @JsonProperty("change_reason") @Nullable String changeReason,
            @JsonProperty("inherited_from") @Nullable String inheritedFrom,
            @JsonProperty("from_default") @Nullable Boolean fromDefault,
            @Nullable Boolean conditional,
            @Nullable ScopeExpression scope,
            @JsonProperty("masked_fields") @Nullable List<String> maskedFields,
            @JsonProperty("visible_characters") @Nullable Integer visibleCharacters,
            @JsonProperty("write_protected") @Nullable List<String> writeProtected,
            @Nullable List<Because> because) {}

    /// One necessary condition with the event behind it.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Because(
            int step,
            String kind,
            boolean holds,
            @Nullable String node,
            @Nullable String event,
            @Nullable ScopeExpression scope,
            @Nullable String attribute,
            @Nullable String actor,
            @Nullable String at,
            @JsonProperty("change_reason") @Nullable String changeReason) {}

    static EvaluationAnswer failed(Failure failure) {
        return new EvaluationAnswer(false, new Context(null, failure));
    }
}
