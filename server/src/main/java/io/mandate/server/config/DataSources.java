package io.mandate.server.config;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.mandate.server.demo.DemoClock;
import io.mandate.server.embedded.DatabaseAccess;
import io.mandate.store.reach.StoreReach;
import io.mandate.store.schema.StoreSchema;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The way into the database for everything that works in it; the schema is ready when it is there.
@Configuration(proxyBeanMethods = false)
class DataSources {
    /// Pooled; the role may neither change the schema nor rewrite events.
    @Bean
    HikariDataSource dataSource(
            ProcessHome home,
            ObjectProvider<DemoClock> demo,
            @Value("${mandate.datasource.pool-size:16}") int poolSize) {
        DatabaseAccess access = home.database();
        // Before anything is checked: a load of the demo may have been killed.
        demo.ifAvailable(DemoClock::release);
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
        // The detail of an error is a row or a key, and would be logged.
        config.addDataSourceProperty("logServerErrorDetail", "false");
        config.setConnectionInitSql(StoreSchema.SESSION);
        return new HikariDataSource(config);
    }

    /// Beside the pool.
    @Bean
    StoreReach storeReach(ProcessHome home) {
        return new StoreReach(home.database().probing());
    }

    /// With the owner's credential, for the demo only.
    @Bean(destroyMethod = "")
    @ConditionalOnProperty("mandate.demo")
    DemoClock demoClock(ProcessHome home) {
        return new DemoClock(home.database().asOwner());
    }
}
