package io.mandate.query.projection;

import io.mandate.events.values.TenantId;
import io.mandate.store.Commit;
import io.mandate.store.follow.EventReader;
import io.mandate.store.follow.UnreadableEventException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes whole commits of many tenants into one generation: all models in one transaction, with one
/// position for each tenant. A batch that fails is halved until the failing commit stands alone; its tenant
/// is parked, the others go on.
///
/// It takes commits as they come, and by itself reads what is missing before them, so it does not matter
/// what was delivered twice, or was dropped while a tenant was parked.
public final class ModelWriter {
    private static final Logger LOG = LoggerFactory.getLogger(ModelWriter.class);
    /// Reading takes longer than folding, and several pages can be opened at a time.
    private static final int PAGES_AHEAD = 2;

    private final Connection connection;
    private final List<Projection> projections;
    private final GenerationTables tables;
    private final StoredPositions positions;
    private final EventReader reader;
    private final ReadAhead pages;
    private final Map<TenantId, Standing> standings = new HashMap<>();
    private final Set<TenantId> behind = new LinkedHashSet<>();
    private final boolean read;
    private final Generation generation;
    private Map<TenantId, Long> limits = Map.of();
    private final HeldRows held;
    private final Map<TenantId, Long> suspects = new HashMap<>();
    private long written;

    /// For a generation that nobody reads yet.
    ///
    /// @param connection belongs to this writer alone, without auto-commit
    /// @param projections whose tables are written; the positions speak for these
    public ModelWriter(Connection connection, Generation generation, List<Projection> projections, EventReader reader)
            throws SQLException {
        this(connection, generation, projections, reader, false);
    }

    /// @param read whether it is the generation that is read: then each batch asks whether it still is, and waits
    /// while a replay holds the models still
    ModelWriter(
            Connection connection,
            Generation generation,
            List<Projection> projections,
            EventReader reader,
            boolean read)
            throws SQLException {
        this.connection = connection;
        this.read = read;
        this.generation = generation;
        this.projections = projections;
        this.tables = new GenerationTables(generation, projections);
        this.positions = new StoredPositions(generation);
        this.reader = reader;
        this.pages = new ReadAhead(reader);
        this.held = new HeldRows(tables);
        standings.putAll(positions.load(connection));
        connection.commit();
    }

    /// How far each tenant has come.
    public Map<TenantId, Long> positions() {
        Map<TenantId, Long> all = new HashMap<>();
        standings.forEach((tenant, standing) -> all.put(tenant, standing.seq()));
        return all;
    }

    /// Has these tenants read from where they stand.
    void catchUp(Set<TenantId> tenants) {
        tenants.stream().filter(tenant -> !standing(tenant).parked()).forEach(behind::add);
    }

    /// Has these tenants read up to the given ends of commits, and no further.
    public void catchUp(Map<TenantId, Long> upTo) {
        limits = Map.copyOf(upTo);
        catchUp(upTo.keySet());
    }

    /// How many events have been written; what is only held does not count.
    public long written() {
        return written;
    }

    /// Whether some tenants are to be read up to their heads.
    public boolean behind() {
        return !behind.isEmpty();
    }

    /// Writes the commits that follow on what is written, and passes over those that are written already;
    /// answers the new positions. A tenant of which something is missing is read up to its head with
    /// [#readOn].
    Map<TenantId, Long> write(List<Commit> commits) throws SQLException {
        List<Commit> batch = new ArrayList<>(commits.size());
        Map<TenantId, Long> next = new HashMap<>();
        for (Commit commit : commits) {
            Standing standing = standing(commit.tenant());
            long position = next.getOrDefault(commit.tenant(), standing.seq());
            if (standing.parked() || commit.lastSeq() <= position) {
                continue;
            }
            if (commit.firstSeq() == position + 1) {
                batch.add(commit);
                next.put(commit.tenant(), commit.lastSeq());
            } else {
                behind.add(commit.tenant());
            }
        }
        return bisect(batch);
    }

