package io.mandate.server.watch;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A state that is looked at again when the last look is a second old: the numbers of one scrape come
/// from one look, and many scrapes do not become many statements.
final class Recent<T> {
    private static final long FRESH = Duration.ofSeconds(1).toNanos();

    private final Supplier<T> look;
    private @Nullable T seen;
    private long at;

    Recent(Supplier<T> look) {
        this.look = look;
    }

    synchronized T get() {
        T last = seen;
        if (last == null || System.nanoTime() - at > FRESH) {
            last = look.get();
            seen = last;
            at = System.nanoTime();
        }
        return last;
    }
}
