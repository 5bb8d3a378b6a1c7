package io.mandate.events.tenant;

import io.mandate.events.Alias;
import io.mandate.events.DomainEvent;
import io.mandate.events.values.ChangeSetId;
import io.mandate.events.values.Label;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.TenantId;
import java.time.ZoneId;

/// What happens to a tenant as a whole.
public sealed interface TenantEvent extends DomainEvent {

    /// The tenant exists from now on.
    ///
    /// @param zone in which the tenant's days are read
    /// @param label how the installation's operators call it
    @Alias("TenantRegistered")
    record TenantRegistered(ZoneId zone, Label label) implements TenantEvent {}

    /// A module became available, or is no longer so. Beats superusers. Revision 1 knew only available or not.
    @Alias(value = "ModuleAvailabilityChanged", revision = 2)
    record ModuleAvailabilityChanged(NodeKey module, Availability from, Availability to) implements TenantEvent {}

    /// A policy of the tenant changed. Values are in the written form of [Policy].
    @Alias("TenantPolicyChanged")
    record TenantPolicyChanged(Policy policy, String from, String to) implements TenantEvent {}

    /// From now on decisions follow this version of the rules; answers about the past keep theirs.
    ///
    /// @param from the version before, 0 for none
    /// @param to the version in force from now on, 1 or more
    @Alias("DecisionRulesAdopted")
    record DecisionRulesAdopted(int from, int to) implements TenantEvent {}

    /// The reason of an earlier commit was redacted: the key it was sealed under was destroyed in this commit.
    ///
    /// @param commit the last position of that commit
    /// @param changeSet the change set whose reason it was
    @Alias("ReasonRedacted")
    record ReasonRedacted(long commit, ChangeSetId changeSet, String keyId) implements TenantEvent {}

    /// Operators ordered that another tenant ends; recorded in their own. [TenantOffboarded]
    /// follows in that tenant.
    @Alias("TenantOffboardingOrdered")
    record TenantOffboardingOrdered(TenantId offboarded) implements TenantEvent {}

    /// The tenant ended. Its key was destroyed in this commit, and with it all personal text and
    /// every reason; no event follows.
    @Alias("TenantOffboarded")
    record TenantOffboarded(String keyId) implements TenantEvent {}

    /// New keys of tenants are wrapped under this epoch of the master key from now on, and older
    /// ones are replaced. In the tenant of the operators.
    @Alias("MasterKeyActivated")
    record MasterKeyActivated(int from, int to) implements TenantEvent {}

    /// This epoch of the master key is over: nothing is wrapped under it, and nothing will be. In
    /// the tenant of the operators.
    ///
    /// @param living how many keys of tenants there were in this moment, all of them under other
    /// epochs
    @Alias("MasterKeyDestroyed")
    record MasterKeyDestroyed(int epoch, long living) implements TenantEvent {}
}
