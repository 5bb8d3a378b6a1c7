package io.mandate.command.gate;

import io.mandate.access.AccessView;
import io.mandate.access.user.Subject;
import io.mandate.events.RecordedEvent;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import io.mandate.live.identity.Caller;
import io.mandate.store.Commit;
import io.mandate.store.StoreId;
import io.mandate.store.append.Aside;
import io.mandate.store.append.CommitWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
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
    private final MayViewUsers viewers;

    OneChange(
            Steps steps,
            Idempotency idempotency,
            Aftercare aftercare,
            QuotaWatch quotas,
            CommitWriter writer,
            StoreId store,
            Measures measures,
            MayViewUsers viewers) {
        this.steps = steps;
        this.idempotency = idempotency;
        this.aftercare = aftercare;
        this.quotas = quotas;
        this.writer = writer;
        this.store = store;
        this.measures = measures;
        this.viewers = viewers;
    }

    Done<Outcome> carryOut(ChangeRequest request, List<? extends TenantCommand> commands, Proviso proviso) {
        Idempotency.Earlier asked = idempotency.earlier(commands.getFirst().tenant(), request);
        Change change = steps.open(request, commands, asked.asides());
        AccessView home = steps.caller(change, commands);
        Optional<String> earlier = asked.answer();
        if (earlier.isPresent()) {
            return new Done<>(Answers.readOutcome(earlier.get()), Optional.empty());
        }
        List<Map<String, Object>> warnings = decide(change, home, commands, proviso);
        long revision = Freshness.revision(change.soFar(), commands.getFirst());
        long seq = change.endsAt();
        Outcome outcome = new Outcome(
                store.position(seq),
                revision,
                commands.stream().map(TenantCommand::resultId).toList(),
                warnings,
                !change.events().isEmpty());
        List<Aside> remembered = idempotency.remember(change.tenant(), request, seq, Answers.write(outcome));
        Optional<Commit> commit = measures.step("mandate.append", () -> writer.flush(remembered));
        return new Done<>(outcome, commit);
    }

    /// The same, inside a transaction that is rolled back whatever this answers.
    Trial tryOut(ChangeRequest request, List<? extends TenantCommand> commands, Proviso proviso) {
        Change change = steps.open(request, commands, List.of());
        AccessView home = steps.caller(change, commands);
        List<Map<String, Object>> warnings = decide(change, home, commands, proviso);
        return new Trial(
                change.head(),
                change.soFar(),
                store.position(change.head().position()),
                Freshness.revision(change.soFar(), commands.getFirst()),
                warnings,
                !change.events().isEmpty(),
                viewable(request.caller(), change.head(), change.soFar()));
    }

    /// Whether that was answered before, for a caller who was admitted already.
    boolean answered(ChangeRequest request, TenantId tenant) {
        Idempotency.Earlier asked = idempotency.earlier(tenant, request);
        steps.look(request, tenant, asked.asides());
        return asked.answer().isPresent();
    }

    private Predicate<UserId> viewable(Caller caller, AccessView head, AccessView after) {
        return id -> {
            @Nullable Subject user = after.user(id);
            return user != null && viewers.decide(caller, head, user);
        };
    }

    private List<Map<String, Object>> decide(
            Change change, AccessView home, List<? extends TenantCommand> commands, Proviso proviso) {
        steps.policy(change, commands);
        steps.agree(change, home, commands, proviso);
        // What was seen is the thing that the answer names; what else the change touches has other revisions.
        String thing = commands.getFirst().stream();
        for (TenantCommand command : commands) {
            boolean named = command.stream().equals(thing);
            steps.send(change, home, command, named ? change.request().seen() : null);
        }
        proviso.after(change.events().stream().map(RecordedEvent::event).toList());
        aftercare.check(change, change.head(), change.events());
        return quotas.notice(change);
    }
}
