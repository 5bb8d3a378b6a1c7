package io.mandate.command.wiring;

import io.mandate.command.gate.AggregateBus;
import io.mandate.command.gate.ChangeParameters;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.lock.NullLockFactory;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.messaging.annotation.MultiParameterResolverFactory;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.correlation.SimpleCorrelationDataProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.spring.config.annotation.SpringBeanParameterResolverFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Builds the command bus with every aggregate of the command side on it.
@Configuration(proxyBeanMethods = false)
class AxonWiring {
    /// The entry of the messages' metadata that holds our own.
    private static final String METADATA = "mandate";

    /// The transaction is the gate's: it spans all commands of a change, so the bus has none of its own.
    @Bean
    AggregateBus aggregateBus(EventStore events, ApplicationContext context, ConfigurableListableBeanFactory beans) {
        CommandBus bus = SimpleCommandBus.builder()
                .transactionManager(NoTransactionManager.INSTANCE)
                .build();
        bus.registerHandlerInterceptor(
                new CorrelationDataInterceptor<>(List.of(new SimpleCorrelationDataProvider(METADATA))));
        List<? extends Class<?>> aggregates = aggregates(beans);
        if (aggregates.isEmpty()) {
            throw new IllegalStateException("no aggregate was found: the command side would accept nothing");
        }
        var ours = MultiParameterResolverFactory.ordered(
                new ChangeParameters(), new SpringBeanParameterResolverFactory(context));
        aggregates.forEach(aggregate -> subscribe(bus, events, aggregate, ours));
        return new AggregateBus(bus);
    }

    private static List<? extends Class<?>> aggregates(ConfigurableListableBeanFactory beans) {
        return Stream.of(beans.getBeanNamesForAnnotation(AggregateRoot.class))
                .flatMap(name -> Stream.ofNullable(beans.getType(name)))
                .toList();
    }

    /// No lock and no cache: the tenant's lock is held, and a state is only valid at the head that was read
    /// under it.
    private static <T> void subscribe(
            CommandBus bus, EventStore events, Class<T> aggregate, ParameterResolverFactory ours) {
        ParameterResolverFactory parameters =
                MultiParameterResolverFactory.ordered(ClasspathParameterResolverFactory.forClass(aggregate), ours);
        EventSourcingRepository<T> repository = EventSourcingRepository.builder(aggregate)
                .eventStore(events)
                .lockFactory(NullLockFactory.INSTANCE)
                .parameterResolverFactory(parameters)
                .build();
        AggregateAnnotationCommandHandler<T> handler = AggregateAnnotationCommandHandler.<T>builder()
                .aggregateType(aggregate)
                .repository(repository)
                .parameterResolverFactory(parameters)
                .build();
        handler.subscribe(bus);
    }
}
