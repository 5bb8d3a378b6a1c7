package io.mandate.store.journal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Lets callers who write at the same time share one transaction: the first writes for himself, and
/// whoever comes meanwhile waits and is written with all the others that wait. Nobody waits for a
/// clock, and everybody comes back only when what he wrote is durable, or with the failure of its
/// transaction.
final class GroupCommit<T> {
    private final int most;
    private final Consumer<List<T>> writer;
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Entry<T>> waiting = new ArrayDeque<>();
    private boolean writing;

    /// @param most how many are written in one transaction
    /// @param writer writes them in one transaction, in this order
    GroupCommit(int most, Consumer<List<T>> writer) {
        this.most = most;
        this.writer = writer;
    }

    private static final class Entry<T> {
        private final T value;
        private final Condition news;
        private boolean done;
        private @Nullable RuntimeException failure;

        Entry(T value, Condition news) {
            this.value = value;
            this.news = news;
        }
    }

    /// Returns when it is written, or throws what its transaction threw.
    void write(T value) {
        Entry<T> own = new Entry<>(value, lock.newCondition());
        lock.lock();
        try {
            waiting.add(own);
            while (!own.done) {
                if (writing) {
                    own.news.awaitUninterruptibly();
                } else {
                    writeNext();
                }
            }
        } finally {
            lock.unlock();
        }
        if (own.failure != null) {
            throw own.failure;
        }
    }

    /// How many wait for their turn.
    int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    /// With the lock, which is not held while it is written.
    private void writeNext() {
        List<Entry<T>> batch = new ArrayList<>();
        while (batch.size() < most && !waiting.isEmpty()) {
            batch.add(waiting.remove());
        }
        writing = true;
        lock.unlock();
        RuntimeException failure = null;
        try {
            writer.accept(batch.stream().map(entry -> entry.value).toList());
        } catch (RuntimeException e) {
            failure = e;
        } finally {
            lock.lock();
            writing = false;
        }
        for (Entry<T> entry : batch) {
            entry.done = true;
            entry.failure = failure;
            entry.news.signal();
        }
        Entry<T> next = waiting.peek();
        if (next != null) {
            next.news.signal(); // it writes what waits now
        }
    }
}
