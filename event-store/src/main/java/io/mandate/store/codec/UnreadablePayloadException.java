package io.mandate.store.codec;

import org.jspecify.annotations.Nullable;

/// Stored bytes that this version of the program cannot turn into an event. The message never repeats them.
public final class UnreadablePayloadException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadablePayloadException(String why) {
        this(why, null);
    }

    UnreadablePayloadException(String why, @Nullable Throwable cause) {
        super(why, cause);
    }
}
