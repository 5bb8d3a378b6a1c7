package io.mandate.store.work;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// Does the same to several things, each by itself, as often as it takes: one that fails holds up
/// no other, and is told of once, however often it is tried. One thread at a time.
///
/// @param <T> equal where it is the same thing
public final class Attempts<T> {
    private final Consumer<T> work;
    private final BiConsumer<T, RuntimeException> tell;
    private final Set<T> told = new HashSet<>();

    /// @param tell is told of a thing that failed the first time
    public Attempts(Consumer<T> work, BiConsumer<T, RuntimeException> tell) {
        this.work = work;
        this.tell = tell;
    }

    /// Tries all of these, and answers those that failed, in their order. What is not among them is
    /// forgotten.
    public List<T> at(Collection<T> things) {
        told.retainAll(things);
        return things.stream().filter(thing -> !succeeds(thing)).toList();
    }

    private boolean succeeds(T thing) {
        try {
            work.accept(thing);
            return true;
        } catch (RuntimeException e) {
            if (told.add(thing)) {
                tell.accept(thing, e);
            }
            return false;
        }
    }
}
