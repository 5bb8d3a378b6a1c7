package io.mandate.access.index;

import io.mandate.access.snapshot.ValueReader;
import io.mandate.access.snapshot.ValueWriter;
import io.mandate.access.user.RareFacts;
import io.mandate.events.values.UserId;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The [RareFacts] of those users that have any, with all their versions: the others cost nothing here. One thread
/// stores, any number read.
final class RareFactsOfUsers {
    private final Map<UserId, Timeline<RareFacts>> byUser = new ConcurrentHashMap<>();

    RareFacts at(UserId user, long seq) {
        Timeline<RareFacts> versions = byUser.get(user);
        RareFacts facts = versions == null ? null : versions.at(seq);
        return facts == null ? RareFacts.NONE : facts;
    }

    /// Adds those of a commit; what it did not set is as before.
    void store(UserId user, long seq, RareFacts facts) {
        if (!facts.equals(RareFacts.NONE)) {
            byUser.computeIfAbsent(user, unused -> new Timeline<>()).add(seq, facts.completedBy(at(user, seq)));
        }
    }

    /// Those of a user in another table that held at a position, and all later ones.
    void takeOver(RareFactsOfUsers from, UserId user, long first) {
        @Nullable Timeline<RareFacts> versions = from.byUser.get(user);
        if (versions != null) {
            byUser.put(user, versions.from(first));
        }
    }

    void write(ValueWriter out, long until) throws IOException {
        SnapshotParts.write(out, UserId.class, byUser, until, facts -> out.write(RareFacts.class, facts));
    }

    void read(ValueReader in) throws IOException {
        SnapshotParts.read(in, UserId.class, byUser, () -> in.require(RareFacts.class));
    }
}
