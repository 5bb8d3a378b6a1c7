package io.mandate.live;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.mandate.events.DomainEvent;
import io.mandate.events.EventMetadata;
import io.mandate.events.user.UserEvent;
import io.mandate.events.values.Actor;
import io.mandate.events.values.ChangeSetId;
import io.mandate.events.values.TenantId;
import io.mandate.store.Commit;
import io.mandate.store.append.CommitBuffer;
import io.mandate.store.append.CommitWriter;
import io.mandate.store.append.StreamId;
import io.mandate.store.append.TenantLock;
import io.mandate.store.append.TenantRegistry;
import io.mandate.store.config.StoreConfiguration;
import io.mandate.store.follow.CommitNotifier;
import io.mandate.store.follow.EventReader;
import io.mandate.store.follow.Follower;
import io.mandate.store.schema.StoreSchema;
import io.mandate.testing.postgres.TestDatabase;
import io.mandate.testing.postgres.TestPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// A store of its own on a real database, and indexes over it.
public final class LiveNode implements AutoCloseable {
    public static final TenantId ACME = new TenantId("acme");

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private final HikariDataSource pool;

    public LiveNode(Path folder) {
        TestDatabase database = TestPostgres.newDatabase();
        StoreSchema.migrate(database.owner(), TestDatabase.RUNTIME);
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(database.jdbcUrl());
        config.setUsername(TestDatabase.RUNTIME);
        config.setPassword(TestDatabase.PASSWORD);
        config.setConnectionInitSql(StoreSchema.SESSION);
        pool = new HikariDataSource(config);
        String key = folder.resolve("master.key").toString();
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test", Map.of("mandate.master-key.file", key, "mandate.clock.replaced", "true")));
        context.registerBean(DataSource.class, () -> pool);
        context.registerBean(PlatformTransactionManager.class, () -> new JdbcTransactionManager(pool));
        context.register(StoreConfiguration.class);
        context.refresh();
    }

    public LiveIndex index() {
        return index(Duration.ofMinutes(1), null);
    }

    LiveIndex index(Duration maxStaleness, @Nullable IndexFile file) {
        return index(reader(), maxStaleness, file);
    }

    LiveIndex index(EventReader reader, Duration maxStaleness, @Nullable IndexFile file) {
        return index(reader, maxStaleness, file, IndexHistory.ALL, FoldLimits.DEFAULT);
    }

    LiveIndex index(
            EventReader reader,
            Duration maxStaleness,
            @Nullable IndexFile file,
            IndexHistory history,
            FoldLimits limits) {
        return new LiveIndex(
                get(Follower.class),
                reader,
                maxStaleness,
                file,
                Duration.ofHours(1),
                history,
                limits,
                new Withheld(Set::of));
    }

    LiveIndex index(Withheld withheld) {
        return new LiveIndex(
                get(Follower.class),
                reader(),
                Duration.ofMinutes(1),
                null,
                Duration.ZERO,
                IndexHistory.ALL,
                FoldLimits.DEFAULT,
                withheld);
    }

    public EventReader reader() {
        return get(EventReader.class);
    }

    public LiveNode register(TenantId tenant) {
        inTransaction(() -> get(TenantRegistry.class).create(tenant));
        return this;
    }

    public Commit commit(TenantId tenant, DomainEvent... events) {
        Commit commit = commitUntold(tenant, events);
        get(CommitNotifier.class).committed(tenant);
        return commit;
    }

    /// A commit of a writer that died before it could tell of it.
    public Commit commitUntold(TenantId tenant, DomainEvent... events) {
        return inTransaction(() -> {
            get(TenantLock.class).lock(tenant);
            for (DomainEvent event : events) {
                get(CommitBuffer.class).append(streamOf(tenant, event), event, by());
            }
            return get(CommitWriter.class).flush().orElseThrow();
        });
    }

    private static StreamId streamOf(TenantId tenant, DomainEvent event) {
        return event instanceof UserEvent user
                ? new StreamId(tenant, StreamId.Kind.USER, user.user().value())
                : new StreamId(tenant, StreamId.Kind.TENANT, StreamId.Kind.TENANT.word());
    }

    private static EventMetadata by() {
        return new EventMetadata(
                Actor.MANDATE,
                null,
                EventMetadata.Source.API,
                new ChangeSetId(UUID.randomUUID().toString()),
                "request-1",
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private <T> T inTransaction(Supplier<T> work) {
        T result = new TransactionTemplate(get(PlatformTransactionManager.class)).execute(_ -> work.get());
        if (result == null) {
            throw new IllegalStateException("the work answers nothing");
        }
        return result;
    }

    <T> T get(Class<T> part) {
        return context.getBean(part);
    }

    @Override
    public void close() {
        context.close();
        pool.close();
    }
}
