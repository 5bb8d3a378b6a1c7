package io.mandate.store.journal;

import io.mandate.events.values.TenantId;
import io.mandate.store.codec.StoredText;
import io.mandate.store.envelope.KeyRef;
import io.mandate.store.journal.JournalChain.Link;
import io.mandate.store.journal.MinuteCounts.Count;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

@Component
class StoredJournal implements AccessJournal, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StoredJournal.class);

    /// The fact that says when an entry was noted, by the clock of its node; it may come into the chain later.
    private static final String NOTED = "noted";

    /// So many entries are written in one transaction.
    private static final int MOST = 500;

    private final JournalChain chain;
    private final MinuteCounts counts;
    private final StoredText json;
    private final TransactionTemplate own;
    private final TokenUses uses = new TokenUses();
    private final Map<TenantId, GroupCommit<byte[]>> groups = new ConcurrentHashMap<>();
    private final Notes notes;
    private final JournalClock clock = new JournalClock(this::upkeep);

    StoredJournal(
            JournalChain chain,
            MinuteCounts counts,
            StoredText json,
            Notes notes,
            PlatformTransactionManager transactions) {
        this.chain = chain;
        this.notes = notes;
        this.counts = counts;
        this.json = json;
        this.own = new TransactionTemplate(transactions);
        own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    public void record(JournalEntry entry) {
        clock.start();
        switch (entry.kind()) {
            case REFUSED -> own.executeWithoutResult(_ -> counts.add(entry, 1));
            case TOKEN_USED -> count(entry);
            case AUDIT_READ, PAST_READ, EXPORTED, IMPORTED, REPLAYED -> together(entry.tenant(), sealed(entry));
        }
    }

    @Override
    public void note(JournalEntry entry) {
        byte[] sealed = sealed(
                entry.with(NOTED, Instant.now().truncatedTo(ChronoUnit.MICROS).toString()));
        if (!notes.keep(entry.tenant(), sealed)) {
            together(entry.tenant(), sealed);
        }
    }

    private void together(TenantId tenant, byte[] sealed) {
        groups.computeIfAbsent(tenant, this::group).write(sealed);
    }

    private GroupCommit<byte[]> group(TenantId tenant) {
        return new GroupCommit<>(MOST, entries -> own.executeWithoutResult(_ -> chain.append(tenant, entries)));
    }

    @Override
    public void append(JournalEntry entry) {
        chain.append(entry.tenant(), List.of(write(entry, null, 1)));
    }

    /// For whoever acted here before it takes no connection, so that decisions about the past do not wait for one that
    /// others have. Else in a transaction of its own, in which the key is read or made.
    private byte[] sealed(JournalEntry entry) {
        KeyRef key = KeyRef.actor(entry.tenant(), entry.actor());
        return json.writeAtOnce(entry.tenant(), content(entry, null, 1), key, needed(entry, key))
                .orElseGet(() -> Objects.requireNonNull(own.execute(_ -> write(entry, null, 1))));
    }

    @Override
    public void count(JournalEntry entry) {
        if (!entry.kind().counted()) {
            throw new IllegalArgumentException(entry.kind() + " is not counted");
        }
        clock.start();
        uses.add(entry, () -> own.executeWithoutResult(_ -> counts.add(entry, 1)));
    }

    @Override
    public void settle() {
        List<RuntimeException> failures = flushUses();
        attempt(notes::settle).ifPresent(failures::add);
        throwFirst(failures);
    }

    @Override
    public void settle(TenantId tenant) {
        try {
            settle();
        } catch (RuntimeException e) {
            if (uses.waits(tenant) || notes.heldBack(tenant)) {
                throw e;
            }
            LOG.debug("What the journal of another tenant does not take waits", e);
        }
    }

    private byte[] write(JournalEntry entry, @Nullable Instant minute, long uses) {
        KeyRef key = KeyRef.actor(entry.tenant(), entry.actor());
        return json.write(entry.tenant(), content(entry, minute, uses), key, needed(entry, key));
    }

    private static JournalContent content(JournalEntry entry, @Nullable Instant minute, long uses) {
        return new JournalContent(
                entry.kind(), entry.actor(), entry.token(), entry.what(), entry.facts(), entry.ip(), minute, uses);
    }

    private static Set<KeyRef> needed(JournalEntry entry, KeyRef key) {
        return entry.ip() == null ? Set.of() : Set.of(key);
    }

    /// Now and then: writes what was added in memory, and closes the minutes that are over. What fails for one tenant
    /// is kept for the next time, does not hold up the others, and is thrown when all were tried.
    void upkeep() {
        List<RuntimeException> failures = flushUses();
        for (TenantId tenant : counts.withFinished()) {
            attempt(() -> closeMinutes(tenant)).ifPresent(failures::add);
        }
        throwFirst(failures);
    }

    private void closeMinutes(TenantId tenant) {
        own.executeWithoutResult(_ -> {
            List<Count> finished = counts.takeFinished(tenant);
            if (!finished.isEmpty()) {
                chain.append(
                        tenant,
                        finished.stream()
                                .map(c -> write(c.entry(), c.minute(), c.uses()))
                                .toList());
            }
        });
    }

    private List<RuntimeException> flushUses() {
        List<RuntimeException> failures = new ArrayList<>();
        uses.take()
                .forEach((entry, more) -> attempt(() -> own.executeWithoutResult(_ -> counts.add(entry, more)))
                        .ifPresent(e -> {
                            uses.giveBack(entry, more);
                            failures.add(e);
                        }));
        return failures;
    }

    private static Optional<RuntimeException> attempt(Runnable write) {
        try {
            write.run();
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(e);
        }
    }

    private static void throwFirst(List<RuntimeException> failures) {
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
    }

    @Override
    public List<JournalRow> page(TenantId tenant, long afterSeq, int limit) {
        List<Link> links = chain.page(tenant, afterSeq, limit + 1);
        List<Link> shown = links.subList(0, Math.min(limit, links.size()));
        List<JournalContent> contents =
                json.read(tenant, shown.stream().map(Link::entry).toList(), JournalContent.class);
        List<JournalRow> rows = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            rows.add(row(tenant, shown.get(i), contents.get(i)));
        }
        if (links.size() <= limit) {
            counts.running(tenant).forEach(c -> rows.add(running(c)));
        }
        return rows;
    }

    private static JournalRow row(TenantId tenant, Link link, JournalContent content) {
        JournalEntry entry = new JournalEntry(
                tenant,
                content.kind(),
                content.actor(),
                content.token(),
                content.what(),
                content.facts(),
                content.ip());
        Instant minute = content.minute() == null ? link.recordedAt() : content.minute();
        return new JournalRow(
                link.seq(),
                link.recordedAt(),
                entry,
                minute,
                content.count(),
                HexFormat.of().formatHex(link.hash()));
    }

    private static JournalRow running(Count count) {
        return new JournalRow(0, Instant.now(), count.entry(), count.minute(), count.uses(), "");
    }

    @Override
    public long head(TenantId tenant) {
        return chain.head(tenant);
    }

    @Override
    public Optional<Long> firstBroken(TenantId tenant) {
        return chain.firstBroken(tenant);
    }

    @Override
    public long waiting() {
        return uses.waiting() + notes.waiting() + counts.finished();
    }

    @Override
    public void close() {
        clock.close();
        flushUses().forEach(e -> LOG.warn("The last uses of tokens could not be written: {}", e.toString()));
    }
}
