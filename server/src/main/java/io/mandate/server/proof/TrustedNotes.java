package io.mandate.server.proof;

import io.mandate.events.values.TenantId;
import io.mandate.store.note.NotANoteException;
import io.mandate.store.note.SignedNote;
import io.mandate.store.proof.TenantCheckpoint;
import io.mandate.store.startup.StartupRefusedException;
import io.mandate.store.verify.Note;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Checkpoints that somebody kept, by the tenant that they are of.
public final class TrustedNotes {
    private final Map<TenantId, List<Note>> notes = new TreeMap<>();

    private TrustedNotes() {}

    /// Reads one from each file; what is none is refused with [StartupRefusedException].
    public static TrustedNotes in(List<Path> files) {
        TrustedNotes trusted = new TrustedNotes();
        files.forEach(trusted::add);
        return trusted;
    }

    private void add(Path file) {
        try {
            String written = Files.readString(file);
            TenantId tenant =
                    TenantCheckpoint.parse(SignedNote.parse(written).text()).tenant();
            notes.computeIfAbsent(tenant, _ -> new ArrayList<>())
                    .add(new Note("the trusted checkpoint " + file.getFileName(), written));
        } catch (IOException e) {
            throw new StartupRefusedException("cannot read the checkpoint " + file, e);
        } catch (NotANoteException e) {
            throw new StartupRefusedException(file + " is no signed checkpoint: " + e.getMessage(), e);
        }
    }

    public Set<TenantId> tenants() {
        return Set.copyOf(notes.keySet());
    }

    public List<Note> of(TenantId tenant) {
        return List.copyOf(notes.getOrDefault(tenant, List.of()));
    }
}
