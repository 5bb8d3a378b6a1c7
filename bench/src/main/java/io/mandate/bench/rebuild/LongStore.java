package io.mandate.bench.rebuild;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.mandate.server.embedded.DatabaseAccess;
import io.mandate.server.embedded.EmbeddedPostgreSql;
import io.mandate.store.config.StoreConfiguration;
import io.mandate.store.schema.StoreSchema;
import java.nio.file.Path;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/// A store and nothing else, on the database that the product brings along: nobody follows what is written here.
final class LongStore implements AutoCloseable {
    private final EmbeddedPostgreSql postgres;
    private final HikariDataSource pool;
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    LongStore(Path folder) {
        postgres = EmbeddedPostgreSql.start(folder.resolve("postgres"));
        DatabaseAccess access = postgres.access();
        StoreSchema.migrate(access.asOwner(), access.runtime().username());
        pool = new HikariDataSource(settings(access));
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "bench",
                        Map.of(
                                "mandate.master-key.file",
                                folder.resolve("master.key").toString())));
        context.registerBean(DataSource.class, () -> pool);
        context.registerBean(PlatformTransactionManager.class, () -> new JdbcTransactionManager(pool));
        context.register(StoreConfiguration.class);
        context.refresh();
    }

    private static HikariConfig settings(DatabaseAccess access) {
        var settings = new HikariConfig();
        settings.setJdbcUrl(access.url());
        settings.setUsername(access.runtime().username());
        settings.setPassword(access.runtime().password());
        settings.setConnectionInitSql(StoreSchema.SESSION);
        settings.setMaximumPoolSize(4);
        return settings;
    }

    BeanFactory parts() {
        return context;
    }

    <T> T get(Class<T> part) {
        return context.getBean(part);
    }

    HikariDataSource pool() {
        return pool;
    }

    @Override
    public void close() {
        context.close();
        pool.close();
        postgres.close();
    }
}
