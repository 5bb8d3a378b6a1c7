package io.mandate.command.gate;

import io.mandate.access.AccessView;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.tenant.Policy;
import io.mandate.events.values.Actor;
import io.mandate.events.values.TenantId;
import io.mandate.http.request.SeenRevision;
import io.mandate.store.append.Aside;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The steps that one command and many commands have in common, in their order: lock, caller, policy; then
/// for each command right, revision and dispatch.
@Component
class Steps {
    private final Tenants tenants;
    private final Authorisation authorisation;
    private final Freshness freshness;
    private final Dispatch dispatch;

    Steps(Tenants tenants, Authorisation authorisation, Freshness freshness, Dispatch dispatch) {
        this.tenants = tenants;
        this.authorisation = authorisation;
        this.freshness = freshness;
        this.dispatch = dispatch;
    }

    /// @param asides what is asked together with the lock
    Change open(ChangeRequest request, List<? extends TenantCommand> commands, List<Aside> asides) {
        TenantId tenant = commands.getFirst().tenant();
        if (commands.stream().anyMatch(command -> !command.tenant().equals(tenant))) {
            throw new IllegalArgumentException("the commands of one change belong to one tenant");
        }
        // Most changes are one command; the streams of many would be one long statement.
        Set<String> needed = Set.of(commands.getFirst().stream());
        Change change = tenants.open(request, tenant, registers(commands), needed, asides);
        if (change.head().tenantState().offboarded()
                && !(commands.getFirst() instanceof OperatorCommand first && first.endsTenant())) {
            throw new RejectedException(Rejection.of(RejectionCode.TENANT_OFFBOARDED, "tenant", tenant));
        }
        return change;
    }

    /// As [#open], but nothing is changed and nothing refused.
    void look(ChangeRequest request, TenantId tenant, List<Aside> asides) {
        Change _ = tenants.open(request, tenant, false, Set.of(), asides);
    }

    /// The state of the tenant where the caller lives, in which its rights are decided; refused is a
    /// caller who may do nothing more, nor hear again what he was told before.
    AccessView caller(Change change, List<? extends TenantCommand> commands) {
        return authorisation.standing(change, commands.getFirst());
    }

    /// What holds for every change, and not for the retry of one that was made.
    void policy(Change change, List<? extends TenantCommand> commands) {
        if (registers(commands) && !change.registers()) {
            throw new RejectedException(Tenants.alreadyThere(change.tenant()));
        }
        requireReason(change.request(), change.head());
    }

    /// Refuses a change that does not say why, where the tenant demands it.
    void requireReason(ChangeRequest request, TenantId tenant) {
        requireReason(request, tenants.home(tenant));
    }

    private static void requireReason(ChangeRequest request, AccessView head) {
        if (request.reason() == null
                && request.caller().actor().kind() != Actor.Kind.SYSTEM
                && head.tenantState().holds(Policy.REASON_REQUIRED)) {
            throw new RejectedException(Rejection.of(RejectionCode.REASON_REQUIRED));
        }
    }

    /// The proviso of the change, for a caller who may do all of it: what it tells is not for others.
    void agree(Change change, AccessView home, List<? extends TenantCommand> commands, Proviso proviso) {
        if (proviso.equals(Proviso.NONE)) {
            return;
        }
        commands.forEach(command -> authorisation.check(change, home, command));
        change.causedBy(proviso.cause());
        proviso.before(change.head());
    }

    /// Carries one command out, into the buffer of the transaction; refused is also what it came to, where that is not
    /// the caller's to make.
    ///
    /// @param seen what the caller has seen of the thing the command is about; null: nothing
    void send(Change change, AccessView home, TenantCommand command, @Nullable SeenRevision seen) {
        authorisation.check(change, home, command);
        freshness.check(change.head(), command, seen);
        dispatch.send(change, command);
        authorisation.checkOutcome(change, home, command);
    }

    private static boolean registers(List<? extends TenantCommand> commands) {
        return commands.getFirst() instanceof OperatorCommand first && first.registersTenant();
    }
}
