package io.mandate.command.gate;

import io.mandate.access.AccessView;
import io.mandate.events.RecordedEvent;
import io.mandate.events.problem.RejectedException;
import io.mandate.store.Commit;
import io.mandate.store.StoreId;
import io.mandate.store.append.Aside;
import io.mandate.store.append.CommitWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionStatus;

/// Those of many commands that can be, inside a transaction that the caller of this ends. Post-conditions
/// and look-ups are first judged for all together; only if they refuse, everything is done again and judged
/// command by command.
@Component
class ManyChanges {
    private final Steps steps;
    private final Idempotency idempotency;
    private final Aftercare aftercare;
    private final QuotaWatch quotas;
    private final CommitWriter writer;
    private final StoreId store;
    private final Measures measures;

    ManyChanges(
            Steps steps,
            Idempotency idempotency,
            Aftercare aftercare,
            QuotaWatch quotas,
            CommitWriter writer,
            StoreId store,
            Measures measures) {
        this.steps = steps;
        this.idempotency = idempotency;
        this.aftercare = aftercare;
        this.quotas = quotas;
        this.writer = writer;
        this.store = store;
        this.measures = measures;
    }

    /// @param oneByOne whether to judge after each command, with a savepoint before it
    /// @throws TogetherRefusedException if they were judged together and refused
    Done<BulkOutcome> carryOut(
            ChangeRequest request,
            List<? extends TenantCommand> commands,
            Consumer<? super List<ItemOutcome>> inTransaction,
            TransactionStatus transaction,
            boolean oneByOne) {
        Idempotency.Earlier asked = idempotency.earlier(commands.getFirst().tenant(), request);
        Change change = steps.open(request, commands, asked.asides());
        AccessView home = steps.caller(change, commands);
        Optional<String> earlier = asked.answer();
        if (earlier.isPresent()) {
            return new Done<>(Answers.readBulk(earlier.get()), Optional.empty());
        }
        steps.policy(change, commands);
        List<ItemOutcome> items = new ArrayList<>();
        for (TenantCommand command : commands) {
            items.add(
                    oneByOne
                            ? judged(change, home, command, items.size(), transaction)
                            : sent(change, home, command, items.size()));
        }
        if (!oneByOne) {
            judgeTogether(change);
        }
        return finish(change, items, inTransaction);
    }

    private Done<BulkOutcome> finish(
            Change change, List<ItemOutcome> items, Consumer<? super List<ItemOutcome>> inTransaction) {
        List<Map<String, Object>> warnings = quotas.notice(change);
        inTransaction.accept(List.copyOf(items));
        long seq = change.endsAt();
        BulkOutcome outcome = new BulkOutcome(store.position(seq), items, warnings);
        boolean kept = !change.events().isEmpty() || items.stream().allMatch(item -> item.rejection() == null);
        List<Aside> remembered =
                kept ? idempotency.remember(change.tenant(), change.request(), seq, Answers.write(outcome)) : List.of();
        Optional<Commit> commit = measures.step("mandate.append", () -> writer.flush(remembered));
        return new Done<>(outcome, commit);
    }

    private ItemOutcome sent(Change change, AccessView home, TenantCommand command, int index) {
        int mark = change.mark();
        int already = change.events().size();
        try {
            steps.send(change, home, command, change.request().seen());
            return new ItemOutcome(index, change.events().size() > already, null);
        } catch (RejectedException e) {
            change.rollbackTo(mark);
            return new ItemOutcome(index, false, e.rejection());
        }
    }

    private ItemOutcome judged(
            Change change, AccessView home, TenantCommand command, int index, TransactionStatus transaction) {
        int mark = change.mark();
        int already = change.events().size();
        AccessView before = change.soFar();
        Object savepoint = transaction.createSavepoint();
        try {
            steps.send(change, home, command, change.request().seen());
            List<RecordedEvent> events = change.events();
            aftercare.check(change, before, events.subList(already, events.size()));
            transaction.releaseSavepoint(savepoint);
            return new ItemOutcome(index, events.size() > already, null);
        } catch (RejectedException e) {
            transaction.rollbackToSavepoint(savepoint);
            transaction.releaseSavepoint(savepoint);
            change.rollbackTo(mark);
            return new ItemOutcome(index, false, e.rejection());
        }
    }

    private void judgeTogether(Change change) {
        try {
            aftercare.check(change, change.head(), change.events());
        } catch (RejectedException e) {
            throw new TogetherRefusedException(e);
        }
    }

    /// The commands together lead to something that must not be; which of them is to blame shows only one
    /// by one.
    static final class TogetherRefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TogetherRefusedException(RejectedException cause) {
            super(cause.getMessage(), cause, false, false);
        }
    }
}
