package io.mandate.query.decision;

import io.mandate.access.decision.Explanation;
import io.mandate.access.decision.Finding;
import io.mandate.access.decision.Question;
import io.mandate.events.RecordedEvent;
import io.mandate.events.values.UserId;
import io.mandate.http.request.RequestFacts;
import io.mandate.live.identity.Caller;
import io.mandate.query.asked.Asked;
import io.mandate.query.position.Permission;
import io.mandate.query.user.ReasonText;
import io.mandate.store.follow.EventReader;
import io.mandate.store.journal.AccessJournal;
import io.mandate.store.journal.JournalEntry;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Who made something so, when and why; for callers who may read the audit trail. Whether he may is decided once for
/// an answer, and everything that answer needs is read at once.
@Component
class EventFacts {
    /// So many events are in memory at once; of each only what is told stays.
    private static final int PAGE = 1_000;

    private final EventReader reader;
    private final AccessJournal journal;

    EventFacts(EventReader reader, AccessJournal journal) {
        this.reader = reader;
        this.journal = journal;
    }

    /// @param reason null: none was given; `(redacted)` where its key was destroyed
    record Facts(String actor, String at, @Nullable String reason) {}

    /// The facts of all events that these evaluations explain themselves with, by position; empty for a caller who may
    /// not read the audit trail. There is none for position 0, where nothing was ever said. Whoever is told of any
    /// has read in the trail, and that is noted first, once for each request.
    Map<Long, Facts> of(
            Moments moments, Caller caller, Supplier<RequestFacts> request, Collection<Evaluation> evaluations) {
        List<Long> wanted = evaluations.stream()
                .flatMapToLong(evaluation -> positions(evaluation.explanation()))
                .filter(seq -> seq != 0)
                .distinct()
                .sorted()
                .boxed()
                .toList();
        if (wanted.isEmpty() || !readsTheTrail(moments, caller)) {
            return Map.of();
        }
        note(caller, request.get(), evaluations, wanted.size());
        Map<Long, Facts> facts = new HashMap<>();
        for (int from = 0; from < wanted.size(); from += PAGE) {
            List<Long> page = wanted.subList(from, Math.min(wanted.size(), from + PAGE));
            reader.events(caller.tenant(), page).forEach(event -> facts.put(event.seq(), facts(event)));
        }
        return facts;
    }

    /// Whoever is told of the trail is judged at the head, as its other readers are. Whoever may not by what is
    /// known here is told nothing anyway: explanations that a product asks for need no statement, and no database.
    private static boolean readsTheTrail(Moments moments, Caller caller) {
        UserId reader = caller.actor().id();
        return Permission.VIEW_TRAIL.whole(moments.judging(), reader)
                && Permission.VIEW_TRAIL.whole(moments.atHead(), reader);
    }

    private void note(Caller caller, RequestFacts request, Collection<Evaluation> evaluations, int events) {
        List<Question> explained = evaluations.stream()
                .filter(evaluation -> evaluation.explanation() != null)
                .flatMap(evaluation -> Stream.ofNullable(evaluation.question()))
                .toList();
        Asked asked = new Asked().with("questions", explained.size()).with("events", events);
        if (explained.size() == 1) {
            Question only = explained.getFirst();
            asked.with("subject", only.user())
                    .with("action", only.action())
                    .with("resource", only.resource())
                    .with("record", only.record());
        }
        journal.note(JournalEntry.looked(
                caller.tenant(),
                JournalEntry.Kind.AUDIT_READ,
                caller.actor(),
                caller.token(),
                request.operation(),
                asked.facts(),
                request.ip()));
    }

    private static LongStream positions(@Nullable Explanation explanation) {
        return explanation == null
                ? LongStream.empty()
                : LongStream.concat(
                        LongStream.of(explanation.decision().fact()),
                        explanation.findings().stream().mapToLong(Finding::fact));
    }

    private static Facts facts(RecordedEvent event) {
        return new Facts(
                event.metadata().actor().toString(), event.recordedAt().toString(), ReasonText.of(event.metadata()));
    }
}
