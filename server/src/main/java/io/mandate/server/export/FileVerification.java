package io.mandate.server.export;

import io.mandate.events.values.TenantId;
import io.mandate.server.proof.TrustedNotes;
import io.mandate.store.export.BrokenExportException;
import io.mandate.store.export.ExportFile;
import io.mandate.store.export.ExportFile.Checked;
import io.mandate.store.note.VerifierKey;
import io.mandate.store.startup.StartupRefusedException;
import io.mandate.store.verify.Verified;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;

/// Verifies exported files, with nothing but public keys and checkpoints that somebody kept.
public final class FileVerification {
    private final Map<Integer, VerifierKey> keys;
    private final TrustedNotes trusted;
    private final Set<TenantId> seen = new HashSet<>();

    /// @param keys the public keys that are trusted, by their epoch
    public FileVerification(Map<Integer, VerifierKey> keys, TrustedNotes trusted) {
        this.keys = Map.copyOf(keys);
        this.trusted = trusted;
    }

    /// Verifies a file and tells what came of it; whether it is as it was written. One that cannot
    /// be read is refused with [StartupRefusedException].
    public boolean verify(Path path, PrintWriter out, LongConsumer progress) {
        try {
            ExportFile file = ExportFile.open(path, progress);
            seen.add(file.tenant());
            Checked checked = file.verify(keys, trusted.of(file.tenant()), progress);
            checked.complaints().forEach(complaint -> out.println(path + ": " + complaint));
            if (checked.good()) {
                Verified verified = checked.verified();
                out.println(path + ": " + VerifiedLine.written(verified));
            }
            return checked.good();
        } catch (BrokenExportException e) {
            out.println(path + ": " + e.getMessage());
            return false;
        } catch (UncheckedIOException e) {
            throw new StartupRefusedException(path + " cannot be read", e);
        } finally {
            out.flush();
        }
    }

    /// Refuses with [StartupRefusedException] if a trusted checkpoint was of none of the files: it was compared with
    /// nothing.
    public void requireAllTrustedCompared() {
        trusted.tenants().stream()
                .filter(tenant -> !seen.contains(tenant))
                .findFirst()
                .ifPresent(tenant -> {
                    throw new StartupRefusedException("A checkpoint that --trusted names is of tenant " + tenant
                            + ", of which there was no file: it was compared with nothing.");
                });
    }
}
