package io.mandate.live;

import io.mandate.events.values.TenantId;
import io.mandate.store.ledger.Reapplied;
import io.mandate.store.work.Worker;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Tenants of a restored store in whose log somebody lives on who was erased since the backup. They
/// are not answered from, nor does anybody act in them, before he is erased there as well: until
/// then he could.
///
/// A command node does that; every node looks for itself whether it is done. A tenant that comes while a
/// node runs, imported beside the others, is looked at before anything is answered from it.
public final class Withheld implements AutoCloseable {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final Duration NEVER = Duration.ofDays(1);

    private final Supplier<Set<TenantId>> unfinished;
    private final Worker work;
    private volatile Set<TenantId> tenants = Set.of();

    /// @param unfinished the tenants in which it is not done
    Withheld(Supplier<Set<TenantId>> unfinished) {
        this.unfinished = unfinished;
        this.work = new Worker("withheld", _ -> {
            look();
            return tenants.isEmpty() ? NEVER : LOOK_AGAIN;
        });
    }

    /// As the store has it.
    static Withheld in(JdbcClient database) {
        return new Withheld(
                () -> Reapplied.all(database).stream().map(Reapplied::tenant).collect(Collectors.toUnmodifiableSet()));
    }

    /// Looks, and goes on looking while there are any. Before anybody is answered.
    void start() {
        look();
        if (!tenants.isEmpty()) {
            work.start();
            work.wake();
        }
    }

    /// Looks at once: something may be done, or may have come. One after the other, so that nobody puts what he
    /// has read before in the place of something newer.
    public synchronized void look() {
        tenants = unfinished.get();
    }

    /// At present.
    Set<TenantId> tenants() {
        return tenants;
    }

    @Override
    public void close() {
        work.stop(Duration.ofSeconds(5), true);
    }
}