    /// Reads and writes about so many events of the tenants that are behind, in turn; answers the new
    /// positions.
    public Map<TenantId, Long> readOn(int events) throws SQLException {
        writeHeld();
        held.forget(); // what is written past them
        return bisect(gather(events));
    }

    private List<Commit> gather(int events) throws SQLException {
        List<Commit> batch = new ArrayList<>();
        int gathered = 0;
        for (TenantId tenant : List.copyOf(behind)) {
            if (gathered >= events) {
                break;
            }
            List<Commit> commits = page(tenant, events - gathered);
            gathered += events(commits);
            behind.remove(tenant); // not before: what could not be read is still to be read
            if (commits.isEmpty()) {
                pages.forget(tenant);
            } else {
                batch.addAll(commits);
                behind.add(tenant);
            }
        }
        if (gathered >= events) {
            guessNext(batch, events);
        }
        return batch;
    }

    /// As the other, for a generation that nobody reads yet: rows are kept in memory, since most of them change
    /// again, and written when that was long enough, when they are many, and when nothing is behind any more.
    /// What was not written by then is read again by whoever comes next.
    ///
    /// @param longest how long rows are held before they are written; zero: not over several batches
    public void holdOn(int events, Duration longest) throws SQLException {
        if (careful()) {
            readOn(events);
            return;
        }
        try {
            hold(gather(events), longest);
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            Map<TenantId, Long> tried = held.upTo();
            letGo();
            if (!Failures.ofTheCommit(e)) {
                throw e;
            }
            suspects.putAll(tried);
        }
    }

    /// Whether a commit that failed among the held ones may still be to come.
    private boolean careful() {
        suspects.entrySet()
                .removeIf(suspect -> !behind.contains(suspect.getKey())
                        || standing(suspect.getKey()).seq() >= suspect.getValue());
        return !suspects.isEmpty();
    }

    private void hold(List<Commit> batch, Duration longest) throws SQLException {
        if (!batch.isEmpty()) {
            held.fold(connection, projections, batch);
            connection.commit(); // only rows were looked at so far
            batch.forEach(commit -> standings.put(commit.tenant(), new Standing(commit.lastSeq(), false)));
        }
        if (behind.isEmpty()) {
            writeHeld();
            held.forget(); // who only follows changes few rows, and may do that for long
        } else if (held.full(longest)) {
            writeHeld();
        }
    }

    private void writeHeld() throws SQLException {
        if (!held.isEmpty()) {
            held.write(connection, positions);
            connection.commit();
            written += held.events();
            held.written();
        }
    }

    /// Back to what is stored.
    private void letGo() {
        Map<TenantId, Standing> stored = held.forget();
        standings.putAll(stored);
        stored.forEach((tenant, standing) -> {
            if (!standing.parked()) {
                behind.add(tenant);
            }
        });
    }

    /// There is more to come: the next pages are read while this batch is written.
    private void guessNext(List<Commit> batch, int events) {
        Map<TenantId, Long> reached = new HashMap<>();
        batch.forEach(commit -> reached.put(commit.tenant(), commit.lastSeq()));
        int each = Math.max(1, PAGES_AHEAD / behind.size());
        behind.stream().limit(PAGES_AHEAD).forEach(tenant -> {
            long after = reached.getOrDefault(tenant, standing(tenant).seq());
            long room = limit(tenant) - after;
            if (room > 0) {
                pages.guess(tenant, after, (int) Math.min(events, room), room > events ? each : 1);
            }
        });
    }

    /// Tries the tenants again for which somebody asked that.
    void retry() throws SQLException {
        List<TenantId> tenants = positions.unpark(connection);
        connection.commit();
        for (TenantId tenant : tenants) {
            LOG.info(
                    "The read models of tenant {} are tried again from {}",
                    tenant,
                    standing(tenant).seq());
            standings.put(tenant, standing(tenant).at(standing(tenant).seq()));
            behind.add(tenant);
        }
    }

