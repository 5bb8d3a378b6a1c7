package io.mandate.query.proof;

import io.mandate.events.values.InvalidValueException;
import io.mandate.events.values.TenantId;
import io.mandate.query.proof.EvidencePack.Kind;
import io.mandate.query.proof.ProofController.ConsistencyProof;
import io.mandate.store.StoreId;
import io.mandate.store.proof.Proofs.SignedTree;
import io.mandate.store.proof.key.KnownKeys;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Packs an answer together with the proofs of all events that it names: every member of it that is
/// called `position`, `event` or `until` and has a position. What somebody wrote, such as a reason, names none.
/// Where an answer rests on a whole stretch of the log, all events of that are proved.
@Component
class EvidencePacks {
    private static final Set<String> NAMING = Set.of("position", "event", "until");

    private static final List<String> MOMENTS = List.of("position", "from", "to");

    private final ProofReads reads;
    private final KnownKeys keys;
    private final StoreId store;
    private final JsonMapper json;
    private final DataSize most;
    private final Pattern position;

    /// @param most so many bytes of events a pack takes: in memory they are there several times
    EvidencePacks(
            ProofReads reads,
            KnownKeys keys,
            StoreId store,
            JsonMapper json,
            @Value("${mandate.proofs.evidence.most:32MB}") DataSize most) {
        this.reads = reads;
        this.keys = keys;
        this.store = store;
        this.json = json;
        this.most = most;
        this.position = Pattern.compile(Pattern.quote(store.value()) + "-([1-9][0-9]{0,17})");
    }

    /// @param stretch that the answer rests on; null: on the events that it names
    /// @param since the size of a log that the pack is to continue, or a position in it; null: none
    EvidencePack pack(
            TenantId tenant,
            Kind kind,
            Map<String, String> question,
            Object answer,
            @Nullable Stretch stretch,
            @Nullable String since) {
        JsonNode told = json.valueToTree(answer);
        SortedSet<Long> seqs = new TreeSet<>();
        collect(told, seqs);
        if (seqs.size() > Stretch.MOST) {
            throw new InvalidValueException(
                    "limit", "must be smaller: the answer names more than " + Stretch.MOST + " events");
        }
        long from = since == null ? 0 : reads.seq(tenant, "since", since);
        long last = Math.max(stretch == null ? 1 : stretch.last(), seqs.isEmpty() ? 1 : seqs.last());
        SignedTree tree = reads.tree(tenant, Math.max(Math.max(from, last), asked(question)));
        if (stretch != null) {
            seqs.addAll(stretch.within(tree.size()));
        }
        requireBytes(tree.bytes(seqs), stretch);
        List<ProvedEvent> events = tree.inclusions(seqs).stream()
                .map(proof -> ProvedEvent.of(proof, store))
                .toList();
        List<ProofController.Key> known =
                keys.of(store, tenant).stream().map(ProofController.Key::of).toList();
        return new EvidencePack(
                EvidencePack.FORMAT,
                kind,
                question,
                told,
                tree.size(),
                events,
                tree.note().toString(),
                from == 0 ? null : ConsistencyProof.of(tree, tree.consistency(from, tree.size())),
                known);
    }

    /// The last position that a question names: one inside a commit shows only together with what is behind it.
    private long asked(Map<String, String> question) {
        return MOMENTS.stream()
                .map(name -> position.matcher(question.getOrDefault(name, "")))
                .filter(Matcher::matches)
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .max()
                .orElse(1);
    }

    private void requireBytes(long bytes, @Nullable Stretch stretch) {
        if (bytes > most.toBytes()) {
            String more = bytes + " bytes of events, and a pack takes " + most.toBytes();
            throw stretch == null
                    ? new InvalidValueException(
                            "limit", "must be smaller: the answer names " + more + "; GET /v1/exports/log gives all")
                    : stretch.refused(more);
        }
    }

    private void collect(JsonNode value, SortedSet<Long> into) {
        value.properties().forEach(member -> {
            Matcher found = position.matcher(member.getValue().asString(""));
            if (NAMING.contains(member.getKey()) && found.matches()) {
                into.add(Long.parseLong(found.group(1)));
            }
        });
        value.forEach(each -> collect(each, into));
    }
}
