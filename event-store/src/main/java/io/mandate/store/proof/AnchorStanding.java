package io.mandate.store.proof;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// How far the trees of all tenants are kept, and their anchors, in numbers.
///
/// @param eventsBehind events that are in no tree yet
/// @param anchored tenants whose newest tree is anchored
/// @param waiting tenants that have been anchored before, and have newer events since
/// @param never tenants that have a tree and were never anchored
/// @param eventsNotAnchored of all tenants
/// @param last when any tenant was anchored last; empty: none ever was
/// @param oldestWaiting of those that wait, when the one was anchored last that has waited longest; empty: none waits
public record AnchorStanding(
        long eventsBehind,
        long anchored,
        long waiting,
        long never,
        long eventsNotAnchored,
        Optional<Instant> last,
        Optional<Instant> oldestWaiting) {

    /// As it is now.
    public static AnchorStanding read(JdbcClient database) {
        return database.sql("""
                        select sum(h.seq - coalesce(t.size, 0)),
                          count(*) filter (where anchored_at is not null and size <= anchored_size),
                          count(*) filter (where anchored_at is not null and size > anchored_size),
                          count(*) filter (where t.tenant is not null and anchored_at is null),
                          sum(size - anchored_size),
                          max(anchored_at),
                          min(anchored_at) filter (where size > anchored_size)
                        from mandate.tenant_head h left join mandate.proof_tree t using (tenant)""")
                .query((row, _) -> new AnchorStanding(
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        instant(row, 6),
                        instant(row, 7)))
                .single();
    }

    private static Optional<Instant> instant(ResultSet row, int column) throws SQLException {
        @Nullable OffsetDateTime read = row.getObject(column, OffsetDateTime.class);
        return Optional.ofNullable(read).map(OffsetDateTime::toInstant);
    }
}
