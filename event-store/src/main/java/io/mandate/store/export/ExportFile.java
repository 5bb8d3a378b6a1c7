package io.mandate.store.export;

import io.mandate.events.values.TenantId;
import io.mandate.store.export.ExportLine.Header;
import io.mandate.store.export.ExportLine.Trailer;
import io.mandate.store.note.SignedNote;
import io.mandate.store.note.VerifierKey;
import io.mandate.store.proof.TenantCheckpoint;
import io.mandate.store.verify.LogVerification;
import io.mandate.store.verify.Note;
import io.mandate.store.verify.Verified;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/// A file that holds the log of a tenant, read once: its lines are lines of an export, from the
/// first to the last. Whether they are those that were written is up to [#verify].
public final class ExportFile {
    private final Path path;
    private final ExportScan scan;

    private ExportFile(Path path, ExportScan scan) {
        this.path = path;
        this.scan = scan;
    }

    /// Reads a file to its end; what is no whole export is refused with [BrokenExportException].
    ///
    /// @param progress is told of every thousandth line
    public static ExportFile open(Path path, LongConsumer progress) {
        return new ExportFile(path, ExportScan.of(path, progress));
    }

    /// What became of verifying a file.
    ///
    /// @param complaints what is wrong, with the line; empty: all is as it was written
    public record Checked(Verified verified, List<String> complaints) {
        public Checked {
            complaints = List.copyOf(complaints);
        }

        public boolean good() {
            return complaints.isEmpty();
        }
    }

    /// Compares every row with the trees and with all that was signed of them, and names the first
    /// that is wrong.
    ///
    /// @param keys the public keys that are trusted, by their epoch
    /// @param more checkpoints from elsewhere that the log must contain
    public Checked verify(Map<Integer, VerifierKey> keys, List<Note> more, LongConsumer progress) {
        ExportedLog log = new ExportedLog(path, scan);
        Verified verified = LogVerification.verify(log, keys, more, progress);
        List<String> complaints = new ArrayList<>();
        verified.findings()
                .forEach(finding ->
                        complaints.add("line " + log.line(finding.log(), finding.position()) + ": " + finding));
        if (complaints.isEmpty()) {
            scan.complaint().ifPresent(complaints::add);
        }
        return new Checked(verified, complaints);
    }

    public TenantId tenant() {
        return header().tenant();
    }

    /// The id of the store that it was written from.
    public String store() {
        return header().store();
    }

    /// How many rows it has.
    public long rows() {
        return scan.trailer().events() + scan.trailer().journalRows();
    }

    /// What it says of itself, signed.
    public TenantCheckpoint checkpoint() {
        return TenantCheckpoint.parse(note().text());
    }

    SignedNote note() {
        return SignedNote.parse(scan.trailer().checkpoint());
    }

    /// The public keys that the file itself names, by their epoch: to be believed by whoever knows
    /// where it comes from.
    public Map<Integer, VerifierKey> ownKeys() {
        Map<Integer, VerifierKey> own = new java.util.TreeMap<>();
        header().keys().forEach(key -> own.put(own.size() + 1, VerifierKey.parse(key)));
        return own;
    }

    Header header() {
        return scan.header();
    }

    Trailer trailer() {
        return scan.trailer();
    }

    /// Its rows, once more.
    ExportedLog log() {
        return new ExportedLog(path, scan);
    }
}
