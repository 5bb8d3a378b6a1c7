package io.mandate.store.export;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Collects rows into pages.
final class Pages<T> {
    private final int size;
    private final Consumer<List<T>> take;
    private List<T> page = new ArrayList<>();
    private @Nullable T last;

    Pages(int size, Consumer<List<T>> take) {
        this.size = size;
        this.take = take;
    }

    /// Always true, for whoever asks whether to go on.
    boolean add(T row) {
        page.add(row);
        last = row;
        if (page.size() == size) {
            hand();
        }
        return true;
    }

    void end() {
        if (!page.isEmpty()) {
            hand();
        }
    }

    private void hand() {
        take.accept(page);
        page = new ArrayList<>();
    }

    /// The last row of all; null where there was none.
    @Nullable
    T last() {
        return last;
    }
}
