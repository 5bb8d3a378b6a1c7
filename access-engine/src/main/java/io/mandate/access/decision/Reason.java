package io.mandate.access.decision;

/// Why a decision is as it is. The names are API. Each belongs to the step of the rules that decided.
public enum Reason {
    USER_UNKNOWN(1),
    USER_DELETED(1),
    USER_SUSPENDED(2),
    USER_NOT_ACTIVATED(2),
    RESOURCE_UNKNOWN(3),
    ACTION_NOT_SUPPORTED(3),
    MODULE_NOT_AVAILABLE(4),
    /// The tenant as a whole ended.
    TENANT_OFFBOARDED(4),
    /// Allowed: users of this role type may do everything that exists and is available.
    SUPERUSER(5),
    /// The user has no role of its own and no profile that brings one.
    NO_ROLE(6),
    NO_PROFILE(6),
    NOT_RELEVANT_FOR_ROLE(7),
    NODE_DISABLED(8),
    NODE_NOT_ENABLED(9),
    ACTION_NOT_GRANTED(10),
    OUT_OF_RECORD_SCOPE(11),
    /// The action is under a condition that does not hold, or could not be evaluated.
    CONDITION_NOT_MET(11),
    /// Allowed: every step passed.
    GRANTED(12);

    private final int step;

    Reason(int step) {
        this.step = step;
    }

    /// The step that decided, 1 to 12.
    public int step() {
        return step;
    }

    /// Whether a decision with this reason allows.
    public boolean allows() {
        return this == SUPERUSER || this == GRANTED;
    }
}
