package io.mandate.store.proof;

import io.mandate.events.values.TenantId;
import io.mandate.store.merkle.Hash;
import io.mandate.store.note.Checkpoint;
import io.mandate.store.note.NotANoteException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is signed of a tenant: how many events there are and their root, when the last was recorded, and the same of
/// the access journal.
///
/// @param store which store gave it out
/// @param size the position of the last event
/// @param recordedAt of the last event; null where there is none
public record TenantCheckpoint(
        String store,
        TenantId tenant,
        long size,
        Hash root,
        @Nullable Instant recordedAt,
        long journalSize,
        Hash journalRoot) {
    private static final String PREFIX = "mandate";
    private static final String RECORDED_AT = "recorded_at";
    private static final String JOURNAL = "journal";

    /// The name of a tenant's log, which its checkpoints begin with and are signed under.
    public static String origin(String store, TenantId tenant) {
        return PREFIX + "/" + store + "/" + tenant;
    }

    public String origin() {
        return origin(store, tenant);
    }

    /// The text that is signed.
    public String text() {
        List<String> more = new ArrayList<>();
        if (recordedAt != null) {
            more.add(RECORDED_AT + " " + recordedAt);
        }
        more.add(JOURNAL + " " + journalSize + " " + journalRoot.base64());
        return new Checkpoint(origin(), size, root, more).text();
    }

    /// Reads the text of a note; anything else is refused with [NotANoteException].
    public static TenantCheckpoint parse(String text) {
        Checkpoint checkpoint = Checkpoint.parse(text);
        String[] origin = checkpoint.origin().split("/", -1);
        String[] journal = checkpoint.value(JOURNAL).orElse("").split(" ", -1);
        if (origin.length != 3 || !origin[0].equals(PREFIX) || journal.length != 2) {
            throw new NotANoteException("this checkpoint is not one of Mandate");
        }
        try {
            return new TenantCheckpoint(
                    origin[1],
                    new TenantId(origin[2]),
                    checkpoint.size(),
                    checkpoint.root(),
                    checkpoint.value(RECORDED_AT).map(Instant::parse).orElse(null),
                    Long.parseLong(journal[0]),
                    Hash.parse(journal[1]));
        } catch (RuntimeException _) {
            throw new NotANoteException("this checkpoint is not one of Mandate");
        }
    }
}
