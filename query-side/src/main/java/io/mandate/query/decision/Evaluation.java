package io.mandate.query.decision;

import io.mandate.access.AccessView;
import io.mandate.access.decision.Decision;
import io.mandate.access.decision.Explanation;
import io.mandate.access.decision.Question;
import io.mandate.query.decision.EvaluationAnswer.Failure;
import org.jspecify.annotations.Nullable;

/// What became of one question.
///
/// @param view the tenant at the moment it was asked about
/// @param allowed what the caller is told, true or false
/// @param reason why, by its name in the API
/// @param decision the engine's; null where the question is about nobody
/// @param explanation if it was asked for
/// @param question as the engine understood it; null with the decision
/// @param failure what is wrong with this item of a batch; null: nothing
record Evaluation(
        AccessView view,
        boolean allowed,
        String reason,
        @Nullable Decision decision,
        @Nullable Explanation explanation,
        @Nullable Question question,
        @Nullable Failure failure) {
    /// A yes for some records only, which the caller did not say it accepts.
    static final String CONDITIONAL_NOT_ACCEPTED = "CONDITIONAL_NOT_ACCEPTED";

    /// Denied without the engine.
    ///
    /// @param explanation null: it was not asked for
    static Evaluation impossible(AccessView view, String reason, @Nullable Explanation explanation) {
        return new Evaluation(view, false, reason, null, explanation, null, null);
    }

    /// An item of a batch that asks nothing that could be answered, and why.
    static Evaluation failed(AccessView newest, int status, String message) {
        return new Evaluation(newest, false, "", null, null, null, new Failure(status, message));
    }
}
