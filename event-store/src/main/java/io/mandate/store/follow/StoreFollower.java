package io.mandate.store.follow;

import io.mandate.events.values.TenantId;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Begins to watch the heads when somebody follows for the first time.
@Component
class StoreFollower implements Follower, AutoCloseable {
    private final DataSource database;
    private final EventReader reader;
    private final Set<Delivery> deliveries = ConcurrentHashMap.newKeySet();
    private @Nullable HeadWatch watch;

    StoreFollower(DataSource database, EventReader reader) {
        this.database = database;
        this.reader = reader;
    }

    @Override
    public Subscription follow(Map<TenantId, Long> start, EventReader.Personal personal, CommitListener listener) {
        Delivery delivery = new Delivery(watch(), reader, personal, listener, start, deliveries::remove);
        deliveries.add(delivery);
        delivery.start();
        return delivery;
    }

    private synchronized HeadWatch watch() {
        if (watch == null) {
            watch = new HeadWatch(database);
            watch.start();
        }
        return watch;
    }

    @Override
    public synchronized void close() {
        Set.copyOf(deliveries).forEach(Delivery::close);
        if (watch != null) {
            watch.close();
        }
    }
}
