package io.mandate.access.user;

/// One of the [SubjectFacts] that decisions name.
public enum SubjectFact {
    STATUS,
    ROLE,
    PROFILE;

    /// The position of the event that set it.
    public long of(SubjectFacts facts) {
        return switch (this) {
            case STATUS -> facts.status();
            case ROLE -> facts.role();
            case PROFILE -> facts.profile();
        };
    }
}
