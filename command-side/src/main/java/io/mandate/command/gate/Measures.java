package io.mandate.command.gate;

import io.mandate.events.problem.RejectedException;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// One observation for each change: a timer by kind of command and outcome, and the span between the
/// request and the statements. Never by tenant, of which there may be any number.
@Component
class Measures {
    private final ObservationRegistry registry;

    Measures(ObjectProvider<ObservationRegistry> registry) {
        this.registry = registry.getIfAvailable(() -> ObservationRegistry.NOOP);
    }

    <T> T of(TenantCommand first, boolean bulk, Supplier<T> change) {
        Observation observation = Observation.start("mandate.command", registry)
                .contextualName("command " + first.getClass().getSimpleName())
                .lowCardinalityKeyValue("command", first.getClass().getSimpleName())
                .lowCardinalityKeyValue("bulk", String.valueOf(bulk));
        String outcome = "failed";
        try (var _ = observation.openScope()) {
            T answer = change.get();
            outcome = "accepted";
            return answer;
        } catch (RejectedException e) {
            outcome = e.rejection().code().name();
            throw e;
        } catch (RuntimeException e) {
            observation.error(e);
            throw e;
        } finally {
            observation.lowCardinalityKeyValue("outcome", outcome).stop();
        }
    }

    /// A step worth a span of its own, such as the append.
    <T> T step(String name, Supplier<T> work) {
        return Observation.createNotStarted(name, registry).observe(work);
    }
}
