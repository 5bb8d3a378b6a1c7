package io.mandate.store.config;

import io.mandate.store.append.MandateEventStorageEngine;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;

/// Refuses to start where a part of Axon is not the one that was declared: events would be lost, or be stored
/// beside the transaction, and nobody would notice.
@Component
class WiringCheck implements SmartInitializingSingleton {
    private final ApplicationContext context;

    WiringCheck(ApplicationContext context) {
        this.context = context;
    }

    @Override
    public void afterSingletonsInstantiated() {
        require(EventBus.class, EmbeddedEventStore.class);
        require(EventStorageEngine.class, MandateEventStorageEngine.class);
        require(TransactionManager.class, SpringTransactionManager.class);
    }

    private void require(Class<?> part, Class<?> declared) {
        Object bean = context.getBean(part);
        if (!declared.isInstance(bean)) {
            throw new IllegalStateException("Axon's " + part.getSimpleName() + " is a "
                    + bean.getClass().getName() + " and not a " + declared.getSimpleName());
        }
    }
}
