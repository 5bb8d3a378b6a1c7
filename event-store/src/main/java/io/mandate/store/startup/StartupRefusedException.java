package io.mandate.store.startup;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// The process must not start as it is configured or as it finds its data, and a person can put that right.
///
/// The message is the whole answer that the person sees: one line that tells what is wrong and the way out. The
/// server prints it without a stack trace and ends with a code other than 0. A bug is never reported this way.
public class StartupRefusedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /// Refuses with this line.
    public StartupRefusedException(String line) {
        this(line, null);
    }

    /// Refuses with this line; the cause is kept for the log at debug level only.
    public StartupRefusedException(String line, @Nullable Throwable cause) {
        super(line, cause, false, false);
    }
}