    /// Parks a tenant whose next commit cannot even be read, unless what failed is the reading as such.
    void unreadable(TenantId tenant, long afterSeq, RuntimeException failure) throws SQLException {
        if (Failures.ofTheCommit(failure)
                && standing(tenant).seq() == afterSeq
                && !standing(tenant).parked()) {
            park(tenant, afterSeq + 1, failure);
        }
    }

    /// The next commits of a tenant; where one of them cannot be read, those before it.
    private List<Commit> page(TenantId tenant, int events) throws SQLException {
        long after = standing(tenant).seq();
        long limit = limit(tenant);
        long room = limit - after;
        if (room <= 0) {
            return List.of();
        }
        List<Commit> commits;
        try {
            commits = pages.commits(tenant, after, (int) Math.min(events, room));
        } catch (UnreadableEventException e) {
            commits = before(e, tenant, after);
        }
        // What was read ahead for a farther limit may go beyond this one.
        return commits.stream().takeWhile(commit -> commit.lastSeq() <= limit).toList();
    }

    /// What stands between a position and an event that cannot be read. Where that is nothing, the tenant is parked.
    private List<Commit> before(UnreadableEventException failure, TenantId tenant, long after) throws SQLException {
        long end = reader.boundary(tenant, failure.seq() - 1);
        if (end > after) {
            return reader.commits(tenant, after, (int) (end - after), Projection.READS);
        }
        writeHeld();
        unreadable(tenant, after, failure);
        return List.of();
    }

    private static int events(List<Commit> commits) {
        return commits.stream().mapToInt(commit -> commit.events().size()).sum();
    }

    private long limit(TenantId tenant) {
        return limits.getOrDefault(tenant, Long.MAX_VALUE);
    }

    private Map<TenantId, Long> bisect(List<Commit> batch) throws SQLException {
        if (batch.isEmpty()) {
            return Map.of();
        }
        try {
            return attempt(batch);
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            if (!Failures.ofTheCommit(e)) {
                throw e;
            }
            if (batch.size() == 1) {
                Commit poisoned = batch.getFirst();
                park(poisoned.tenant(), poisoned.firstSeq(), e);
                return Map.of();
            }
        }
        Map<TenantId, Long> reached = new HashMap<>(bisect(batch.subList(0, batch.size() / 2)));
        reached.putAll(bisect(batch.subList(batch.size() / 2, batch.size()).stream()
                .filter(commit -> !standing(commit.tenant()).parked())
                .toList()));
        return reached;
    }

    private Map<TenantId, Long> attempt(List<Commit> batch) throws SQLException {
        Map<TenantId, Commit> last = new LinkedHashMap<>();
        batch.forEach(commit -> last.put(commit.tenant(), commit));
        if (read) {
            requireRead();
        }
        new BatchSession(tables).run(connection, projections, batch);
        positions.move(connection, standings, last);
        connection.commit();
        written += events(batch);
        Map<TenantId, Long> reached = new HashMap<>();
        last.forEach((tenant, commit) -> {
            standings.put(tenant, standing(tenant).at(commit.lastSeq()));
            reached.put(tenant, commit.lastSeq());
        });
        return reached;
    }

    private void requireRead() throws SQLException {
        GenerationLocks.shareWrite(connection, generation);
        if (Generations.current(connection).filter(generation::equals).isEmpty()) {
            throw new GenerationReplacedException(generation);
        }
    }

    private void park(TenantId tenant, long failedSeq, Exception failure) throws SQLException {
        String reason = Failures.reason(failure);
        positions.park(connection, tenant, failedSeq, Failures.projection(failure), reason);
        connection.commit();
        standings.put(tenant, new Standing(standing(tenant).seq(), true));
        behind.remove(tenant);
        LOG.error("The read models of tenant {} stay before event {}: {}", tenant, failedSeq, reason);
    }

    private Standing standing(TenantId tenant) {
        return standings.getOrDefault(tenant, Standing.BEGINNING);
    }

    Set<TenantId> parked() {
        Set<TenantId> parked = new HashSet<>();
        standings.forEach((tenant, standing) -> {
            if (standing.parked()) {
                parked.add(tenant);
            }
        });
        return parked;
    }
}
