package io.mandate.bench.rebuild;

import io.mandate.bench.rebuild.GeneratedHistory.Happened;
import io.mandate.events.EventMetadata;
import io.mandate.events.values.TenantId;
import io.mandate.store.append.StreamId;
import io.mandate.store.append.TenantRegistry;
import io.mandate.store.codec.EventCodec;
import io.mandate.store.codec.StoredEvent;
import io.mandate.store.envelope.KeyRef;
import io.mandate.store.envelope.Sealer;
import io.mandate.store.envelope.SubjectKeys;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Writes a long history straight into the log: the same rows that commands would have written, one event a commit,
/// sealed under the keys of their people, without asking whether anybody may do that.
public final class StoredHistory {
    private static final int AT_ONCE = 5_000;

    private final TenantId tenant;
    private final TenantRegistry tenants;
    private final TransactionTemplate transaction;
    private final DataSource database;
    private final EventCodec codec;
    private final SubjectKeys keys;
    private final GeneratedHistory history = new GeneratedHistory();
    private final Map<String, Long> sequences = new HashMap<>();
    private long seq;

    private record Made(Happened happened, EventMetadata metadata) {}

    /// @param store what a store is made of
    /// @param tenant which must not exist yet
    public StoredHistory(BeanFactory store, TenantId tenant) {
        this.tenant = tenant;
        this.tenants = store.getBean(TenantRegistry.class);
        this.transaction = new TransactionTemplate(store.getBean(PlatformTransactionManager.class));
        this.database = store.getBean(DataSource.class);
        this.codec = store.getBean(EventCodec.class);
        this.keys = store.getBean(SubjectKeys.class);
    }

    /// Registers the tenant, with so many events.
    public void write(int events) {
        transaction.executeWithoutResult(_ -> tenants.create(tenant));
        while (seq < events) {
            transaction.executeWithoutResult(_ -> page((int) Math.min(AT_ONCE, events - seq)));
        }
    }

    private void page(int size) {
        List<Made> page = new ArrayList<>(size);
        Set<KeyRef> needed = new HashSet<>();
        for (int i = 0; i < size; i++) {
            Made made = new Made(history.next(), history.metadata());
            page.add(made);
            needed.addAll(codec.keysOf(tenant, made.happened().event(), made.metadata()));
        }
        Sealer sealer = keys.sealer(needed);
        StringBuilder rows = new StringBuilder();
        page.forEach(made -> row(rows, made, sealer));
        Connection connection = DataSourceUtils.getConnection(database);
        try (var head = connection.prepareStatement(
                "update mandate.tenant_head set seq = ?, recorded_at = ?::timestamptz where tenant = ?")) {
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn("""
                            copy mandate.domain_event (tenant, seq, commit_seq, recorded_at, event_id, aggregate_id, sequence_no,
                              aggregate_type, ts, payload_type, payload_rev, actor, payload, metadata) from stdin""", new StringReader(rows.toString()));
            head.setLong(1, seq);
            head.setString(2, at(seq));
            head.setString(3, tenant.value());
            head.executeUpdate();
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        } finally {
            DataSourceUtils.releaseConnection(connection, database);
        }
    }

    private void row(StringBuilder rows, Made made, Sealer sealer) {
        seq++;
        Happened happened = made.happened();
        String stream = StreamId.of(tenant, happened.kind(), happened.id());
        long sequence = sequences.merge(stream, 1L, Long::sum) - 1;
        StoredEvent stored = codec.encode(tenant, happened.event(), made.metadata(), sealer);
        for (Object value : new Object[] {
            tenant,
            seq,
            seq,
            at(seq),
            new UUID(seq, seq),
            stream,
            sequence,
            happened.kind().word(),
            at(seq),
            stored.type(),
            stored.revision(),
            made.metadata().actor(),
            bytes(stored.payload())
        }) {
            rows.append(value).append('\t');
        }
        rows.append(bytes(stored.metadata())).append('\n');
    }

    private static String at(long seq) {
        return Instant.parse("2026-01-01T00:00:00Z").plusSeconds(seq).toString();
    }

    private static String bytes(byte[] bytes) {
        return "\\\\x" + HexFormat.of().formatHex(bytes);
    }
}
