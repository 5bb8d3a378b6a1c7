package io.mandate.server.config;

import io.mandate.store.startup.StartupRefusedException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.web.server.PortInUseException;

/// Keeps a refusal to start out of the log: the command line tells it in one line instead.
public final class RefusalReporter implements SpringBootExceptionReporter {
    @Override
    public boolean reportException(Throwable failure) {
        return refusal(failure).isPresent();
    }

    /// The line for people, if the failure is one that they can put right.
    public static Optional<String> refusal(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StartupRefusedException refused) {
                return Optional.ofNullable(refused.getMessage());
            }
            if (cause instanceof PortInUseException busy) {
                return Optional.of(
                        "port " + busy.getPort() + " is in use by another program; choose another one with --port");
            }
        }
        return WrongSetting.line(failure);
    }
}
