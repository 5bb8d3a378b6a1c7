package io.mandate.store.config;

import io.mandate.store.append.MandateEventStorageEngine;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.PersistenceExceptionResolver;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.jpa.SQLStateResolver;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.axonframework.updates.configuration.UsagePropertyProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/// The parts of Axon that Mandate uses, each declared: what its auto-configuration finds missing it replaces
/// without a word, the event store by a bus that stores nothing, for instance.
@Configuration(proxyBeanMethods = false)
class AxonConfiguration {

    @Bean
    TransactionManager axonTransactionManager(PlatformTransactionManager transactions) {
        return new SpringTransactionManager(transactions);
    }

    @Bean
    ConnectionProvider axonConnectionProvider(DataSource database) {
        return new UnitOfWorkAwareConnectionProviderWrapper(new SpringDataSourceConnectionProvider(database));
    }

    /// The default one asks for exceptions that the PostgreSQL driver does not throw.
    @Bean
    PersistenceExceptionResolver axonPersistenceExceptions() {
        return new SQLStateResolver("23505");
    }

    @Bean
    EmbeddedEventStore eventStore(MandateEventStorageEngine engine) {
        return EmbeddedEventStore.builder().storageEngine(engine).build();
    }

    /// Axon asks its maker for updates otherwise, and a system of record calls nobody.
    @Bean
    UsagePropertyProvider axonCallsNobody() {
        System.setProperty("axoniq.update-checker.disabled", "true");
        return new NoUpdateCheck();
    }
}
