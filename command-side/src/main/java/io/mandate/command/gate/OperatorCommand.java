package io.mandate.command.gate;

/// A wish only operators of the installation may have: registering tenants, quotas, availability. Its right
/// is decided in the system tenant, where operators are users; the change belongs to the tenant the command
/// names.
public interface OperatorCommand extends TenantCommand {

    /// Whether the tenant begins with this command. The other commands of the same change (its catalog, its
    /// first administrator) are then the operator's as well, because nobody is there yet who could decide.
    default boolean registersTenant() {
        return false;
    }

    /// Whether the tenant ends with this command. It is the only one that finds its way into a
    /// tenant that ended.
    default boolean endsTenant() {
        return false;
    }
}
