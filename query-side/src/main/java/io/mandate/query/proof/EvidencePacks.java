package io.mandate.query.proof;

import io.mandate.events.values.InvalidValueException;
import io.mandate.events.values.TenantId;
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
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Packs an answer together with the proofs of all events that it names: every member of it that is
/// called `position` or `event` and has a position. What somebody wrote, such as a reason or a name, names none.
@Component
class EvidencePacks {
    private static final int MOST = 5_000;
    private static final Set<String> NAMING = Set.of("position", "event");

    private final ProofReads reads;
    private final KnownKeys keys;
    private final StoreId store;
    private final JsonMapper json;
    private final Pattern position;

    EvidencePacks(ProofReads reads, KnownKeys keys, StoreId store, JsonMapper json) {
        this.reads = reads;
        this.keys = keys;
        this.store = store;
        this.json = json;
        this.position = Pattern.compile(Pattern.quote(store.value()) + "-([1-9][0-9]{0,17})");
    }

    /// @param since the size of a log that the pack is to continue, or a position in it; null: none
    EvidencePack pack(TenantId tenant, Map<String, String> question, Object answer, @Nullable String since) {
        JsonNode told = json.valueToTree(answer);
        SortedSet<Long> seqs = new TreeSet<>();
        collect(told, seqs);
        if (seqs.size() > MOST) {
            throw new InvalidValueException("limit", "must be smaller: the answer names more than " + MOST + " events");
        }
        long from = since == null ? 0 : reads.seq(tenant, "since", since);
        SignedTree tree = reads.tree(tenant, Math.max(from, seqs.isEmpty() ? 1 : seqs.last()));
        List<ProvedEvent> events = tree.inclusions(seqs).stream()
                .map(proof -> ProvedEvent.of(proof, store))
                .toList();
        List<ProofController.Key> known =
                keys.of(store, tenant).stream().map(ProofController.Key::of).toList();
        return new EvidencePack(
                EvidencePack.FORMAT,
                question,
                told,
                tree.size(),
                events,
                tree.note().toString(),
                from == 0 ? null : ConsistencyProof.of(tree, tree.consistency(from, tree.size())),
                known);
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
