package io.mandate.store.reach;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Whether the store answers at all. Whoever asks waits for no place in a pool, which gives up after
/// ten seconds only, and takes none from others: there is one connection for it, made when it is asked
/// for first, and made again when it was lost. Many who ask at once are told what one of them finds.
public final class StoreReach implements AutoCloseable {
    private static final int SECONDS = 1;

    /// So long nobody else tries: several parts that are asked one after the other need not each find out.
    private static final long LOST_NANOS = Duration.ofSeconds(1).toNanos();

    private final DataSource own;
    private @Nullable Connection connection;
    private boolean answers = true;
    private long began = System.nanoTime();
    private long ended = began;

    /// @param own connections that are not pooled, and fail when nothing comes back for a second
    public StoreReach(DataSource own) {
        this.own = own;
    }

    /// What was found after the call began, or, where it was lost, within the second before: within about two seconds.
    public boolean answers() {
        long arrived = System.nanoTime();
        synchronized (this) {
            boolean fresh = began - arrived > 0;
            boolean lost = !answers && System.nanoTime() - ended < LOST_NANOS;
            if (!fresh && !lost) {
                began = System.nanoTime();
                answers = ask();
                ended = System.nanoTime();
            }
            return answers;
        }
    }

    private boolean ask() {
        try {
            if (connection != null && connection.isValid(SECONDS)) {
                return true;
            }
            close(); // it may have been cut off while nobody asked
            connection = own.getConnection();
            return connection.isValid(SECONDS);
        } catch (SQLException _) {
            return false;
        }
    }

    @Override
    public synchronized void close() {
        @Nullable Connection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.abort(Runnable::run); // without a word to a database that may not listen
            } catch (SQLException _) {
                // it is gone
            }
        }
    }
}
