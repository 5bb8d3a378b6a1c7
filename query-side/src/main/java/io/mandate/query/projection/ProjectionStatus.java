package io.mandate.query.projection;

import io.mandate.events.values.TenantId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// How the read models of all tenants stand; every process can tell, for it is all in the database.
@Component
public final class ProjectionStatus {
    private final JdbcClient sql;
    private final ProjectionLeader leader;

    ProjectionStatus(JdbcClient sql, ProjectionLeader leader) {
        this.sql = sql;
        this.leader = leader;
    }

    /// @param generation the generation that is read; null before the first was made
    /// @param leading whether this process writes them
    /// @param tenants how many tenants there are
    /// @param current how many of them are complete up to their heads
    /// @param near how many lack at most a thousand events, which takes less than a second
    /// @param far how many lack more, parked tenants left out
    /// @param parkedTenants how many stay behind until somebody asks for another try
    /// @param behind how many events are still to be taken in, parked tenants left out
    /// @param largestLag how many events the tenant lacks that lacks most, parked tenants left out
    /// @param parked the tenants whose models stay behind until somebody asks for another try, at most 100
    public record Report(
            @Nullable Integer generation,
            boolean leading,
            long tenants,
            long current,
            long near,
            long far,
            long parkedTenants,
            long behind,
            long largestLag,
            List<Parked> parked) {}

    /// How many tenants are in which class, and the numbers of events that are missing.
    private record Lag(long tenants, long current, long near, long far, long parked, long behind, long largest) {}

    /// A tenant whose next commit failed.
    ///
    /// @param incompleteSince the position at which its models stand
    /// @param failedSeq the first event of the commit that failed
    /// @param projection which projection failed, empty where that is not known
    /// @param reason kinds of failure and their codes, never content
    public record Parked(
            TenantId tenant, long incompleteSince, long failedSeq, Instant since, String projection, String reason) {}

    /// How they stand now.
    public Report report() {
        Integer generation = sql.sql("SELECT generation FROM mandate.query_pointer")
                .query((row, _) -> row.getObject(1, Integer.class))
                .single();
        Lag lag = lag(generation);
        return new Report(
                generation,
                leader.leading(),
                lag.tenants(),
                lag.current(),
                lag.near(),
                lag.far(),
                lag.parked(),
                lag.behind(),
                lag.largest(),
                parked(generation));
    }

    private Lag lag(@Nullable Integer generation) {
        return sql.sql("""
                        SELECT count(*),
                          count(*) FILTER (WHERE NOT parked AND lag = 0),
                          count(*) FILTER (WHERE NOT parked AND lag BETWEEN 1 AND 1000),
                          count(*) FILTER (WHERE NOT parked AND lag > 1000),
                          count(*) FILTER (WHERE parked),
                          coalesce(sum(lag) FILTER (WHERE NOT parked), 0),
                          coalesce(max(lag) FILTER (WHERE NOT parked), 0)
                        FROM (SELECT h.seq - coalesce(p.seq, 0) AS lag, p.parked_seq IS NOT NULL AS parked
                              FROM mandate.tenant_head h
                              LEFT JOIN mandate.projection_position p
                                ON p.tenant = h.tenant AND p.generation = ?) AS tenants""")
                .param(generation)
                .query((row, _) -> new Lag(
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7)))
                .single();
    }

    /// Has a parked tenant tried again, by whichever process leads. False where it is not parked.
    public boolean retry(TenantId tenant) {
        return sql.sql("""
                        UPDATE mandate.projection_position p SET retry = true FROM mandate.query_pointer g
                        WHERE p.tenant = ? AND p.generation = g.generation AND p.parked_seq IS NOT NULL""").param(tenant.value()).update() > 0;
    }

    private List<Parked> parked(@Nullable Integer generation) {
        return sql.sql("""
                        SELECT tenant, seq, parked_seq, parked_at, parked_projection, parked_reason
                        FROM mandate.projection_position
                        WHERE generation = ? AND parked_seq IS NOT NULL ORDER BY tenant LIMIT 100""")
                .param(generation)
                .query((row, _) -> new Parked(
                        new TenantId(row.getString(1)),
                        row.getLong(2),
                        row.getLong(3),
                        row.getTimestamp(4).toInstant(),
                        row.getString(5),
                        row.getString(6)))
                .list();
    }
}
