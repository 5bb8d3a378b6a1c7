package io.mandate.query.testing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.mandate.events.DomainEvent;
import io.mandate.events.EventMetadata;
import io.mandate.events.values.Actor;
import io.mandate.events.values.ChangeSetId;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import io.mandate.live.LiveAccessConfiguration;
import io.mandate.query.projection.Projection;
import io.mandate.store.Commit;
import io.mandate.store.StoreId;
import io.mandate.store.append.CommitBuffer;
import io.mandate.store.append.CommitWriter;
import io.mandate.store.append.StreamId;
import io.mandate.store.append.TenantLock;
import io.mandate.store.append.TenantRegistry;
import io.mandate.store.config.StoreConfiguration;
import io.mandate.store.follow.CommitNotifier;
import io.mandate.store.reach.StoreReach;
import io.mandate.store.schema.StoreSchema;
import io.mandate.testing.postgres.TestDatabase;
import io.mandate.testing.postgres.TestPostgres;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/// A query node of its own: its own pool, index and threads, on a database that other nodes may use as well.
public final class QueryNode implements AutoCloseable {
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private final HikariDataSource pool;

    /// The read models and their endpoints.
    @Configuration(proxyBeanMethods = false)
    @ComponentScan({
        "io.mandate.query.audit",
        "io.mandate.query.decision",
        "io.mandate.query.export",
        "io.mandate.query.history",
        "io.mandate.query.projection",
        "io.mandate.query.position",
        "io.mandate.query.profile",
        "io.mandate.query.user",
        "io.mandate.query.licence",
        "io.mandate.query.record",
        "io.mandate.query.repeated",
        "io.mandate.query.replay",
        "io.mandate.http.json",
        "io.mandate.query.token"
    })
    static class ReadModels {}

    private QueryNode(String jdbcUrl, Path folder, List<Projection> more, Map<String, Object> settings) {
        this.pool = new HikariDataSource(poolOf(jdbcUrl));
        context.getBeanFactory().setConversionService(ApplicationConversionService.getSharedInstance());
        Map<String, Object> properties = new HashMap<>(settings);
        properties.put("mandate.master-key.file", folder.resolve("master.key").toString());
        properties.put("mandate.clock.replaced", "true");
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", properties));
        context.registerBean(DataSource.class, () -> pool);
        context.registerBean(PlatformTransactionManager.class, () -> new JdbcTransactionManager(pool));
        context.registerBean(JdbcClient.class, () -> JdbcClient.create(pool));
        context.registerBean(StoreReach.class, () -> new StoreReach(pool));
        context.registerBean(JsonMapper.class, JsonMapper::shared);
        more.forEach(projection -> context.registerBean(projection.name(), Projection.class, () -> projection));
        context.register(StoreConfiguration.class, LiveAccessConfiguration.class, ReadModels.class);
        context.refresh();
    }

    /// A new, migrated database.
    public static TestDatabase newDatabase() {
        TestDatabase database = TestPostgres.newDatabase();
        StoreSchema.migrate(database.owner(), TestDatabase.RUNTIME);
        return database;
    }

    /// On a migrated database, with the master key in the folder.
    ///
    /// @param more projections beside those that are shipped
    public static QueryNode on(String jdbcUrl, Path folder, Projection... more) {
        return new QueryNode(jdbcUrl, folder, List.of(more), Map.of());
    }

    /// As [#on], with settings of its own.
    public static QueryNode with(Map<String, Object> settings, String jdbcUrl, Path folder) {
        return new QueryNode(jdbcUrl, folder, List.of(), settings);
    }

    public <T> T get(Class<T> part) {
        return context.getBean(part);
    }

    /// This node, as asked by a user of a tenant.
    public Browser as(TenantId tenant, String user) {
        return new Browser(
                tenant,
                user,
                context.getBeansWithAnnotation(RestController.class).values().toArray());
    }

    /// The position of a commit, as callers write it.
    public String position(Commit commit) {
        return get(StoreId.class).position(commit.lastSeq()).toString();
    }

    public JdbcClient sql() {
        return JdbcClient.create(pool);
    }

    /// Makes a tenant; what is in it comes by [#commit].
    public void register(TenantId tenant) {
        inTransaction(() -> get(TenantRegistry.class).create(tenant));
    }

    /// One commit with these events, done by that user.
    public Commit commit(TenantId tenant, String actor, DomainEvent... events) {
        return commit(tenant, metadata(new Actor(Actor.Kind.USER, new UserId(actor))), events);
    }

    public Commit commit(TenantId tenant, EventMetadata metadata, DomainEvent... events) {
        Commit commit = inTransaction(() -> {
            get(TenantLock.class).lock(tenant);
            for (DomainEvent event : events) {
                get(CommitBuffer.class).append(stream(tenant, event), event, metadata);
            }
            return get(CommitWriter.class).flush().orElseThrow();
        });
        get(CommitNotifier.class).committed(tenant);
        return commit;
    }

    private static StreamId stream(TenantId tenant, DomainEvent event) {
        return StreamId.parse(tenant + "/" + Streams.of(event));
    }

    private static EventMetadata metadata(Actor actor) {
        return new EventMetadata(
                actor,
                null,
                EventMetadata.Source.API,
                new ChangeSetId(UUID.randomUUID().toString()),
                "request",
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

    private static HikariConfig poolOf(String jdbcUrl) {
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(jdbcUrl);
        pool.setUsername(TestDatabase.RUNTIME);
        pool.setPassword(TestDatabase.PASSWORD);
        pool.setConnectionInitSql(StoreSchema.SESSION);
        pool.setMaximumPoolSize(16);
        return pool;
    }

    @Override
    public void close() {
        context.close();
        pool.close();
    }
}
