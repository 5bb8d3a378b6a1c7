package io.mandate.store.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.mandate.store.append.MandateEventStorageEngine;
import io.mandate.store.schema.StoreSchema;
import io.mandate.testing.postgres.TestDatabase;
import io.mandate.testing.postgres.TestPostgres;
import java.nio.file.Path;
import java.util.Arrays;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

class NoAxonAutoConfigurationTest {
    @Test
    void in_an_application_with_auto_configuration_axon_has_only_what_the_store_declares(@TempDir Path folder) {
        TestDatabase database = TestPostgres.newDatabase();
        StoreSchema.migrate(database.owner(), TestDatabase.RUNTIME);

        try (var application = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .run(
                        "--spring.datasource.url=" + database.jdbcUrl(),
                        "--spring.datasource.username=" + TestDatabase.RUNTIME,
                        "--spring.datasource.password=" + TestDatabase.PASSWORD,
                        "--spring.datasource.hikari.connection-init-sql=" + StoreSchema.SESSION,
                        "--mandate.master-key.file=" + folder.resolve("master.key"))) {
            assertThat(application.getBean(EventBus.class)).isInstanceOf(EmbeddedEventStore.class);
            assertThat(application.getBean(EventStorageEngine.class)).isInstanceOf(MandateEventStorageEngine.class);
            assertThat(application.getBean(TransactionManager.class)).isInstanceOf(SpringTransactionManager.class);
            assertThat(application.getBeanNamesForType(TokenStore.class)).isEmpty();
            assertThat(application.getBean(HikariDataSource.class)).isNotNull();
            assertThat(Arrays.stream(application.getBeanDefinitionNames()))
                    .noneMatch(name -> name.startsWith("org.axonframework"));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(StoreConfiguration.class)
    static class Application {}
}
