package io.mandate.access.index;

import io.mandate.access.record.RegisteredRecord;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RecordId;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// All registered records of a tenant with all their versions.
final class Records {
    private final Map<NodeKey, Map<RecordId, Timeline<Optional<RegisteredRecord>>>> byResource =
            new ConcurrentHashMap<>();

    @Nullable
    RegisteredRecord at(NodeKey resource, RecordId record, long seq) {
        Map<RecordId, Timeline<Optional<RegisteredRecord>>> all = byResource.get(resource);
        Timeline<Optional<RegisteredRecord>> one = all == null ? null : all.get(record);
        Optional<RegisteredRecord> version = one == null ? null : one.at(seq);
        return version == null ? null : version.orElse(null);
    }

    SortedSet<RecordId> at(NodeKey resource, long seq) {
        SortedSet<RecordId> found = new TreeSet<>();
        byResource.getOrDefault(resource, Map.of()).forEach((id, versions) -> {
            Optional<RegisteredRecord> version = versions.at(seq);
            if (version != null && version.isPresent()) {
                found.add(id);
            }
        });
        return found;
    }

    Map<NodeKey, Map<RecordId, Timeline<Optional<RegisteredRecord>>>> all() {
        return byResource;
    }

    void store(long seq, Map<NodeKey, Map<RecordId, Optional<RegisteredRecord>>> changes) {
        changes.forEach((resource, records) -> {
            Map<RecordId, Timeline<Optional<RegisteredRecord>>> all =
                    byResource.computeIfAbsent(resource, unused -> new ConcurrentHashMap<>());
            records.forEach((id, version) ->
                    all.computeIfAbsent(id, unused -> new Timeline<>()).add(seq, version));
        });
    }

    /// The same from a position on: what held there, and all that came later.
    Records from(long seq) {
        Records kept = new Records();
        byResource.forEach((resource, records) -> {
            Map<RecordId, Timeline<Optional<RegisteredRecord>>> all = new ConcurrentHashMap<>();
            records.forEach((id, versions) -> {
                Timeline<Optional<RegisteredRecord>> later = versions.from(seq);
                Optional<RegisteredRecord> last = later.at(Long.MAX_VALUE);
                boolean gone = later.size() == 1 && last != null && last.isEmpty();
                if (!gone) {
                    all.put(id, later);
                }
            });
            kept.byResource.put(resource, all);
        });
        return kept;
    }

    long changed(NodeKey resource, RecordId record, long seq) {
        Map<RecordId, Timeline<Optional<RegisteredRecord>>> all = byResource.get(resource);
        Timeline<Optional<RegisteredRecord>> one = all == null ? null : all.get(record);
        return one == null ? 0 : one.since(seq);
    }

    long[] changes(NodeKey resource, RecordId record, long after, long until) {
        Map<RecordId, Timeline<Optional<RegisteredRecord>>> all = byResource.get(resource);
        Timeline<Optional<RegisteredRecord>> one = all == null ? null : all.get(record);
        return one == null ? new long[0] : one.changes(after, until);
    }
}
