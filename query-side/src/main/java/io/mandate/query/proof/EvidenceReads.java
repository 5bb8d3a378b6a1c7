package io.mandate.query.proof;

import io.mandate.access.AccessView;
import io.mandate.http.request.MinPosition;
import io.mandate.http.request.RequestFacts;
import io.mandate.live.identity.Caller;
import io.mandate.query.asked.Asked;
import io.mandate.query.export.ExportPlaces;
import io.mandate.query.history.PastReads;
import io.mandate.query.history.PastViews;
import io.mandate.query.proof.EvidencePack.Kind;
import io.mandate.store.StoreId;
import io.mandate.store.journal.JournalEntry;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/// What all evidence has in common: who may take it away, the note that he did, a place to work in,
/// and the pack.
@Component
class EvidenceReads {
    private final ProofReads reads;
    private final EvidencePacks packs;
    private final PastViews views;
    private final ExportPlaces places;
    private final StoreId store;

    EvidenceReads(ProofReads reads, EvidencePacks packs, PastViews views, ExportPlaces places, StoreId store) {
        this.reads = reads;
        this.packs = packs;
        this.views = views;
        this.places = places;
        this.store = store;
    }

    /// A question as it was asked.
    ///
    /// @param asked by the names of its parameters, as the pack says them
    /// @param since as of [EvidencePacks#pack]
    record Question(
            Caller caller, Kind kind, Asked asked, @Nullable String since) {}

    /// The tenant at its head. Refused with NOT_PERMITTED unless the caller may, there, read the
    /// trail and the past, and take them away.
    AccessView require(Caller caller, MinPosition atLeast) {
        AccessView head = views.atHead(caller.tenant(), atLeast);
        reads.require(caller);
        reads.requireExport(caller);
        PastReads.require(head, caller);
        return head;
    }

    /// Notes that something is taken away.
    Consumer<Asked> note(Caller caller, RequestFacts facts, String what) {
        return asked -> reads.note(caller, facts, JournalEntry.Kind.EXPORTED, what, asked.facts());
    }

    /// The pack of an answer that rests on the events it names.
    ResponseEntity<EvidencePack> packed(Question question, Supplier<?> report) {
        return packed(question, report, _ -> null);
    }

    /// The pack of an answer that is made once there is a place for it, which it keeps until it is read.
    ///
    /// @param stretch which the answer rests on
    <T> ResponseEntity<EvidencePack> packed(
            Question question, Supplier<T> report, Function<T, @Nullable Stretch> stretch) {
        Caller caller = question.caller();
        Map<String, String> asked = question.asked().facts();
        places.hold(ExportPlaces.Of.EVIDENCE, caller.tenant());
        T answer = report.get();
        EvidencePack pack =
                packs.pack(caller.tenant(), question.kind(), asked, answer, stretch.apply(answer), question.since());
        return ResponseEntity.ok()
                .header(MinPosition.ANSWER, store.position(pack.size()).toString())
                .header("Content-Disposition", "attachment; filename=\"evidence.json\"")
                .body(pack);
    }
}
