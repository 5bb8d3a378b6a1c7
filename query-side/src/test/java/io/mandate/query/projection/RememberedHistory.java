package io.mandate.query.projection;

import io.mandate.events.RecordedEvent;
import io.mandate.events.values.TenantId;
import io.mandate.store.Commit;
import io.mandate.store.append.Head;
import io.mandate.store.follow.EventReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A history in memory, read as the store's is, so that tests need no writer.
final class RememberedHistory implements EventReader {
    private final Map<TenantId, List<Commit>> commits = new TreeMap<>();
    private volatile BeforePage before = (_, _) -> {};

    /// What happens before a page is read, such as a failure.
    interface BeforePage {
        /// @param upTo the position of the last event of the page
        void read(TenantId tenant, long upTo);
    }

    RememberedHistory(RandomHistory... histories) {
        for (RandomHistory history : histories) {
            commits.put(history.tenant(), history.commits());
        }
    }

    RememberedHistory before(BeforePage page) {
        before = page;
        return this;
    }

    @Override
    public List<Commit> commits(TenantId tenant, long afterSeq, int atLeastEvents, Personal personal) {
        List<Commit> page = new ArrayList<>();
        int gathered = 0;
        for (Commit commit : commits.getOrDefault(tenant, List.of())) {
            if (commit.firstSeq() > afterSeq && gathered < atLeastEvents) {
                page.add(commit);
                gathered += commit.events().size();
            }
        }
        before.read(tenant, page.isEmpty() ? afterSeq : page.getLast().lastSeq());
        return page;
    }

    @Override
    public List<RecordedEvent> stream(String aggregateId, long fromAggregateSequence, Personal personal) {
        return commits.values().stream()
                .flatMap(List::stream)
                .flatMap(commit -> commit.events().stream())
                .filter(event ->
                        event.aggregateId().equals(aggregateId) && event.aggregateSequence() >= fromAggregateSequence)
                .toList();
    }

    @Override
    public Optional<RecordedEvent> event(TenantId tenant, long seq, Personal personal) {
        return commits.getOrDefault(tenant, List.of()).stream()
                .flatMap(commit -> commit.events().stream())
                .filter(event -> event.seq() == seq)
                .findFirst();
    }

    @Override
    public Optional<Head> head(TenantId tenant) {
        return Optional.ofNullable(commits.get(tenant))
                .map(List::getLast)
                .map(last -> new Head(tenant, last.lastSeq(), last.recordedAt()));
    }

    @Override
    public Map<TenantId, Long> heads() {
        Map<TenantId, Long> heads = new HashMap<>();
        commits.forEach((tenant, all) -> heads.put(tenant, all.getLast().lastSeq()));
        return heads;
    }

    @Override
    public long seqAt(TenantId tenant, Instant instant) {
        return commits.getOrDefault(tenant, List.of()).stream()
                .filter(commit -> !commit.recordedAt().isAfter(instant))
                .mapToLong(Commit::lastSeq)
                .max()
                .orElse(0);
    }
}
