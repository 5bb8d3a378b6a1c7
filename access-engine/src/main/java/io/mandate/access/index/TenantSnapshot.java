package io.mandate.access.index;

import io.mandate.access.profile.Profile;
import io.mandate.access.snapshot.ValueReader;
import io.mandate.access.snapshot.ValueWriter;
import io.mandate.access.token.Token;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.TokenId;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/// One tenant with all its versions up to one commit, written while others go on. What is captured with the commit, in
/// one moment in which nobody stores, is how far each table was filled then; filled parts never change.
final class TenantSnapshot {
    private final TenantHistory history;
    private final IndexView head;
    private final Users.Filled users;
    private final int commits;

    TenantSnapshot(TenantHistory history) {
        this.history = history;
        synchronized (history) {
            this.head = history.now();
            this.users = history.users.filled();
            // Not all there are: another history may go on where this one was replaced.
            this.commits = head.position() == 0 ? 0 : history.ends.number(head.position()) + 1;
        }
    }

    void write(DataOutputStream raw) throws IOException {
        long until = head.position();
        ValueWriter out = new ValueWriter(raw);
        out.number(until);
        out.number(history.first);
        history.ends.write(raw, until);
        history.times.write(raw, commits);
        SnapshotParts.write(out, history.grounds, until, ground -> SnapshotParts.ground(out, ground));
        SnapshotParts.write(
                out, ProfileId.class, history.profiles, until, profile -> out.write(Profile.class, profile));
        SnapshotParts.records(out, history.records, until);
        SnapshotParts.write(out, TokenId.class, history.tokens.all(), until, token -> out.write(Token.class, token));
        history.users.write(out, users, until);
        long[] counts = head.counts().all(users.cohorts());
        for (long count : counts) {
            out.number(count);
        }
    }

    static TenantHistory read(TenantId tenant, DataInputStream raw) throws IOException {
        ValueReader in = new ValueReader(raw);
        long head = in.number();
        TenantHistory history = new TenantHistory(tenant, in.number());
        history.ends.read(raw, head);
        history.times.read(raw);
        SnapshotParts.read(in, history.grounds, () -> SnapshotParts.ground(in));
        SnapshotParts.read(in, ProfileId.class, history.profiles, () -> in.require(Profile.class));
        SnapshotParts.records(in, history.records);
        Map<TokenId, Timeline<Token>> tokens = new LinkedHashMap<>();
        SnapshotParts.read(in, TokenId.class, tokens, () -> in.require(Token.class));
        history.tokens.restore(tokens);
        int cohorts = history.users.read(in);
        long[] counts = new long[cohorts];
        for (int i = 0; i < cohorts; i++) {
            counts[i] = in.number();
        }
        history.restored(head, Counts.of(counts));
        return history;
    }
}
