package io.mandate.access.index;

import io.mandate.access.catalog.Catalog;
import io.mandate.access.profile.Profile;
import io.mandate.access.record.RegisteredRecord;
import io.mandate.access.snapshot.ValueReader;
import io.mandate.access.snapshot.ValueWriter;
import io.mandate.access.tenant.TenantState;
import io.mandate.access.token.Token;
import io.mandate.access.user.Cohort;
import io.mandate.access.user.RareFacts;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.TokenId;
import io.mandate.events.values.UserId;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The parts of a tenant in a snapshot that are values with versions: what held at or before a position, the rest is
/// left out. So a snapshot can be written while others go on storing.
final class SnapshotParts {
    /// What a snapshot consists of.
    static final List<Class<?>> CLASSES = List.of(
            Cohort.class,
            Extra.class,
            RareFacts.class,
            UserId.class,
            Profile.class,
            Catalog.class,
            TenantState.class,
            RegisteredRecord.class,
            Token.class,
            NodeKey.class,
            RecordId.class,
            ProfileId.class,
            TokenId.class);

    private SnapshotParts() {}

    interface Writing<T> {
        void write(T value) throws IOException;
    }

    interface Reading<T> {
        T read() throws IOException;
    }

    static <K, V> void write(ValueWriter out, Class<K> type, Map<K, Timeline<V>> all, long until, Writing<V> writing)
            throws IOException {
        Map<K, Timeline<V>> known = new HashMap<>();
        all.forEach((key, versions) -> {
            if (versions.numberAt(until) >= 0) {
                known.put(key, versions);
            }
        });
        out.number(known.size());
        for (Map.Entry<K, Timeline<V>> entry : known.entrySet()) {
            out.write(type, entry.getKey());
            write(out, entry.getValue(), until, writing);
        }
    }

    static <V> void write(ValueWriter out, Timeline<V> versions, long until, Writing<V> writing) throws IOException {
        long[] seqs = versions.changes(0, until);
        out.number(seqs.length);
        for (long seq : seqs) {
            out.number(seq);
            V value = versions.at(seq);
            if (value != null) {
                writing.write(value);
            }
        }
    }

    static <K, V> void read(ValueReader in, Class<K> type, Map<K, Timeline<V>> into, Reading<V> reading)
            throws IOException {
        for (int left = in.count(); left > 0; left--) {
            K key = in.require(type);
            Timeline<V> versions = new Timeline<>();
            read(in, versions, reading);
            into.put(key, versions);
        }
    }

    static <V> void read(ValueReader in, Timeline<V> into, Reading<V> reading) throws IOException {
        for (int left = in.count(); left > 0; left--) {
            into.add(in.number(), reading.read());
        }
    }

    static void ground(ValueWriter out, Ground ground) throws IOException {
        out.write(Catalog.class, ground.catalog());
        out.write(TenantState.class, ground.state());
    }

    static Ground ground(ValueReader in) throws IOException {
        return new Ground(in.require(Catalog.class), in.require(TenantState.class));
    }

    static void records(ValueWriter out, Records records, long until) throws IOException {
        // A copy, for others may be adding resources.
        Map<NodeKey, Map<RecordId, Timeline<Optional<RegisteredRecord>>>> all = Map.copyOf(records.all());
        out.number(all.size());
        for (Map.Entry<NodeKey, Map<RecordId, Timeline<Optional<RegisteredRecord>>>> of : all.entrySet()) {
            out.write(NodeKey.class, of.getKey());
            write(
                    out,
                    RecordId.class,
                    of.getValue(),
                    until,
                    version -> out.write(RegisteredRecord.class, version.orElse(null)));
        }
    }

    static void records(ValueReader in, Records into) throws IOException {
        for (int left = in.count(); left > 0; left--) {
            NodeKey resource = in.require(NodeKey.class);
            Map<RecordId, Timeline<Optional<RegisteredRecord>>> all = new ConcurrentHashMap<>();
            read(in, RecordId.class, all, () -> optional(in.read(RegisteredRecord.class)));
            into.all().put(resource, all);
        }
    }

    private static Optional<RegisteredRecord> optional(@Nullable RegisteredRecord version) {
        return Optional.ofNullable(version);
    }
}
