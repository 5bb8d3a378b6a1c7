package io.mandate.query.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mandate.access.AccessView;
import io.mandate.access.decision.Explanation;
import io.mandate.access.decision.Finding;
import io.mandate.access.decision.Question;
import io.mandate.access.decision.RoleFindings;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.FieldName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.Position;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.UserId;
import io.mandate.store.StoreId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A decision as it was at a position, with every condition and the event behind it.
///
/// @param node which node it was about, by its own name
/// @param record which record; absent: the resource as a whole
/// @param position the last commit that it takes into account
/// @param event the event that decided; absent where nothing was ever said
/// @param scope the records that it reached; absent: all
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DecisionThen(
        UserId user,
        NodeKey node,
        ActionName action,
        @Nullable RecordId record,
        Position position,
        boolean allowed,
        String reason,
        @Nullable Position event,
        @Nullable ScopeExpression scope,
        List<String> maskedFields,
        List<Because> because) {
    public DecisionThen {
        maskedFields = List.copyOf(maskedFields);
        because = List.copyOf(because);
    }

    /// A necessary condition.
    ///
    /// @param attribute of an attribute of the user: which
    /// @param event the event that made it hold or fail; absent where nothing was ever said
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Because(
            int step,
            String kind,
            boolean holds,
            @Nullable NodeKey node,
            @Nullable ScopeExpression scope,
            @Nullable AttributeKey attribute,
            @Nullable Position event) {}

    static DecisionThen of(AccessView view, Question question, StoreId store) {
        Explanation explanation = Explanation.of(view, question);
        var decision = explanation.decision();
        List<Finding> rests = new ArrayList<>(explanation.findings());
        if (decision.allowed()) {
            rests.addAll(RoleFindings.of(view, question));
            rests.sort(Comparator.comparingInt(Finding::step).thenComparing(Finding::kind));
        }
        return new DecisionThen(
                question.user(),
                question.resource(),
                question.action(),
                question.record(),
                store.position(view.position()),
                decision.allowed(),
                decision.reason().name(),
                position(store, decision.fact()),
                decision.conditional() ? decision.scope() : null,
                decision.maskedFields().stream().map(FieldName::value).toList(),
                rests.stream().map(finding -> because(store, finding)).toList());
    }

    private static Because because(StoreId store, Finding finding) {
        return new Because(
                finding.step(),
                finding.kind().name(),
                finding.holds(),
                finding.node(),
                finding.scope(),
                finding.attribute(),
                position(store, finding.fact()));
    }

    private static @Nullable Position position(StoreId store, long seq) {
        return seq == 0 ? null : store.position(seq);
    }
}
