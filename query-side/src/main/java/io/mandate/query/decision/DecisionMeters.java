package io.mandate.query.decision;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Counts decisions by what they were, and measures how long answers take; never by tenant, of which there may be any
/// number.
@Component
final class DecisionMeters {
    private final Form single;
    private final Form batch;

    DecisionMeters(ObjectProvider<MeterRegistry> registry) {
        MeterRegistry meters = registry.getIfAvailable(CompositeMeterRegistry::new);
        this.single = new Form(meters, "single");
        this.batch = new Form(meters, "batch");
    }

    /// Single questions.
    Form single() {
        return single;
    }

    /// Questions asked many at a time; the time is that of all together.
    Form batch() {
        return batch;
    }

    /// One of the two ways to ask.
    static final class Form {
        private final Timer answers;
        private final Counter allowed;
        private final Counter denied;

        private Form(MeterRegistry meters, String form) {
            this.answers = Timer.builder("mandate.decisions.answers")
                    .description("Answers of the decision API")
                    .tag("form", form)
                    .publishPercentileHistogram()
                    .register(meters);
            this.allowed = counter(meters, form, "allowed");
            this.denied = counter(meters, form, "denied");
        }

        private static Counter counter(MeterRegistry meters, String form, String decision) {
            return Counter.builder("mandate.decisions")
                    .description("Decisions given")
                    .tag("form", form)
                    .tag("decision", decision)
                    .register(meters);
        }

        /// One decision as it was told.
        void decided(boolean yes) {
            (yes ? allowed : denied).increment();
        }

        /// An answer that began at this `System.nanoTime()` is ready.
        void answered(long since) {
            answers.record(System.nanoTime() - since, TimeUnit.NANOSECONDS);
        }
    }
}
