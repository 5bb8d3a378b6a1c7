package io.mandate.command.gate;

import io.mandate.command.gate.ManyChanges.TogetherRefusedException;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.values.TenantId;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The gate as the features see it: a turn in the tenant's queue, a transaction that is tried again if it
/// only met somebody, then the news. What is refused is put on record before it is answered.
@Component
class TenantGate implements CommandGate {
    private final Authorisation authorisation;
    private final Steps steps;
    private final TenantQueue queue;
    private final TransactionTemplate transaction;
    private final OneChange one;
    private final ManyChanges many;
    private final News news;
    private final Refusals refusals;
    private final Measures measures;

    TenantGate(
            Authorisation authorisation,
            Steps steps,
            TenantQueue queue,
            PlatformTransactionManager transactions,
            OneChange one,
            ManyChanges many,
            News news,
            Refusals refusals,
            Measures measures) {
        this.authorisation = authorisation;
        this.steps = steps;
        this.queue = queue;
        this.transaction = new TransactionTemplate(transactions);
        this.one = one;
        this.many = many;
        this.news = news;
        this.refusals = refusals;
        this.measures = measures;
    }

    @Override
    public Outcome execute(ChangeRequest request, List<? extends TenantCommand> commands, Proviso proviso) {
        TenantCommand first = first(commands);
        return measures.of(
                first,
                false,
                () -> refusable(request, first.tenant(), () -> {
                    authorisation.admit(request.caller(), commands);
                    return inTurn(
                            first.tenant(), () -> transaction.execute(_ -> one.carryOut(request, commands, proviso)));
                }));
    }

    @Override
    public Trial preview(ChangeRequest request, List<? extends TenantCommand> commands, Proviso proviso) {
        TenantId tenant = first(commands).tenant();
        try {
            authorisation.admit(request.caller(), commands);
            return measures.step(
                    "mandate.preview",
                    () -> queue.inTurn(
                            tenant,
                            () -> Retries.of(() -> {
                                return transaction.execute(status -> {
                                    status.setRollbackOnly();
                                    return one.tryOut(request, commands, proviso);
                                });
                            })));
        } catch (RejectedException e) {
            throw RejectedException.settled(refusals.named(request, tenant, e.rejection()));
        }
    }

    @Override
    public <T> T informed(ChangeRequest request, TenantId tenant, RequiredRight right, Supplier<T> reading) {
        return refusable(request, tenant, () -> {
            authorisation.require(request.caller(), right);
            return reading.get();
        });
    }

    @Override
    public void requireForSome(ChangeRequest request, TenantId tenant, RequiredRight right) {
        RequiredRight _ = refusable(request, tenant, () -> {
            authorisation.requireForSome(request.caller(), right);
            return right;
        });
    }

    @Override
    public void requireReason(ChangeRequest request, TenantId tenant) {
        TenantId _ = refusable(request, tenant, () -> {
            steps.requireReason(request, tenant);
            return tenant;
        });
    }

    @Override
    public boolean answered(ChangeRequest request, TenantId tenant) {
        return request.idempotencyKey() != null
                && refusable(
                        request,
                        tenant,
                        () -> queue.inTurn(
                                tenant,
                                () -> Retries.of(() -> transaction.execute(_ -> one.answered(request, tenant)))));
    }

    @Override
    public BulkOutcome executeEach(
            ChangeRequest request,
            List<? extends TenantCommand> commands,
            Consumer<? super List<ItemOutcome>> inTransaction) {
        TenantCommand first = first(commands);
        BulkOutcome outcome = measures.of(
                first,
                true,
                () -> refusable(request, first.tenant(), () -> {
                    authorisation.admit(request.caller(), commands);
                    return inTurn(first.tenant(), () -> together(request, commands, inTransaction));
                }));
        return refusals.recorded(request, first.tenant(), outcome);
    }

    private Done<BulkOutcome> together(
            ChangeRequest request,
            List<? extends TenantCommand> commands,
            Consumer<? super List<ItemOutcome>> inTransaction) {
        try {
            return transaction.execute(status -> many.carryOut(request, commands, inTransaction, status, false));
        } catch (TogetherRefusedException _) {
            return transaction.execute(status -> many.carryOut(request, commands, inTransaction, status, true));
        }
    }

    /// The news are told within the turn: whoever is next finds this node's index at the head already.
    private <T> T inTurn(TenantId tenant, Supplier<Done<T>> attempt) {
        return queue.inTurn(tenant, () -> {
            long begunAtNanos = System.nanoTime();
            Done<T> done = Retries.of(attempt);
            done.commit().ifPresent(commit -> news.tell(commit, begunAtNanos));
            return done.answer();
        });
    }

    private <T> T refusable(ChangeRequest request, TenantId tenant, Supplier<T> change) {
        try {
            return change.get();
        } catch (RejectedException e) {
            throw RejectedException.settled(refusals.recorded(request, tenant, e.rejection()));
        }
    }

    private static TenantCommand first(List<? extends TenantCommand> commands) {
        if (commands.isEmpty()) {
            throw new IllegalArgumentException("a change has at least one command");
        }
        return commands.getFirst();
    }
}
