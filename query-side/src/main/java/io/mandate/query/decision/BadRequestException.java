package io.mandate.query.decision;

/// A request of the decision API that the standard does not allow.
///
/// As a whole request it is answered 400; as one item of a batch it is a denied item that says why.
final class BadRequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String rule;

    /// @param rule what is wrong and where, for the person who reads it
    BadRequestException(String rule) {
        super(rule, null, false, false);
        this.rule = rule;
    }

    String rule() {
        return rule;
    }
}
