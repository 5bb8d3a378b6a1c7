package io.mandate.access.decision;

import io.mandate.access.AccessView;
import io.mandate.events.values.NodeKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why a decision is as it is: every condition up to the step that decided, each with the event behind it.
///
/// @param decision the decision explained
/// @param step the step that decided, 1 to 12
/// @param inheritedFrom where the actions come from, if not from the resource itself: a node above; null if from the
///     resource itself, or where it did not come to that
/// @param fromDefault whether the actions are the profile's default ones
/// @param findings in the order of the steps
public record Explanation(
        Decision decision, int step, @Nullable NodeKey inheritedFrom, boolean fromDefault, List<Finding> findings) {

    public Explanation {
        findings = List.copyOf(findings);
    }

    /// The same without what the record is known to be.
    public Explanation withoutRecord() {
        List<Finding> others = findings.stream()
                .filter(finding -> finding.kind() != Finding.Kind.RECORD)
                .toList();
        return new Explanation(decision, step, inheritedFrom, fromDefault, others);
    }

    /// Decides and explains.
    public static Explanation of(AccessView view, Question question) {
        return new Findings(view, question, AccessRules.decide(view, question)).explanation();
    }
}
