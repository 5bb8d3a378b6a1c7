package io.mandate.query.projection;

import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// Memory beside the heap, page after page: however much is kept there, the collector of the heap neither looks at
/// it nor begins to mark because of it. It is given back by closing, and belongs to the thread that made it.
final class Pages implements AutoCloseable {
    private static final int SMALL = 1 << 14;
    private static final int LARGE = 1 << 20;

    private static final AtomicLong HELD = new AtomicLong();

    private final Arena arena = Arena.ofConfined();
    private final List<ByteBuffer> pages = new ArrayList<>();
    private long bytes;

    /// The last page, or a new one where that has not so many bytes left.
    ByteBuffer withRoom(int room) {
        if (pages.isEmpty() || pages.getLast().remaining() < room) {
            int size = Math.max(room, Math.clamp(bytes, SMALL, LARGE));
            pages.add(arena.allocate(size).asByteBuffer());
            bytes += size;
            HELD.addAndGet(size);
        }
        return pages.getLast();
    }

    /// @param number from 0, in the order in which they were begun
    ByteBuffer page(int number) {
        return pages.get(number);
    }

    /// How many pages there are.
    int count() {
        return pages.size();
    }

    /// How much memory they take.
    long bytes() {
        return bytes;
    }

    /// How much memory all of them take in this process that were not given back.
    static long held() {
        return HELD.get();
    }

    @Override
    public void close() {
        arena.close(); // who reads what is still named here is refused
        HELD.addAndGet(-bytes);
    }
}
