package io.mandate.command.gate;

import io.mandate.access.AccessView;
import io.mandate.store.Commit;
import io.mandate.store.StoreId;
import io.mandate.store.append.CommitWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// All commands or none, inside a transaction that the caller of this ends.
@Component
class OneChange {
    private final Steps steps;
    private final Idempotency idempotency;
    private final Aftercare aftercare;
    private final QuotaWatch quotas;
    private final CommitWriter writer;
    private final StoreId store;
    private final Measures measures;

    OneChange(
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

    Done<Outcome> carryOut(ChangeRequest request, List<? extends TenantCommand> commands) {
        Change change = steps.open(request, commands);
        Optional<String> earlier = idempotency.find(change.tenant(), request);
        if (earlier.isPresent()) {
            return new Done<>(Answers.readOutcome(earlier.get()), Optional.empty());
        }
        AccessView home = steps.standing(change, commands);
        commands.forEach(command -> steps.send(change, home, command));
        aftercare.check(change, change.head(), change.events());
        List<Map<String, Object>> warnings = quotas.notice(change);
        long revision = Freshness.revision(change.soFar(), commands.getFirst());
        Optional<Commit> commit = measures.step("mandate.append", writer::flush);
        long seq = commit.map(Commit::lastSeq).orElse(change.head().position());
        Outcome outcome = new Outcome(
                store.position(seq),
                revision,
                commands.stream().map(TenantCommand::resultId).toList(),
                warnings,
                commit.isPresent());
        idempotency.remember(change.tenant(), request, seq, Answers.write(outcome));
        return new Done<>(outcome, commit);
    }
}
