package io.mandate.command.revert;

import io.mandate.access.AccessView;
import io.mandate.access.decision.AccessRules;
import io.mandate.access.decision.Question;
import io.mandate.command.gate.TenantCommand;
import io.mandate.events.RecordedEvent;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.Position;
import io.mandate.events.values.TenantId;
import io.mandate.live.LiveIndex;
import io.mandate.live.identity.Caller;
import io.mandate.store.StoreId;
import io.mandate.store.append.Head;
import io.mandate.store.follow.EventReader;
import io.mandate.store.follow.EventReader.Personal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Finds out what it takes to revert a commit. A commit never changes, so it is read without a lock; whether its
/// outcome
/// still holds is judged under the lock, by [Untouched].
@Component
class Reverts {
    private static final NodeKey AUDIT = new NodeKey("administration/audit");
    private static final ActionName VIEW = new ActionName("view");
    private static final int MOST_COMMANDS = 5_000;

    private final EventReader reader;
    private final StoreId store;
    private final LiveIndex live;

    Reverts(EventReader reader, StoreId store, LiveIndex live) {
        this.reader = reader;
        this.store = store;
        this.live = live;
    }

    /// @param position of any event of the commit
    /// @throws RejectedException POSITION_UNKNOWN; REVERT_IMPOSSIBLE, to those who may know what was in the commit
    Reverting of(Caller caller, TenantId tenant, Position position) {
        List<RecordedEvent> commit = commit(tenant, position);
        Position end = store.position(commit.getLast().seq());
        try {
            return new Reverting(end, commands(tenant, end, commit), new Untouched(end, commit, reader, store));
        } catch (RejectedException impossible) {
            requireAudit(caller, tenant);
            throw impossible;
        }
    }

    private List<RecordedEvent> commit(TenantId tenant, Position position) {
        long head = reader.head(tenant)
                .map(Head::seq)
                .orElseThrow(
                        () -> new RejectedException(Rejection.of(RejectionCode.TENANT_NOT_FOUND, "tenant", tenant)));
        if (!position.store().equals(store.value()) || position.seq() < 1 || position.seq() > head) {
            throw new RejectedException(
                    Rejection.of(RejectionCode.POSITION_UNKNOWN, "position", position, "head", store.position(head)));
        }
        long end = reader.event(tenant, position.seq()).orElseThrow().commitSeq();
        long before = reader.boundary(tenant, end - 1);
        return reader.commits(tenant, before, 1, Personal.OPENED).getFirst().events();
    }

    private List<TenantCommand> commands(TenantId tenant, Position end, List<RecordedEvent> commit) {
        Map<String, List<RecordedEvent>> streams = new LinkedHashMap<>();
        commit.forEach(event -> streams.computeIfAbsent(event.aggregateId(), _ -> new ArrayList<>())
                .add(event));
        // The last first: what was made is taken out of use before it goes.
        List<List<RecordedEvent>> undone = new ArrayList<>(streams.values()).reversed();
        List<TenantCommand> commands = new ArrayList<>();
        undone.forEach(events -> commands.addAll(Opposite.of(tenant, before(events.getFirst()), events)));
        if (commands.isEmpty() || commands.size() > MOST_COMMANDS) {
            throw new RejectedException(Rejection.of(
                    RejectionCode.REVERT_IMPOSSIBLE,
                    "event",
                    end,
                    "rule",
                    commands.isEmpty()
                            ? "there is nothing in it that can be taken back"
                            : "it changed more than " + MOST_COMMANDS + " things"));
        }
        return commands;
    }

    /// Only some opposites need to know what was before: those whose event does not say it.
    private List<RecordedEvent> before(RecordedEvent first) {
        boolean needed = Opposite.needsPast(first.event());
        return needed && first.aggregateSequence() > 0
                ? reader.stream(first.aggregateId(), 0, Personal.OPENED).stream()
                        .takeWhile(event -> event.aggregateSequence() < first.aggregateSequence())
                        .toList()
                : List.of();
    }

    private void requireAudit(Caller caller, TenantId tenant) {
        if (caller.operator()) {
            return;
        }
        AccessView head = live.now(tenant);
        var decision = AccessRules.decide(head, Question.about(caller.actor().id(), AUDIT, VIEW));
        if (!decision.allowed() || decision.conditional()) {
            throw new RejectedException(Rejection.of(
                    RejectionCode.NOT_PERMITTED,
                    "action",
                    VIEW,
                    "resource",
                    AUDIT,
                    "decisionReason",
                    decision.allowed() ? "OUT_OF_RECORD_SCOPE" : decision.reason()));
        }
    }
}
