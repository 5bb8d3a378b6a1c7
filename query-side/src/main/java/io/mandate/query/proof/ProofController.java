package io.mandate.query.proof;

import io.mandate.events.values.InvalidValueException;
import io.mandate.http.description.Described;
import io.mandate.http.request.MinPosition;
import io.mandate.http.request.RequestFacts;
import io.mandate.live.identity.Caller;
import io.mandate.store.StoreId;
import io.mandate.store.journal.JournalEntry;
import io.mandate.store.merkle.Hash;
import io.mandate.store.proof.Proofs.Consistency;
import io.mandate.store.proof.Proofs.SignedTree;
import io.mandate.store.proof.key.KnownKeys;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Proofs that the log is as it was written. Whoever kept a checkpoint can check all later ones against it, without
/// trusting this server.
@RestController
@RequestMapping("/v1/proofs")
class ProofController {
    private static final MediaType NOTE = new MediaType("text", "plain", StandardCharsets.UTF_8);

    private final ProofReads reads;
    private final KnownKeys keys;
    private final StoreId store;

    ProofController(ProofReads reads, KnownKeys keys, StoreId store) {
        this.reads = reads;
        this.keys = keys;
        this.store = store;
    }

    /// That an event is in the log of a checkpoint.
    ///
    /// @param size how many leaves the tree has
    /// @param checkpoint the signed note with that size and the root
    public record InclusionProof(ProvedEvent proof, long size, String checkpoint) {}

    /// That the log of one size is the beginning of the log of another.
    ///
    /// @param path base64, in the order of RFC 9162
    /// @param checkpoint the newest signed note, of `to` or of a larger size
    public record ConsistencyProof(
            long from, String fromRoot, long to, String toRoot, List<String> path, String checkpoint) {
        public ConsistencyProof {
            path = List.copyOf(path);
        }

        static ConsistencyProof of(SignedTree tree, Consistency proof) {
            return new ConsistencyProof(
                    proof.from(),
                    proof.fromRoot().base64(),
                    proof.to(),
                    proof.toRoot().base64(),
                    proof.path().stream().map(Hash::base64).toList(),
                    tree.note().toString());
        }
    }

    /// The public keys, oldest first; the newest signs.
    public record Keys(List<Key> keys) {
        public Keys {
            keys = List.copyOf(keys);
        }
    }

    /// @param key as signed notes write it
    /// @param succession the note by which the key before handed over to this one; null for the first
    public record Key(int epoch, String key, @Nullable String succession) {
        static Key of(KnownKeys.Known known) {
            return new Key(known.epoch(), known.key().toString(), known.succession());
        }
    }

    /// The newest checkpoint of the caller's tenant, a C2SP signed note.
    @Described(
            summary = "What is signed of the log now: a checkpoint to keep",
            answerAt = "https://c2sp.org/tlog-checkpoint",
            produces = "text/plain")
    @GetMapping("/checkpoint")
    ResponseEntity<String> checkpoint(Caller caller, RequestFacts facts, MinPosition atLeast) {
        reads.require(caller);
        SignedTree tree = reads.tree(caller.tenant(), atLeast);
        reads.note(caller, facts, JournalEntry.Kind.PAST_READ, "GET /v1/proofs/checkpoint", Map.of());
        return ResponseEntity.ok()
                .header(MinPosition.ANSWER, store.position(tree.size()).toString())
                .contentType(NOTE)
                .body(tree.note().toString());
    }

    /// The keys that sign, and how each came to follow the one before.
    @Described(summary = "The public keys that sign checkpoints")
    @GetMapping("/keys")
    ResponseEntity<Keys> keys(Caller caller, RequestFacts facts) {
        reads.require(caller);
        reads.note(caller, facts, JournalEntry.Kind.PAST_READ, "GET /v1/proofs/keys", Map.of());
        return ResponseEntity.ok(
                new Keys(keys.of(store, caller.tenant()).stream().map(Key::of).toList()));
    }

    /// Proves that an event is in the log.
    ///
    /// @param position of the event, or its number
    @Described(summary = "Prove that an event is in the log")
    @GetMapping("/inclusion")
    ResponseEntity<InclusionProof> inclusion(Caller caller, RequestFacts facts, @RequestParam String position) {
        reads.require(caller);
        long seq = reads.seq(caller.tenant(), "position", position);
        SignedTree tree = reads.tree(caller.tenant(), seq);
        InclusionProof proof = new InclusionProof(
                ProvedEvent.of(tree.inclusion(seq), store),
                tree.size(),
                tree.note().toString());
        reads.note(
                caller,
                facts,
                JournalEntry.Kind.PAST_READ,
                "GET /v1/proofs/inclusion",
                Map.of("position", store.position(seq).toString()));
        return answer(tree, proof);
    }

    /// Proves that the log only grew between two sizes.
    ///
    /// @param from the earlier size, or the position of its last event
    /// @param to the later one; without it, that of the newest checkpoint
    @Described(summary = "Prove that the log only grew")
    @GetMapping("/consistency")
    ResponseEntity<ConsistencyProof> consistency(
            Caller caller,
            RequestFacts facts,
            @RequestParam String from,
            @RequestParam(required = false) @Nullable String to) {
        reads.require(caller);
        long first = reads.seq(caller.tenant(), "from", from);
        long wanted = to == null ? first : reads.seq(caller.tenant(), "to", to);
        if (first > wanted) {
            throw new InvalidValueException("from", "must not be greater than \"to\"");
        }
        SignedTree tree = reads.tree(caller.tenant(), wanted);
        Consistency proof = tree.consistency(first, to == null ? tree.size() : wanted);
        Map<String, String> asked = new TreeMap<>();
        asked.put("from", Long.toString(proof.from()));
        asked.put("to", Long.toString(proof.to()));
        reads.note(caller, facts, JournalEntry.Kind.PAST_READ, "GET /v1/proofs/consistency", asked);
        return answer(tree, ConsistencyProof.of(tree, proof));
    }

    private <T> ResponseEntity<T> answer(SignedTree tree, T body) {
        return ResponseEntity.ok()
                .header(MinPosition.ANSWER, store.position(tree.size()).toString())
                .body(body);
    }
}
