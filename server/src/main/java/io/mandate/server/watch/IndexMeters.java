package io.mandate.server.watch;

import io.mandate.live.IndexStanding;
import io.mandate.live.LiveIndex;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/// The access index in numbers.
@Component
final class IndexMeters implements MeterBinder {
    private final LiveIndex live;

    IndexMeters(LiveIndex live) {
        this.live = live;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Recent<IndexStanding> standing = new Recent<>(live::standing);
        Gauges gauges = new Gauges(registry);
        gauges.of("mandate.index.lag", "events", "Known events that are not folded yet", standing, IndexStanding::lag);
        gauges.of(
                "mandate.index.age",
                "seconds",
                "How long ago the head was confirmed of the tenant for which that is longest",
                standing,
                of -> of.oldest().toMillis() / 1_000.0);
        Map<String, ToDoubleFunction<IndexStanding>> classes = Map.of(
                "current", IndexStanding::current,
                "stale", IndexStanding::stale,
                "unavailable", IndexStanding::unavailable);
        gauges.byClass("mandate.index.tenants", "Tenants by how their index stands", standing, classes);
    }
}
