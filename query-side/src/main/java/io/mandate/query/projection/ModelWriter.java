package io.mandate.query.projection;

import io.mandate.events.values.TenantId;
import io.mandate.store.Commit;
import io.mandate.store.follow.EventReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Writes whole commits of many tenants into one generation: all models in one transaction, with one
/// position for each tenant. A batch that fails is halved until the failing commit stands alone; its tenant
/// is parked, the others go on.
///
/// It takes commits as they come, and by itself reads what is missing before them, so it does not matter
/// what was delivered twice, or was dropped while a tenant was parked.
public final class ModelWriter implements AutoCloseable {
    /// Reading takes longer than folding, and several pages can be opened at a time.
    private static final int PAGES_AHEAD = 2;

    private final Connection connection;
    private final Reached reached = new Reached();
    private final Backlog backlog;
    private final Parking parking;
    private final Bisection bisection;
    private final Holding holding;

    /// For a generation that nobody reads yet.
    ///
    /// @param connection belongs to this writer alone, without auto-commit
    /// @param projections whose tables are written; the positions speak for these
    public ModelWriter(Connection connection, Generation generation, List<Projection> projections, EventReader reader)
            throws SQLException {
        this(connection, generation, projections, reader, _ -> {});
    }

    private ModelWriter(
            Connection connection,
            Generation generation,
            List<Projection> projections,
            EventReader reader,
            Bisection.Permission permission)
            throws SQLException {
        this.connection = connection;
        GenerationTables tables = new GenerationTables(generation, projections);
        StoredPositions positions = new StoredPositions(generation);
        this.backlog = new Backlog(reader, reached);
        this.parking = new Parking(connection, positions, reached, backlog);
        this.bisection = new Bisection(connection, projections, tables, positions, reached, parking, permission);
        this.holding = new Holding(connection, projections, tables, positions, reached, backlog);
        reached.putAll(positions.load(connection));
        connection.commit();
    }

    /// For the generation that is read: each batch asks whether it still is, and waits while a replay holds the
    /// models still. [GenerationReplacedException] says that it is read no more.
    static ModelWriter ofTheRead(
            Connection connection, Generation generation, List<Projection> projections, EventReader reader)
            throws SQLException {
        return new ModelWriter(connection, generation, projections, reader, asked -> {
            GenerationLocks.shareWrite(asked, generation);
            if (Generations.current(asked).filter(generation::equals).isEmpty()) {
                throw new GenerationReplacedException(generation);
            }
        });
    }

    /// How many bytes beside the heap all writers of this process hold.
    public static long heldBesideTheHeap() {
        return Pages.held();
    }

    /// How far each tenant has come.
    public Map<TenantId, Long> positions() {
        return reached.positions();
    }

    /// Has these tenants read from where they stand.
    void catchUp(Set<TenantId> tenants) {
        tenants.forEach(backlog::add);
    }

    /// Has these tenants read up to the given ends of commits, and no further.
    public void catchUp(Map<TenantId, Long> upTo) {
        backlog.limit(upTo);
        catchUp(upTo.keySet());
    }

    /// How many events have been written; what is only held does not count.
    public long written() {
        return bisection.written() + holding.written();
    }

    /// How many events were folded; what is only held counts, and so does what was given up and folded again.
    public long folded() {
        return bisection.written() + holding.folded();
    }

    /// Whether some tenants are to be read up to their heads.
    public boolean behind() {
        return !backlog.isEmpty();
    }

    /// Writes the commits that follow on what is written, and passes over those that are written already;
    /// answers the new positions. A tenant of which something is missing is read up to its head with
    /// [#readOn].
    Map<TenantId, Long> write(List<Commit> commits) throws SQLException {
        List<Commit> batch = new ArrayList<>(commits.size());
        Map<TenantId, Long> next = new HashMap<>();
        for (Commit commit : commits) {
            Standing standing = reached.of(commit.tenant());
            long position = next.getOrDefault(commit.tenant(), standing.seq());
            if (standing.parked() || commit.lastSeq() <= position) {
                continue;
            }
            if (commit.firstSeq() == position + 1) {
                batch.add(commit);
                next.put(commit.tenant(), commit.lastSeq());
            } else {
                backlog.add(commit.tenant());
            }
        }
        return bisection.write(batch);
    }

    /// Reads and writes about so many events of the tenants that are behind, in turn; answers the new
    /// positions.
    public Map<TenantId, Long> readOn(int events) throws SQLException {
        holding.end();
        return bisection.write(backlog.next(events, PAGES_AHEAD, parking::unreadable));
    }

    /// As the other, for a generation that nobody reads yet: rows are kept in memory, since most of them change
    /// again, and written when that was long enough, when they are many, and when nothing is behind any more.
    public void holdOn(Hold hold) throws SQLException {
        if (holding.careful()) {
            readOn(hold.batch());
            return;
        }
        try {
            holding.hold(backlog.next(hold.batch(), hold.ahead(), this::parkBehindHeld), hold);
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            boolean ofTheCommit = Failures.ofTheCommit(e);
            holding.giveUp(ofTheCommit);
            if (!ofTheCommit) {
                throw e;
            }
        }
    }

    /// A parked tenant stands where its rows are stored.
    private void parkBehindHeld(TenantId tenant, long afterSeq, RuntimeException failure) throws SQLException {
        holding.write();
        parking.unreadable(tenant, afterSeq, failure);
    }

    /// Gives back the memory of what is held and not written, which is lost; the connection stays open.
    @Override
    public void close() {
        holding.close();
    }

    /// Tries the tenants again for which somebody asked that.
    void retry() throws SQLException {
        parking.retry();
    }

    /// Parks a tenant whose next commit cannot even be read, unless what failed is the reading as such.
    void unreadable(TenantId tenant, long afterSeq, RuntimeException failure) throws SQLException {
        parking.unreadable(tenant, afterSeq, failure);
    }

    Set<TenantId> parked() {
        return reached.parked();
    }
}
