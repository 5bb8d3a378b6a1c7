package io.mandate.query.proof;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An answer about the past with a proof of every event that it names; all that a verifier needs is in it.
///
/// @param format name and version of this form
/// @param question what was asked, by the names of the parameters
/// @param answer what was answered, a decision with its reasons or a report
/// @param size how many leaves the tree has that all paths lead to
/// @param consistency that this tree continues the one of the size that was asked for
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EvidencePack(
        String format,
        Map<String, String> question,
        Object answer,
        long size,
        List<ProvedEvent> events,
        String checkpoint,
        ProofController.@Nullable ConsistencyProof consistency,
        List<ProofController.Key> keys) {
    /// The form of this version.
    static final String FORMAT = "mandate/evidence/1";

    public EvidencePack {
        question = Map.copyOf(question);
        events = List.copyOf(events);
        keys = List.copyOf(keys);
    }
}
