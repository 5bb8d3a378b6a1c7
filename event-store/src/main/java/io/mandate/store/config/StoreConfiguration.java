package io.mandate.store.config;

import io.mandate.store.StoreId;
import io.mandate.store.schema.StoreCheck;
import io.mandate.store.startup.Flag;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The whole store. It needs a `DataSource` of the runtime role on a migrated schema, whose sessions begin with
/// [io.mandate.store.schema.StoreSchema#SESSION], and a `PlatformTransactionManager` for it; two connections stay
/// taken, one that listens and one that notifies.
@Configuration(proxyBeanMethods = false)
@ComponentScan("io.mandate.store")
public class StoreConfiguration {

    /// Refuses to start on a database that would let history go wrong. Only tests set
    /// `mandate.clock.replaced=true`.
    @Bean
    StoreId storeId(DataSource dataSource, Environment settings) {
        JdbcClient database = JdbcClient.create(dataSource);
        new StoreCheck(database).run(Flag.of(settings, "mandate.clock.replaced"));
        return new StoreId(database.sql("select store_id from mandate.store_identity")
                .query(String.class)
                .single());
    }
}
