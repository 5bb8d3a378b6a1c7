package io.mandate.server.config;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.mandate.server.embedded.DatabaseAccess;
import io.mandate.store.schema.StoreSchema;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/// The two ways into the database.
@Configuration(proxyBeanMethods = false)
class DataSources {
    @Bean
    DatabaseAccess databaseAccess(ProcessHome home) {
        return home.database().access();
    }

    /// What everything works with, pooled; the role may neither change the schema nor rewrite events.
    @Bean
    @Primary
    HikariDataSource dataSource(DatabaseAccess access, @Value("${mandate.datasource.pool-size:16}") int poolSize) {
        // Before the pool is there, so that nobody meets a schema that is not ready.
        StoreSchema.migrate(owner(access), access.runtime().username());
        var config = new HikariConfig();
        config.setPoolName("runtime");
        config.setJdbcUrl(access.url());
        config.setUsername(access.runtime().username());
        config.setPassword(access.runtime().password());
        config.setMaximumPoolSize(poolSize);
        config.setMinimumIdle(Math.min(poolSize, 4));
        config.setConnectionTimeout(10_000);
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.addDataSourceProperty("ApplicationName", "mandate");
        config.setConnectionInitSql(StoreSchema.SESSION);
        return new HikariDataSource(config);
    }

    /// For the migration alone; not pooled, so that nothing of the owner stays open afterwards.
    private static DataSource owner(DatabaseAccess access) {
        var source = new PGSimpleDataSource();
        source.setUrl(access.url());
        source.setUser(access.owner().username());
        source.setPassword(access.owner().password());
        source.setApplicationName("mandate migration");
        return source;
    }
}
