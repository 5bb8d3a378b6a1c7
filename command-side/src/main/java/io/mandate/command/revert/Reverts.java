package io.mandate.command.revert;

import io.mandate.command.gate.ChangeRequest;
import io.mandate.command.gate.CommandGate;
import io.mandate.command.gate.RequiredRight;
import io.mandate.command.gate.TenantCommand;
import io.mandate.command.licence.TenantRecord;
import io.mandate.events.RecordedEvent;
import io.mandate.events.licence.LicenceEvent;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.tenant.TenantEvent.ModuleAvailabilityChanged;
import io.mandate.events.values.Position;
import io.mandate.events.values.TenantId;
import io.mandate.store.StoreId;
import io.mandate.store.append.Head;
import io.mandate.store.follow.EventReader;
import io.mandate.store.follow.EventReader.Personal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Finds out what it takes to revert a commit, for those who may know what was in it. A commit never changes, so it is
/// read without a lock; whether its outcome still holds is judged under the lock, by [Untouched]. How much is read is
/// bounded: a request may not fill the memory of this node.
@Component
class Reverts {
    private static final RequiredRight TRAIL = RequiredRight.of("administration/audit", "view");
    private static final int MOST_EVENTS = 5_000;
    private static final int MOST_COMMANDS = 5_000;
    private static final int MOST_BEFORE = 20_000;

    private final CommandGate gate;
    private final EventReader reader;
    private final StoreId store;

    Reverts(CommandGate gate, EventReader reader, StoreId store) {
        this.gate = gate;
        this.reader = reader;
        this.store = store;
    }

    /// @param position of any event of the commit
    /// @throws RejectedException NOT_PERMITTED, before anything is read; POSITION_UNKNOWN; REVERT_IMPOSSIBLE
    Reverting of(ChangeRequest request, TenantId tenant, Position position) {
        boolean own = request.caller().tenant().equals(tenant);
        return own
                ? gate.informed(request, tenant, TRAIL, () -> reverting(tenant, position, Personal.EVENTS_ONLY))
                : gate.informed(
                        request,
                        tenant,
                        TenantRecord.right("edit", tenant),
                        () -> reverting(tenant, position, Personal.SEALED));
    }

    /// @param personal what of it may be opened; sealed: nothing, for what operators change
    ///     elsewhere needs no text
    private Reverting reverting(TenantId tenant, Position position, Personal personal) {
        List<RecordedEvent> commit = commit(tenant, position, personal);
        Position end = store.position(commit.getLast().seq());
        if (personal == Personal.SEALED && !commit.stream().allMatch(Reverts::byOperators)) {
            throw Irreversible.because(end, "of another tenant, quotas and availability alone can be taken back");
        }
        return new Reverting(
                end,
                commands(tenant, end, commit, personal),
                new Untouched(end, new Since(tenant, commit, reader), store));
    }

    private static boolean byOperators(RecordedEvent recorded) {
        return recorded.event() instanceof LicenceEvent || recorded.event() instanceof ModuleAvailabilityChanged;
    }

    private List<RecordedEvent> commit(TenantId tenant, Position position, Personal personal) {
        long head = reader.head(tenant)
                .map(Head::seq)
                .orElseThrow(
                        () -> new RejectedException(Rejection.of(RejectionCode.TENANT_NOT_FOUND, "tenant", tenant)));
        if (!position.store().equals(store.value()) || position.seq() < 1 || position.seq() > head) {
            throw new RejectedException(
                    Rejection.of(RejectionCode.POSITION_UNKNOWN, "position", position, "head", store.position(head)));
        }
        long end = reader.event(tenant, position.seq(), Personal.SEALED)
                .orElseThrow()
                .commitSeq();
        long before = reader.boundary(tenant, end - 1);
        if (end - before > MOST_EVENTS) {
            throw Irreversible.because(store.position(end), "it has more than " + MOST_EVENTS + " events");
        }
        return reader.commits(tenant, before, 1, personal).getFirst().events();
    }

    private List<TenantCommand> commands(TenantId tenant, Position end, List<RecordedEvent> commit, Personal personal) {
        Map<String, List<RecordedEvent>> streams = new LinkedHashMap<>();
        commit.forEach(event -> streams.computeIfAbsent(event.aggregateId(), _ -> new ArrayList<>())
                .add(event));
        Map<String, List<RecordedEvent>> before = before(tenant, end, commit.getFirst(), streams, personal);
        // The last first: what was made is taken out of use before it goes.
        List<List<RecordedEvent>> undone = new ArrayList<>(streams.values()).reversed();
        List<TenantCommand> commands = new ArrayList<>();
        for (List<RecordedEvent> events : undone) {
            commands.addAll(
                    Opposite.of(tenant, before.getOrDefault(events.getFirst().aggregateId(), List.of()), events));
        }
        if (commands.isEmpty()) {
            throw Irreversible.because(end, "there is nothing in it that can be taken back");
        }
        if (commands.size() > MOST_COMMANDS) {
            throw Irreversible.because(end, "it changed more than " + MOST_COMMANDS + " things");
        }
        return commands;
    }

    /// Only some opposites need to know what was before: those whose event does not say it. All are read at once.
    private Map<String, List<RecordedEvent>> before(
            TenantId tenant,
            Position end,
            RecordedEvent first,
            Map<String, List<RecordedEvent>> streams,
            Personal personal) {
        List<String> needed = streams.entrySet().stream()
                .filter(stream ->
                        Opposite.needsPast(stream.getValue().getFirst().event()))
                .map(Map.Entry::getKey)
                .toList();
        if (needed.isEmpty()) {
            return Map.of();
        }
        List<RecordedEvent> events = reader.between(tenant, needed, 0, first.seq(), MOST_BEFORE + 1, personal);
        if (events.size() > MOST_BEFORE) {
            throw Irreversible.because(
                    end, "what it changed had changed in more than " + MOST_BEFORE + " events before");
        }
        return events.stream().collect(Collectors.groupingBy(RecordedEvent::aggregateId));
    }
}
