package io.mandate.server.watch;

import io.mandate.query.projection.ModelWriter;
import io.mandate.query.projection.ProjectionStatus;
import io.mandate.query.projection.ProjectionStatus.Report;
import io.mandate.store.role.ConditionalOnRole;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/// The read models in numbers. All query nodes tell the same, but for which of them leads.
@Component
@ConditionalOnRole("query")
final class ReadModelMeters implements MeterBinder {
    private final ProjectionStatus status;

    ReadModelMeters(ProjectionStatus status) {
        this.status = status;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Recent<Report> report = new Recent<>(status::report);
        Gauges gauges = new Gauges(registry);
        gauges.of(
                "mandate.read.models.lag",
                "events",
                "Events that the read models have not taken in yet, parked tenants left out",
                report,
                Report::behind);
        gauges.of(
                "mandate.read.models.lag.largest",
                "events",
                "The same of the one tenant that lacks most",
                report,
                Report::largestLag);
        gauges.of(
                "mandate.read.models.leading",
                null,
                "1 where this process writes the read models",
                report,
                of -> of.leading() ? 1 : 0);
        Gauge.builder("mandate.read.models.held", ModelWriter::heldBesideTheHeap)
                .baseUnit("bytes")
                .description("Memory beside the heap in which replays of this process hold rows")
                .register(registry);
        Map<String, ToDoubleFunction<Report>> classes = Map.of(
                "current", Report::current,
                "near", Report::near,
                "far", Report::far,
                "parked", Report::parkedTenants);
        gauges.byClass("mandate.read.models.tenants", "Tenants by how their read models stand", report, classes);
    }
}
