package io.mandate.server.watch;

import io.mandate.store.journal.AccessJournal;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/// How much of the access journal is not in its chain yet. A backlog that grows says that the upkeep does not run.
@Component
final class JournalMeters implements MeterBinder {
    private final AccessJournal journal;

    JournalMeters(AccessJournal journal) {
        this.journal = journal;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        new Gauges(registry)
                .of(
                        "mandate.journal.backlog",
                        "entries",
                        "Uses counted in memory, and rows of minutes that are over, that are not in the chain yet",
                        new Recent<>(journal::waiting),
                        Long::doubleValue);
    }
}
