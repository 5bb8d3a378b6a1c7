package io.mandate.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.mandate.store.config.StoreConfiguration;
import io.mandate.store.schema.StoreSchema;
import io.mandate.testing.postgres.TestDatabase;
import io.mandate.testing.postgres.TestPostgres;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// A process of its own as far as the store is concerned: its own pool, caches and threads, on a database that
/// others may use as well.
public final class StoreNode implements AutoCloseable {
    private final TestDatabase database;
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private final HikariDataSource pool;

    private StoreNode(TestDatabase database, HikariConfig pool, Path masterKey, Class<?>... more) {
        this.database = database;
        this.pool = new HikariDataSource(pool);
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test",
                        Map.of("mandate.master-key.file", masterKey.toString(), "mandate.clock.replaced", "true")));
        context.registerBean(DataSource.class, () -> this.pool);
        context.registerBean(PlatformTransactionManager.class, () -> new JdbcTransactionManager(this.pool));
        context.register(StoreConfiguration.class);
        Stream.of(more).forEach(context::register);
        try {
            context.refresh();
        } catch (RuntimeException e) {
            this.pool.close();
            throw e;
        }
    }

    /// On a new, migrated database.
    public static StoreNode onNewDatabase(Path folder) {
        TestDatabase database = TestPostgres.newDatabase();
        StoreSchema.migrate(database.owner(), TestDatabase.RUNTIME);
        return on(database, folder);
    }

    /// On a migrated database.
    public static StoreNode on(TestDatabase database, Path folder) {
        return new StoreNode(database, poolOf(database.jdbcUrl()), folder.resolve("master.key"));
    }

    /// On a new, migrated database, with more than the store's own configuration.
    public static StoreNode with(Class<?> more, Path folder) {
        TestDatabase database = TestPostgres.newDatabase();
        StoreSchema.migrate(database.owner(), TestDatabase.RUNTIME);
        return new StoreNode(database, poolOf(database.jdbcUrl()), folder.resolve("master.key"), more);
    }

    /// Another one on the same database, with the same master key.
    public StoreNode another() {
        return on(database, masterKey().resolveSibling("."));
    }

    /// As [#another], where nobody waits longer than a quarter of a second for one of a few connections.
    public StoreNode impatient() {
        HikariConfig pool = poolOf(database.jdbcUrl());
        pool.setMaximumPoolSize(4);
        pool.setConnectionTimeout(250);
        return new StoreNode(database, pool, masterKey());
    }

    private Path masterKey() {
        return Path.of(context.getEnvironment().getRequiredProperty("mandate.master-key.file"));
    }

    static HikariConfig poolOf(String jdbcUrl) {
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(jdbcUrl);
        pool.setUsername(TestDatabase.RUNTIME);
        pool.setPassword(TestDatabase.PASSWORD);
        pool.setConnectionInitSql(StoreSchema.SESSION);
        pool.setMaximumPoolSize(24);
        pool.setConnectionTimeout(10_000);
        return pool;
    }

    public <T> T get(Class<T> part) {
        return context.getBean(part);
    }

    public TestDatabase database() {
        return database;
    }

    public HikariDataSource pool() {
        return pool;
    }

    /// SQL under the runtime role.
    public JdbcClient sql() {
        return JdbcClient.create(pool);
    }

    /// SQL under the owner.
    public JdbcClient owner() {
        return JdbcClient.create(database.owner());
    }

    public <T> T inTransaction(Supplier<T> work) {
        T result = new TransactionTemplate(get(PlatformTransactionManager.class)).execute(_ -> work.get());
        if (result == null) {
            throw new IllegalStateException("the work answers nothing");
        }
        return result;
    }

    @Override
    public void close() {
        context.close();
        pool.close();
    }
}
