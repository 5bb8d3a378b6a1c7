package io.mandate.server.cli;

import java.io.Console;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;

/// How far a command is through rows, drawn where somebody looks.
final class RowsBar implements AutoCloseable {
    private final ProgressBar bar;

    private RowsBar(ProgressBar bar) {
        this.bar = bar;
    }

    /// @param rows how many there will be; 0: not known
    static RowsBar of(String task, long rows) {
        ProgressBarBuilder builder = new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(rows == 0 ? -1 : rows)
                .setUnit(" rows", 1)
                .showSpeed();
        return new RowsBar(
                watched()
                        ? builder.build()
                        : builder.setConsumer(new Unwatched()).build());
    }

    @SuppressWarnings("SystemConsoleNull") // there is none where the JVM is told so by -Djdk.console
    private static boolean watched() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    void step(long rows) {
        bar.stepBy(rows);
    }

    @Override
    public void close() {
        bar.close();
    }

    private record Unwatched() implements ProgressBarConsumer {
        @Override
        public int getMaxRenderedLength() {
            return 80;
        }

        @Override
        public void accept(String drawn) {}

        @Override
        public void close() {}
    }
}
