package io.mandate.server.cli;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/// A command that answers in lines of its own is not interrupted by those of a log.
final class QuietLog {
    private QuietLog() {}

    static void begin() {
        LoggingSystem.get(QuietLog.class.getClassLoader()).setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.ERROR);
    }
}
