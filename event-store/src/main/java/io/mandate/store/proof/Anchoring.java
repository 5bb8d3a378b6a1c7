package io.mandate.store.proof;

import io.mandate.events.values.TenantId;
import io.mandate.store.note.SignedNote;
import io.mandate.store.proof.anchor.AnchorFailedException;
import io.mandate.store.proof.anchor.AnchorFolder;
import io.mandate.store.proof.anchor.AnchorSink;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Hands the newest checkpoint of each tenant to the sinks: when so many events are new, when so much time has passed
/// and anything is new, and when the process ends.
public final class Anchoring {
    private static final Logger LOG = LoggerFactory.getLogger(Anchoring.class);
    private static final long LOOK_NANOS = 1_000_000_000L;
    private static final long AFTER_FAILURE_NANOS = 30_000_000_000L;
    private static final int MOST = 1_000;

    private final AnchorFolder folder;
    private final List<AnchorSink> sinks;
    private final Duration interval;
    private final long step;
    private long nextLook = System.nanoTime();
    private volatile @Nullable String failure;

    /// @param folder where this node finds what was last anchored, if anything is there
    /// @param sinks all of which take every note
    /// @param step how many new events are anchored at once
    public Anchoring(AnchorFolder folder, List<AnchorSink> sinks, Duration interval, long step) {
        this.folder = folder;
        this.sinks = List.copyOf(sinks);
        this.interval = interval;
        this.step = step;
    }

    /// Where this node finds what was anchored.
    public AnchorFolder folder() {
        return folder;
    }

    Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    private record Due(TenantId tenant, long size, long journalSize, String note) {}

    /// Anchors what is due.
    ///
    /// @param all whether everything new is due
    void due(Connection connection, JdbcClient database, boolean all) throws SQLException {
        if (!all && System.nanoTime() - nextLook < 0) {
            return;
        }
        nextLook = System.nanoTime() + LOOK_NANOS;
        List<Due> due = database.sql("""
                        select tenant, size, journal_size, note from mandate.proof_tree
                        where note <> '' and (size > anchored_size or journal_size > anchored_journal_size)
                          and (? or anchored_at is null or size - anchored_size >= ?
                            or anchored_at <= clock_timestamp() - make_interval(secs => ?))
                        order by anchored_at nulls first limit ?""")
                .params(all, step, interval.toMillis() / 1_000.0, MOST)
                .query((row, _) ->
                        new Due(new TenantId(row.getString(1)), row.getLong(2), row.getLong(3), row.getString(4)))
                .list();
        connection.commit();
        try {
            for (Due one : due) {
                anchor(database, one);
                connection.commit();
            }
            failure = null;
        } catch (AnchorFailedException e) {
            LOG.error("A checkpoint could not be anchored and will be tried again: {}", e.getMessage());
            failure = e.getMessage();
            nextLook = System.nanoTime() + AFTER_FAILURE_NANOS;
        }
    }

    /// Outside first: what the database says was anchored is there.
    private void anchor(JdbcClient database, Due due) {
        SignedNote note = SignedNote.parse(due.note());
        sinks.forEach(sink -> sink.append(due.tenant(), note));
        database.sql("""
                        insert into mandate.proof_checkpoint (tenant, size, journal_size, note) values (?, ?, ?, ?)
                        on conflict do nothing""")
                .params(due.tenant().value(), due.size(), due.journalSize(), due.note())
                .update();
        database.sql("""
                        update mandate.proof_tree set anchored_size = ?, anchored_journal_size = ?,
                          anchored_at = clock_timestamp()
                        where tenant = ?""")
                .params(due.size(), due.journalSize(), due.tenant().value())
                .update();
    }
}
