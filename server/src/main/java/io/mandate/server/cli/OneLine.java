package io.mandate.server.cli;

import io.mandate.server.config.RefusalReporter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/// Tells a refusal in one line; anything else is a bug and keeps its stack trace.
final class OneLine implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult arguments)
            throws Exception {
        var refusal = RefusalReporter.refusal(failure);
        if (refusal.isEmpty()) {
            throw failure;
        }
        command.getErr().println("mandate: " + refusal.get());
        command.getErr().flush();
        return 1;
    }
}
