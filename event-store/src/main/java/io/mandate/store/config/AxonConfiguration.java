package io.mandate.store.config;

import io.mandate.store.append.MandateEventStorageEngine;
import javax.sql.DataSource;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.DuplicateCommandHandlerResolution;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.PersistenceExceptionResolver;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.jpa.SQLStateResolver;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.axonframework.updates.configuration.UsagePropertyProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.PropertySource;
import org.springframework.transaction.PlatformTransactionManager;

/// The parts of Axon that Mandate uses, each declared: what its auto-configuration finds missing it replaces
/// without a word, the event store by a bus that stores nothing, for instance.
@Configuration(proxyBeanMethods = false)
@PropertySource("classpath:io/mandate/store/config/axon.properties")
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

    /// Of commands and answers inside the process; events are written by our own codec.
    @Bean
    @Primary
    @Qualifier("defaultSerializer")
    Serializer axonSerializer() {
        return Jackson3Serializer.builder().build();
    }

    @Bean
    @Qualifier("messageSerializer")
    Serializer axonMessageSerializer(@Qualifier("defaultSerializer") Serializer serializer) {
        return serializer;
    }

    @Bean
    @Qualifier("eventSerializer")
    Serializer axonEventSerializer(@Qualifier("defaultSerializer") Serializer serializer) {
        return serializer;
    }

    @Bean("eventBus")
    @Qualifier("eventStore")
    EmbeddedEventStore eventStore(MandateEventStorageEngine engine) {
        return EmbeddedEventStore.builder().storageEngine(engine).build();
    }

    /// Rolls back on every exception: by default a checked one would commit.
    @Bean
    @Qualifier("localSegment")
    CommandBus commandBus(TransactionManager transactions) {
        return SimpleCommandBus.builder()
                .transactionManager(transactions)
                .rollbackConfiguration(RollbackConfigurationType.ANY_THROWABLE)
                .duplicateCommandHandlerResolver(DuplicateCommandHandlerResolution.rejectDuplicates())
                .build();
    }

    /// Axon asks its maker for updates otherwise, and a system of record calls nobody.
    @Bean
    UsagePropertyProvider axonCallsNobody() {
        System.setProperty("axoniq.update-checker.disabled", "true");
        return new NoUpdateCheck();
    }
}
