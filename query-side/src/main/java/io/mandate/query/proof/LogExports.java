package io.mandate.query.proof;

import io.mandate.http.request.UnavailableException;
import java.util.Map;
import java.util.concurrent.Semaphore;

/// Bounds how many exports of logs run on this node at once: each reads a whole log, for as long as
/// its caller takes to read the answer.
final class LogExports {
    /// At most so many at once.
    static final int MOST = 2;

    private final Semaphore places = new Semaphore(MOST);

    /// The place of one that runs, until it is closed.
    interface Running extends AutoCloseable {
        @Override
        void close();
    }

    /// Takes a place; refused with [UnavailableException] where there is none.
    Running begin() {
        if (!places.tryAcquire()) {
            throw new UnavailableException(
                    "As many exports run here as may at once (" + MOST + "); ask again when one of them has ended.",
                    Map.of());
        }
        return places::release;
    }
}
