package io.mandate.store.proof.anchor;

import io.mandate.events.values.TenantId;
import io.mandate.store.note.SignedNote;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A command of the operator that gets each note on its standard input and the tenant as its last argument. It has
/// kept the note when it ends with 0 in time; otherwise it is stopped and called again later.
///
/// @param words the command and its arguments; no shell is between
public record AnchorCommand(List<String> words, Duration atMost) implements AnchorSink {
    public AnchorCommand {
        words = List.copyOf(words);
    }

    @Override
    public void append(TenantId tenant, SignedNote note) {
        List<String> command = new ArrayList<>(words);
        command.add(tenant.value());
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                tell(process, note);
                if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new AnchorFailedException(words.getFirst() + " did not end within " + atMost, null);
                }
            } finally {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            if (process.exitValue() != 0) {
                throw new AnchorFailedException(words.getFirst() + " ended with " + process.exitValue(), null);
            }
        } catch (IOException e) {
            throw new AnchorFailedException(words.getFirst() + " cannot be run (" + e.getMessage() + ")", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AnchorFailedException("interrupted while " + words.getFirst() + " was running", e);
        }
    }

    private static void tell(Process process, SignedNote note) throws IOException {
        try (OutputStream in = process.getOutputStream()) {
            in.write(note.toString().getBytes(StandardCharsets.UTF_8));
        }
    }
}
