package io.mandate.store.append;

import io.mandate.store.Commit;
import java.util.List;
import java.util.Optional;

/// Writes what the current transaction appended, as one commit, with the head in one statement.
public interface CommitWriter {
    /// Seals and writes the buffered events; empty where there are none. Once in a transaction: an append
    /// afterwards is refused with [UnguardedAppendException]. Personal keys of users whose
    /// [io.mandate.events.user.UserEvent] says that they are erased are destroyed with it.
    default Optional<Commit> flush() {
        return flush(List.of());
    }

    /// As the other, and says something more in the same breath, whether there are events or not.
    Optional<Commit> flush(List<Aside> asides);
}
