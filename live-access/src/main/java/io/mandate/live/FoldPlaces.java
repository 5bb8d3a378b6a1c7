package io.mandate.live;

import io.mandate.live.PastFold.Part;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The parts of the past that are known, of which only so many are in memory: those that are worked
/// on, and beside them the ones used last. Others wait without anything. Used under the lock of
/// [FoldTurns].
final class FoldPlaces {
    private final int places;
    private final Map<Part, PastFold> folds = new LinkedHashMap<>(16, 0.75f, true); // the one used last comes last

    FoldPlaces(int places) {
        this.places = places;
    }

    @Nullable
    PastFold find(Part part) {
        return folds.get(part);
    }

    void add(PastFold fold) {
        folds.put(fold.part(), fold);
    }

    void remove(PastFold fold) {
        folds.remove(fold.part());
    }

    /// Gives a part its place, if need be that of another one of its tenant, or else of the one that
    /// was used longest ago.
    ///
    /// @param working those that keep their place
    /// @return whether it has one now
    boolean have(PastFold fold, Predicate<PastFold> working) {
        if (fold.placed()) {
            return true;
        }
        if (folds.values().stream().filter(PastFold::placed).count() >= places) {
            Predicate<PastFold> idle = working.negate();
            Optional<PastFold> given = oldest(idle.and(other -> other.tenant().equals(fold.tenant())))
                    .or(() -> oldest(idle));
            given.ifPresent(this::giveUp);
            if (given.isEmpty()) {
                return false;
            }
        }
        fold.place();
        return true;
    }

    private Optional<PastFold> oldest(Predicate<PastFold> wanted) {
        return folds.values().stream().filter(PastFold::placed).filter(wanted).findFirst();
    }

    private void giveUp(PastFold fold) {
        fold.clear();
        if (!fold.inLine()) {
            remove(fold);
        }
    }

    /// Gives up what nobody asked for so long.
    void dropUnused(Duration unused) {
        folds.values().removeIf(fold -> !fold.inLine() && !fold.wanted(unused));
    }
}
