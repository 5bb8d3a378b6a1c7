package io.mandate.store.export;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Which number comes next in each stream, in 16 to 32 bytes a stream: streams are told apart by
/// the first 8 bytes of their id's SHA-256, so that a million of them can be watched while a file
/// passes by.
final class StreamNumbers {
    private final MessageDigest sha256;
    private long[] streams = new long[1_024];
    private long[] next = new long[1_024];
    private int size;

    StreamNumbers() {
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// Whether this number is the next one of its stream, which then moves on.
    boolean isNext(String stream, long number) {
        if (2 * size >= streams.length) {
            grow();
        }
        int place = place(key(stream));
        if (number != next[place]) {
            return false;
        }
        next[place]++;
        return true;
    }

    private long key(String stream) {
        long key = ByteBuffer.wrap(sha256.digest(stream.getBytes(StandardCharsets.UTF_8)))
                .getLong();
        return key == 0 ? 1 : key;
    }

    /// Where that stream is kept, from now on if it was not before.
    private int place(long key) {
        int place = (int) key & (streams.length - 1);
        while (streams[place] != key) {
            if (streams[place] == 0) {
                streams[place] = key;
                size++;
            } else {
                place = (place + 1) & (streams.length - 1);
            }
        }
        return place;
    }

    private void grow() {
        long[] oldStreams = streams;
        long[] oldNext = next;
        streams = new long[2 * oldStreams.length];
        next = new long[2 * oldNext.length];
        size = 0;
        for (int i = 0; i < oldStreams.length; i++) {
            if (oldStreams[i] != 0) {
                next[place(oldStreams[i])] = oldNext[i];
            }
        }
    }
}
