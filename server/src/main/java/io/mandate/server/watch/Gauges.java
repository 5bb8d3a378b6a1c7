package io.mandate.server.watch;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// Registers several gauges that read one state.
record Gauges(MeterRegistry registry) {

    /// @param unit of the number, which becomes part of its name; null: it has none
    <T> void of(String name, @Nullable String unit, String description, Recent<T> state, ToDoubleFunction<T> number) {
        Gauge.builder(name, state, recent -> number.applyAsDouble(recent.get()))
                .baseUnit(unit)
                .description(description)
                .strongReference(true)
                .register(registry);
    }

    /// How many tenants are in each class.
    <T> void byClass(String name, String description, Recent<T> state, Map<String, ToDoubleFunction<T>> classes) {
        classes.forEach((label, number) -> Gauge.builder(name, state, recent -> number.applyAsDouble(recent.get()))
                .tag("class", label)
                .description(description)
                .strongReference(true)
                .register(registry));
    }
}
