package io.mandate.command.profile;

import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;

/// How the checks of this package say no: by a [RejectedException] that [ProfileRules#decide] turns into a decision. It
/// has no stack trace and never leaves the rules, so a check deep in a save can end it without every step passing the
/// answer on.
final class Refusals {
    private Refusals() {}

    static RejectedException refuse(RejectionCode code, Object... namesAndValues) {
        return new RejectedException(Rejection.of(code, namesAndValues));
    }

    static RejectedException invalid(String field, String rule) {
        return refuse(RejectionCode.FIELD_INVALID, "field", field, "rule", rule);
    }

    /// The same refusal, whose sentence says its rule in words.
    static RejectedException inWords(RejectedException refused, String rule) {
        return new RejectedException(refused.rejection().said("rule", rule));
    }

    static RejectedException required(String field) {
        return refuse(RejectionCode.FIELD_REQUIRED, "field", field);
    }
}
