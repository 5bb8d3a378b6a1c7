package io.mandate.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.access.AccessView;
import io.mandate.access.index.TenantVersions;
import io.mandate.access.oracle.Folded;
import io.mandate.events.DomainEvent;
import io.mandate.events.RecordedEvent;
import io.mandate.events.values.TenantId;
import io.mandate.store.Commit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A tenant whose commits go through the store: appended, followed, folded, and kept in a file between
/// two runs.
final class StoredTenant implements Folded, AutoCloseable {
    private static final Duration LONG = Duration.ofSeconds(30);
    /// No moment lies among the events that share one part.
    private static final FoldLimits ALONE = new FoldLimits(1, 4, 1, LONG, LONG);

    private final LiveNode node;
    private final TenantId tenant;
    private final Path folder;
    private LiveIndex live;

    StoredTenant(LiveNode node, TenantId tenant, Path folder) {
        this.node = node.register(tenant);
        this.tenant = tenant;
        this.folder = folder;
        this.live = start();
    }

    private LiveIndex start() {
        LiveIndex started = node.index(LONG, new IndexFile(folder, "store s1"));
        started.start();
        return started;
    }

    /// A preview stores nothing, so there is nothing about it here.
    @Override
    public @Nullable AccessView preview(List<RecordedEvent> commit) {
        return null;
    }

    @Override
    public AccessView commit(List<RecordedEvent> commit) {
        Commit stored =
                node.commit(tenant, commit.stream().map(RecordedEvent::event).toArray(DomainEvent[]::new));
        assertThat(live.await(tenant, stored.lastSeq(), LONG)).isTrue();
        return live.now(tenant);
    }

    @Override
    public AccessView at(long seq) {
        return live.at(tenant, seq);
    }

    @Override
    public TenantVersions versions() {
        return live.versions(tenant);
    }

    /// Begins with the file that the end wrote.
    @Override
    public void restart() {
        live.close();
        assertThat(folder).isNotEmptyDirectory();
        live = start();
    }

    /// Folds everything anew from the store.
    void replay() {
        live.close();
        try {
            Files.delete(new IndexFile(folder, "store s1").path());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        live = start();
    }

    /// Keeps nothing but the head, so that every moment is folded from the store by itself.
    void keepNothing() {
        live.close();
        live = node.index(node.reader(), LONG, null, new IndexHistory(Duration.ZERO), ALONE);
        live.start();
        assertThat(live.index().first(tenant)).isEqualTo(live.now(tenant).position());
    }

    @Override
    public void close() {
        live.close();
    }
}
