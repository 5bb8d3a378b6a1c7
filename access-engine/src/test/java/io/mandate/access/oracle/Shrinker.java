package io.mandate.access.oracle;

import io.mandate.events.DomainEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Makes a history that disagrees as short as it can: leaves out runs of commits, then single events, as long as it
/// still disagrees.
final class Shrinker {
    private final Predicate<List<List<DomainEvent>>> disagrees;

    Shrinker(Predicate<List<List<DomainEvent>>> disagrees) {
        this.disagrees = disagrees;
    }

    List<List<DomainEvent>> shortest(List<List<DomainEvent>> history) {
        List<List<DomainEvent>> shortest = without(history);
        List<List<DomainEvent>> single = shortest.stream()
                .flatMap(commit -> commit.stream().map(List::of))
                .collect(Collectors.toList());
        if (disagrees.test(single)) {
            return without(single);
        }
        for (int commit = 0; commit < shortest.size(); commit++) {
            for (int i = shortest.get(commit).size() - 1;
                    i >= 0 && shortest.get(commit).size() > 1;
                    i--) {
                List<List<DomainEvent>> shorter = new ArrayList<>(shortest);
                List<DomainEvent> fewer = new ArrayList<>(shortest.get(commit));
                fewer.remove(i);
                shorter.set(commit, fewer);
                shortest = disagrees.test(shorter) ? shorter : shortest;
            }
        }
        return shortest;
    }

    private List<List<DomainEvent>> without(List<List<DomainEvent>> history) {
        List<List<DomainEvent>> shortest = history;
        for (int run = history.size() / 2; run > 0; run = run == 1 ? 0 : (run + 1) / 2) {
            for (int from = shortest.size() - run; from >= 0; from -= run) {
                List<List<DomainEvent>> shorter = new ArrayList<>(shortest);
                shorter.subList(from, Math.min(from + run, shorter.size())).clear();
                shortest = disagrees.test(shorter) ? shorter : shortest;
                from = Math.min(from, shortest.size());
            }
        }
        return shortest;
    }
}
