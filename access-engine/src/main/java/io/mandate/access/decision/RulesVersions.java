package io.mandate.access.decision;

import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// All versions of the rules there ever were. Answers about the past are given by the version of that time.
public final class RulesVersions {
    /// What new tenants adopt.
    public static final int LATEST = 1;

    /// By version; none is 0.
    private static final @Nullable DecisionRules[] VERSIONS = {null, new RulesVersion1()};

    private RulesVersions() {}

    /// The versions this engine can apply.
    public static SortedSet<Integer> known() {
        SortedSet<Integer> known = new TreeSet<>();
        for (int version = 1; version < VERSIONS.length; version++) {
            known.add(version);
        }
        return known;
    }

    /// @throws IllegalStateException if a newer engine adopted a version this one does not know: better no answer
    ///     than a wrong one
    static DecisionRules version(int version) {
        DecisionRules rules = version < 0 || version >= VERSIONS.length ? null : VERSIONS[version];
        if (rules == null) {
            throw new IllegalStateException("version " + version + " of the decision rules is not known here");
        }
        return rules;
    }
}
