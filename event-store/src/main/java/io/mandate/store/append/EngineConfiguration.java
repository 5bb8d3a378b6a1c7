package io.mandate.store.append;

import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.PersistenceExceptionResolver;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class EngineConfiguration {
    @Bean
    MandateEventStorageEngine eventStorageEngine(
            TransactionBuffer buffer,
            StreamReader streams,
            ConnectionProvider connections,
            TransactionManager transactions,
            PersistenceExceptionResolver exceptions) {
        // Asked for by the builder; events are written by our own codec, and snapshots are not kept.
        Serializer serializer = Jackson3Serializer.builder().build();
        // Its setters are typed as their parents', so that they are not chained.
        JdbcEventStorageEngine.Builder builder = JdbcEventStorageEngine.builder();
        builder.eventSerializer(serializer);
        builder.snapshotSerializer(serializer);
        builder.connectionProvider(connections);
        builder.transactionManager(transactions);
        builder.persistenceExceptionResolver(exceptions);
        return new MandateEventStorageEngine(builder, buffer, streams);
    }
}
