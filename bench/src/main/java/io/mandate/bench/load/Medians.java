package io.mandate.bench.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What was measured in several rounds, by name; what counts is the median.
final class Medians {
    private final Map<String, List<Double>> values = new LinkedHashMap<>();

    void add(String name, double value) {
        values.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
    }

    double of(String name) {
        List<Double> sorted =
                values.getOrDefault(name, List.of()).stream().sorted().toList();
        return sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() / 2);
    }

    /// The measured beside its limit, and the part of it that is reached.
    String row(String label, String measured, String limit) {
        return String.format(
                Locale.ROOT, "| %s | %,.0f | %,.0f | %.2f |", label, of(measured), of(limit), of(measured) / of(limit));
    }
}
