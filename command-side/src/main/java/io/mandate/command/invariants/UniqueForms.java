package io.mandate.command.invariants;

import java.text.Normalizer;
import java.util.Locale;

/// The forms under which names and codes are unique in a tenant. Of personal ones only keyed hashes
/// are ever stored.
public final class UniqueForms {
    private UniqueForms() {}

    /// The form of a username: surrounding spaces removed, Unicode NFKC, case folded.
    public static String username(String username) {
        String compatible = Normalizer.normalize(username.strip(), Normalizer.Form.NFKC);
        // Upper then lower approximates full case folding (ß, final sigma), as for the names of profiles.
        String folded = compatible.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return Normalizer.normalize(folded, Normalizer.Form.NFKC).strip();
    }

    /// The form of a profile's code, which is of ASCII: case does not tell two apart.
    public static String profileCode(String code) {
        return code.toLowerCase(Locale.ROOT);
    }
}
