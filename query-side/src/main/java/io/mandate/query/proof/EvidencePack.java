package io.mandate.query.proof;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An answer about the past with a proof of every event that it names or rests on; all that a
/// verifier needs is in it.
///
/// @param format name and version of this form
/// @param kind which question it answers: by it a verifier knows what the answer must have, and
///     which events
/// @param question what was asked, by the names of the parameters
/// @param answer what was answered, exactly as the question is answered without proofs
/// @param size how many leaves the tree has that all paths lead to
/// @param consistency that this tree continues the one of the size that was asked for
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EvidencePack(
        String format,
        Kind kind,
        Map<String, String> question,
        Object answer,
        long size,
        List<ProvedEvent> events,
        String checkpoint,
        ProofController.@Nullable ConsistencyProof consistency,
        List<ProofController.Key> keys) {
    /// The form of this version.
    static final String FORMAT = "mandate/evidence/1";

    /// Questions about the past. The names are API.
    public enum Kind {
        /// Could this user do this then?
        DECISION,
        /// Who could do this between two moments, and who granted it?
        ACCESS,
        /// What could this user do then?
        USER,
        /// How did the quotas stand then?
        LICENCE,
        /// Which users did this commit affect, and how?
        COMMIT,
        /// Which commits has this change set?
        COMMITS,
        /// What changed between two moments, in permissions?
        DIFF,
        /// What did people change about themselves between two moments?
        OWN_CHANGES
    }

    public EvidencePack {
        question = Map.copyOf(question);
        events = List.copyOf(events);
        keys = List.copyOf(keys);
    }
}
