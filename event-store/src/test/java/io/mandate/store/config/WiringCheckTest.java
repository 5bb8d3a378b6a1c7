package io.mandate.store.config;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mandate.store.StoreNode;
import java.nio.file.Path;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.SimpleEventBus;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/// What Axon puts in the place of a part that it does not see.
class WiringCheckTest {
    @TempDir
    Path folder;

    static class ABusThatStoresNothing {
        @Bean
        @Primary
        EventBus forgetful() {
            return SimpleEventBus.builder().build();
        }
    }

    static class AnEngineInMemory {
        @Bean
        @Primary
        EventStorageEngine fleeting() {
            return new InMemoryEventStorageEngine();
        }
    }

    static class NoTransactions {
        @Bean
        @Primary
        TransactionManager idle() {
            return NoTransactionManager.instance();
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {ABusThatStoresNothing.class, AnEngineInMemory.class, NoTransactions.class})
    void nothing_starts_with_another_part_than_the_one_that_was_declared(Class<?> other) {
        assertThatThrownBy(() -> StoreNode.with(other, folder))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageMatching(
                        "Axon's (EventBus|EventStorageEngine|TransactionManager) is a org\\.axonframework\\..*"
                                + " and not a .*");
    }
}
