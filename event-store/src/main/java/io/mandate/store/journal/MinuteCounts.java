package io.mandate.store.journal;

import io.mandate.events.values.Actor;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.TokenId;
import io.mandate.events.values.UserId;
import io.mandate.store.journal.JournalEntry.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What is only counted, while its minute runs. These rows change; when the minute is over they become
/// rows of the chain, which do not.
@Component
class MinuteCounts {
    private static final String KEY = "minute, tenant, kind, actor_kind, actor, token, what, uses";

    private final JdbcClient database;

    MinuteCounts(DataSource database) {
        this.database = JdbcClient.create(database);
    }

    /// How often something was done in one minute.
    record Count(Instant minute, JournalEntry entry, long uses) {}

    void add(JournalEntry entry, long uses) {
        database.sql("""
                        insert into mandate.journal_count as c
                          (tenant, minute, kind, actor_kind, actor, token, what, uses)
                        values (?, date_trunc('minute', mandate.event_time()), ?, ?, ?, ?, ?, ?)
                        on conflict (tenant, minute, kind, actor_kind, actor, token, what)
                        do update set uses = c.uses + excluded.uses""")
                .params(
                        entry.tenant().value(),
                        entry.kind().name(),
                        entry.actor().kind().name(),
                        entry.actor().id().value(),
                        entry.token() == null ? "" : entry.token().value(),
                        entry.what(),
                        uses)
                .update();
    }

    /// The counts of a tenant whose minute still runs, or whose row in the chain is not written yet.
    List<Count> running(TenantId tenant) {
        return database.sql("select " + KEY + " from mandate.journal_count where tenant = ? order by " + KEY)
                .param(tenant.value())
                .query((row, _) -> count(row))
                .list();
    }

    /// Tenants with minutes that are over.
    List<TenantId> withFinished() {
        return database.sql("""
                        select distinct tenant from mandate.journal_count
                        where minute < date_trunc('minute', mandate.event_time())""")
                .query((row, _) -> new TenantId(row.getString(1)))
                .list();
    }

    /// How many rows of minutes that are over are still here.
    long finished() {
        return database.sql(
                        "select count(*) from mandate.journal_count where minute < date_trunc('minute', mandate.event_time())")
                .query(Long.class)
                .single();
    }

    /// Takes out what is finished, in the current transaction; another node cannot take the same.
    List<Count> takeFinished(TenantId tenant) {
        return database.sql("""
                        with taken as (
                          delete from mandate.journal_count
                          where tenant = ? and minute < date_trunc('minute', mandate.event_time())
                          returning *)
                        select\s""" + KEY + " from taken order by " + KEY)
                .param(tenant.value())
                .query((row, _) -> count(row))
                .list();
    }

    private static Count count(ResultSet row) throws SQLException {
        String token = row.getString("token");
        JournalEntry entry = new JournalEntry(
                new TenantId(row.getString("tenant")),
                Kind.valueOf(row.getString("kind")),
                new Actor(Actor.Kind.valueOf(row.getString("actor_kind")), new UserId(row.getString("actor"))),
                token.isEmpty() ? null : new TokenId(token),
                row.getString("what"),
                new TreeMap<>(),
                null);
        return new Count(row.getObject("minute", OffsetDateTime.class).toInstant(), entry, row.getLong("uses"));
    }
}
