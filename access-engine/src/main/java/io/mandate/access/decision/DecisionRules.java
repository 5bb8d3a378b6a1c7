package io.mandate.access.decision;

import io.mandate.access.AccessView;

/// One version of the rules. A version, once it was in force anywhere, never changes its answers: a correction is a
/// new version, adopted by an event.
interface DecisionRules {
    Decision decide(AccessView view, Question question);
}
