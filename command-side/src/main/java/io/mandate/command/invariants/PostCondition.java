package io.mandate.command.invariants;

/// Something that must be true of a tenant after every change, whatever the command was.
public interface PostCondition {
    /// Refuses with [RejectedException] what must not become true. Costs at most a step for each cohort of
    /// users, never one for each user, unless it refuses.
    void check(Aftermath aftermath);
}
