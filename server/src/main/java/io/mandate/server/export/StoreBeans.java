package io.mandate.server.export;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.mandate.server.embedded.DatabaseAccess;
import io.mandate.store.config.StoreConfiguration;
import io.mandate.store.schema.StoreSchema;
import java.nio.file.Path;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/// The parts of a store without a server around them, working with the credential that servers work
/// with.
public final class StoreBeans implements AutoCloseable {
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private final HikariDataSource pool;

    /// @param data where the master key is unless the settings say otherwise
    /// @param more further parts
    public StoreBeans(DatabaseAccess access, Path data, ConfigurableEnvironment settings, Class<?>... more) {
        pool = new HikariDataSource(pooled(access));
        settings.getPropertySources()
                .addLast(new MapPropertySource(
                        "defaults",
                        Map.of(
                                "mandate.master-key.file",
                                data.resolve("master.key").toString())));
        context.setEnvironment(settings);
        context.registerBean(DataSource.class, () -> pool);
        context.registerBean(PlatformTransactionManager.class, () -> new JdbcTransactionManager(pool));
        context.register(StoreConfiguration.class);
        if (more.length > 0) {
            context.register(more);
        }
        try {
            context.refresh();
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    private static HikariConfig pooled(DatabaseAccess access) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(access.url());
        config.setUsername(access.runtime().username());
        config.setPassword(access.runtime().password());
        config.setMaximumPoolSize(6);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(10_000);
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.addDataSourceProperty("ApplicationName", "mandate");
        config.setConnectionInitSql(StoreSchema.SESSION);
        return config;
    }

    public <T> T get(Class<T> part) {
        return context.getBean(part);
    }

    @Override
    public void close() {
        context.close();
        pool.close();
    }
}
