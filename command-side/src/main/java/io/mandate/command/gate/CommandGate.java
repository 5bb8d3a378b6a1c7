package io.mandate.command.gate;

import io.mandate.events.problem.RejectedException;
import io.mandate.events.values.TenantId;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The one way by which anything changes. Every change is one transaction under the tenant's lock, decided
/// at the tenant's head, and one commit; nothing is acknowledged before it is durable.
public interface CommandGate {

    /// Carries out all commands, or none. They belong to one tenant and become one commit and one change
    /// set.
    ///
    /// @return what became of it; for a retry under the same Idempotency-Key the same answer as the
    ///     first time
    /// @throws RejectedException if a right is missing or a rule refuses; nothing was changed then
    default Outcome execute(ChangeRequest request, List<? extends TenantCommand> commands) {
        return execute(request, commands, Proviso.NONE);
    }

    /// As the other, if more than the commands' own rules holds.
    ///
    /// @throws RejectedException also, if the proviso refuses
    Outcome execute(ChangeRequest request, List<? extends TenantCommand> commands, Proviso proviso);

    /// Tries all commands on the very same way, lock, rights, rules, post-conditions and look-ups included, and records
    /// nothing: no event, no retry key, no note of a refusal.
    ///
    /// @throws RejectedException exactly where [#execute] would be refused
    Trial preview(ChangeRequest request, List<? extends TenantCommand> commands, Proviso proviso);

    /// Reads what has to be known before a change can be put into commands, for a caller who holds that right at the
    /// head of the tenant where he lives. Nothing is read before that is certain. Refusals are put on record.
    ///
    /// @param tenant whose change it will be
    /// @throws RejectedException NOT_PERMITTED; and whatever the reading refuses
    <T> T informed(ChangeRequest request, TenantId tenant, RequiredRight right, Supplier<T> reading);

    /// Refuses whoever does not hold that right for anything at all, at the head of the tenant where he lives: what
    /// it comes to for each single thing is decided with the command. Refusals are put on record.
    ///
    /// @param tenant whose change it will be
    /// @throws RejectedException NOT_PERMITTED
    void requireForSome(ChangeRequest request, TenantId tenant, RequiredRight right);

    /// Refuses a change that does not say why, where the tenant demands a reason: for what is carried
    /// out later only.
    ///
    /// @throws RejectedException REASON_REQUIRED
    void requireReason(ChangeRequest request, TenantId tenant);

    /// Whether the same request was answered before, under its Idempotency-Key: for whoever needs
    /// several changes of different tenants to answer one. The caller was admitted already; what the
    /// answer was is for [#execute].
    ///
    /// @param tenant where the answer was kept
    /// @throws RejectedException IDEMPOTENCY_KEY_REUSED
    boolean answered(ChangeRequest request, TenantId tenant);

    /// Carries out those commands that can be, in one commit and one change set. A refused command leaves
    /// nothing of itself and is reported; the others stand.
    ///
    /// @param inTransaction is told what became of each command, in the same transaction, just before
    ///     the commit; what it writes is there exactly if the changes are
    /// @throws RejectedException if the request as a whole is refused, for instance because the caller
    ///     is suspended
    BulkOutcome executeEach(
            ChangeRequest request,
            List<? extends TenantCommand> commands,
            Consumer<? super List<ItemOutcome>> inTransaction);
}
