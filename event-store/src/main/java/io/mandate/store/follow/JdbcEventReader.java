package io.mandate.store.follow;

import io.mandate.events.RecordedEvent;
import io.mandate.events.values.TenantId;
import io.mandate.store.Commit;
import io.mandate.store.append.Aside;
import io.mandate.store.append.Head;
import io.mandate.store.append.StreamId;
import io.mandate.store.append.StreamReader;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class JdbcEventReader implements EventReader, StreamReader {
    private static final int STREAM_PAGE = 1_000;
    private static final String STREAM = "select " + RawEvent.COLUMNS + """
                             from mandate.domain_event e where e.tenant = ? and e.aggregate_id = ? and e.sequence_no >= ?
                            order by e.sequence_no limit ?""";

    /// Up to the end of the commit that holds the last event asked for; one statement, so that it is one snapshot.
    private static final String COMMITS = "select " + RawEvent.COLUMNS + """
            , (select b.commit_seq <> b.seq from mandate.domain_event b where b.tenant = ? and b.seq = ?)
            from mandate.domain_event e
            where e.tenant = ? and e.seq > ? and e.seq <= coalesce(
              (select l.commit_seq from mandate.domain_event l where l.tenant = ? and l.seq = ?),
              9223372036854775807)
            order by e.seq""";

    private final JdbcClient database;
    private final BinaryRows pages;
    private final EventOpening opening;
    private final ClosedInstants instants;
    private final StreamPrefixes prefixes = new StreamPrefixes();

    JdbcEventReader(DataSource database, EventOpening opening, ClosedInstants instants) {
        this.database = JdbcClient.create(database);
        this.pages = new BinaryRows(database);
        this.opening = opening;
        this.instants = instants;
    }

    @Override
    public List<Commit> commits(TenantId tenant, long afterSeq, int atLeastEvents, Personal personal) {
        return page(tenant, afterSeq, atLeastEvents, personal).commits();
    }

    @Override
    public Page page(TenantId tenant, long afterSeq, int atLeastEvents, Personal personal) {
        // Up to the end of the commit that holds the last event asked for; one statement, so that it is one snapshot.
        List<RawEvent> rows = pages.query(
                COMMITS,
                (row, _) -> {
                    if (row.getBoolean(11)) {
                        throw new IllegalArgumentException("position " + afterSeq + " is inside of a commit");
                    }
                    return RawEvent.of(row);
                },
                tenant.value(),
                afterSeq,
                tenant.value(),
                afterSeq,
                tenant.value(),
                afterSeq + atLeastEvents);
        return new Page(
                rows.isEmpty() ? afterSeq : rows.getLast().seq(),
                () -> whole(opening.open(tenant, rows, personal != Personal.SEALED, personal == Personal.OPENED)));
    }

    private static List<Commit> whole(List<RecordedEvent> events) {
        List<Commit> commits = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i).endsCommit()) {
                commits.add(Commit.of(events.subList(from, i + 1)));
                from = i + 1;
            }
        }
        return commits;
    }

    @Override
    public List<RecordedEvent> stream(String aggregateId, long fromAggregateSequence, Personal personal) {
        return stream(aggregateId, fromAggregateSequence, personal != Personal.SEALED, personal == Personal.OPENED);
    }

    @Override
    public List<RecordedEvent> read(String aggregateId, long fromAggregateSequence) {
        return stream(aggregateId, fromAggregateSequence, true, false);
    }

    @Override
    public Ahead ahead(String aggregateId) {
        return new StreamAhead(aggregateId);
    }

    private List<RecordedEvent> stream(String aggregateId, long from, boolean payloads, boolean metadata) {
        TenantId tenant = StreamId.parse(aggregateId).tenant();
        List<RecordedEvent> events = new ArrayList<>();
        List<RawEvent> page;
        long next = from;
        do {
            page = database.sql(STREAM)
                    .params(tenant.value(), aggregateId, next, STREAM_PAGE)
                    .query((row, _) -> RawEvent.of(row))
                    .list();
            events.addAll(opening.open(tenant, page, payloads, metadata));
            next += page.size();
        } while (page.size() == STREAM_PAGE);
        return events;
    }

    @Override
    public Optional<RecordedEvent> event(TenantId tenant, long seq, Personal personal) {
        List<RawEvent> rows = database.sql(
                        "select " + RawEvent.COLUMNS + " from mandate.domain_event e where e.tenant = ? and e.seq = ?")
                .params(tenant.value(), seq)
                .query((row, _) -> RawEvent.of(row))
                .list();
        return opening.open(tenant, rows, personal != Personal.SEALED, personal == Personal.OPENED).stream()
                .findFirst();
    }

    @Override
    public List<RecordedEvent> events(TenantId tenant, Collection<Long> seqs) {
        List<RawEvent> rows = database.sql("select " + RawEvent.COLUMNS
                        + " from mandate.domain_event e where e.tenant = ? and e.seq = any(?) order by e.seq")
                .params(tenant.value(), seqs.toArray(Long[]::new))
                .query((row, _) -> RawEvent.of(row))
                .list();
        return opening.open(tenant, rows, true, true);
    }

    @Override
    public List<RecordedEvent> between(
            TenantId tenant,
            Collection<String> aggregateIds,
            long afterSeq,
            long beforeSeq,
            int atMost,
            Personal personal) {
        // The streams first, then the order: with the limit inside, a plan may walk all events of the tenant.
        List<RawEvent> rows = database.sql("""
                        with e as materialized (
                          select * from mandate.domain_event
                          where tenant = ? and aggregate_id = any(?) and seq > ? and seq < ?)
                        select""" + " " + RawEvent.COLUMNS + " from e order by e.seq limit ?")
                .params(tenant.value(), aggregateIds.toArray(String[]::new), afterSeq, beforeSeq, atMost)
                .query((row, _) -> RawEvent.of(row))
                .list();
        return opening.open(tenant, rows, personal != Personal.SEALED, personal == Personal.OPENED);
    }

    @Override
    public long boundary(TenantId tenant, long seq) {
        // All events of a commit share their time; the one before it ends the commit before.
        return database.sql("""
                        select coalesce((
                          select case when e.commit_seq = e.seq then e.seq
                            else mandate.seq_at(e.tenant, e.recorded_at - interval '1 microsecond') end
                          from mandate.domain_event e
                          where e.tenant = ? and e.seq <= ? order by e.seq desc limit 1), 0)""").params(tenant.value(), seq).query(Long.class).single();
    }

    @Override
    public Optional<Head> head(TenantId tenant) {
        return database.sql("select seq, recorded_at from mandate.tenant_head where tenant = ?")
                .param(tenant.value())
                .query((row, _) -> new Head(
                        tenant,
                        row.getLong(1),
                        row.getObject(2, OffsetDateTime.class).toInstant()))
                .optional();
    }

    @Override
    public Map<TenantId, Long> heads() {
        Map<TenantId, Long> heads = new HashMap<>();
        database.sql("select tenant, seq from mandate.tenant_head").query(row -> {
            heads.put(new TenantId(row.getString(1)), row.getLong(2));
        });
        return heads;
    }

    @Override
    public long seqAt(TenantId tenant, Instant instant) {
        return instants.seqAt(tenant, instant);
    }

    /// The stream of one aggregate, asked for together with something else. Streams that grow are
    /// remembered as far as they were read, since the log is only ever added to, and only the rest is
    /// asked for.
    private final class StreamAhead implements Ahead {
        private final String aggregateId;
        private final TenantId tenant;
        private final List<RecordedEvent> known;
        private final List<RawEvent> rest = new ArrayList<>();

        StreamAhead(String aggregateId) {
            this.aggregateId = aggregateId;
            this.tenant = StreamId.parse(aggregateId).tenant();
            this.known = prefixes.of(aggregateId);
        }

        @Override
        public Aside aside() {
            return new Aside(STREAM, List.of(tenant.value(), aggregateId, (long) known.size(), STREAM_PAGE), rows -> {
                while (rows.next()) {
                    rest.add(RawEvent.of(rows));
                }
            });
        }

        @Override
        public List<RecordedEvent> events() {
            List<RecordedEvent> events = new ArrayList<>(known);
            events.addAll(opening.open(tenant, rest, true, false));
            if (rest.size() == STREAM_PAGE) {
                events.addAll(stream(aggregateId, events.size(), true, false));
            }
            prefixes.remember(aggregateId, events);
            return events;
        }
    }
}
