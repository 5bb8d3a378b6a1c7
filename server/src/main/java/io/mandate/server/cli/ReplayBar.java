package io.mandate.server.cli;

import java.io.Console;
import java.io.PrintWriter;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The progress of a replay as a bar, where somebody is there to see it move; elsewhere as a line for each state.
final class ReplayBar implements AutoCloseable {
    private final PrintWriter out;
    private @Nullable ProgressBar bar;
    private String state = "";

    ReplayBar(PrintWriter out) {
        this.out = out;
    }

    void show(JsonNode replay) {
        String now = replay.path("state").asString();
        JsonNode events = replay.path("events");
        if (!watched()) {
            tell(now, events);
            return;
        }
        ProgressBar shown = bar;
        if (shown == null) {
            shown = builder().build();
            bar = shown;
        }
        shown.maxHint(events.path("total").asLong());
        shown.stepTo(events.path("done").asLong());
        shown.setExtraMessage(now + (replay.path("interrupted").asBoolean() ? ", nobody works on it" : ""));
    }

    @SuppressWarnings("SystemConsoleNull") // there is none where the JVM is told so by -Djdk.console
    private static boolean watched() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    private void tell(String now, JsonNode events) {
        if (!now.equals(state)) {
            state = now;
            out.println("  " + now + " " + events.path("done").asLong() + "/"
                    + events.path("total").asLong());
            out.flush();
        }
    }

    private static ProgressBarBuilder builder() {
        return new ProgressBarBuilder()
                .setTaskName("Replay")
                .setUnit(" events", 1)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(250)
                .showSpeed();
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
