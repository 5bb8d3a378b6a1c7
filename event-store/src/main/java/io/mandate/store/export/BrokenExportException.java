package io.mandate.store.export;

import java.util.Locale;

/// A file that is not, or not any more, what was written. Its message is one line that names the place.
public final class BrokenExportException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokenExportException(long line, String why) {
        super(String.format(Locale.ROOT, "line %d: %s", line, why));
    }
}
