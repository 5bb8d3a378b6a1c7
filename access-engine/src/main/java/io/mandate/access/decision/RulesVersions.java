package io.mandate.access.decision;

import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// All versions of the rules there ever were. Answers about the past are given by the version of that time.
public final class RulesVersions {
    /// What new tenants adopt.
    public static final int LATEST = 1;

    private static final Map<Integer, DecisionRules> VERSIONS = Map.of(1, new RulesVersion1());

    private RulesVersions() {}

    /// The versions this engine can apply.
    public static SortedSet<Integer> known() {
        return new TreeSet<>(new TreeMap<>(VERSIONS).keySet());
    }

    /// @throws IllegalStateException if a newer engine adopted a version this one does not know: better no answer
    ///     than a wrong one
    static DecisionRules version(int version) {
        DecisionRules rules = VERSIONS.get(version);
        if (rules == null) {
            throw new IllegalStateException("version " + version + " of the decision rules is not known here");
        }
        return rules;
    }
}
