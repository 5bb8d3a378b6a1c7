package io.mandate.query.record;

import io.mandate.events.RecordedEvent;
import io.mandate.events.record.RecordEvent;
import io.mandate.events.record.RecordEvent.RecordChanged;
import io.mandate.events.record.RecordEvent.RecordRegistered;
import io.mandate.events.record.RecordEvent.RecordRetired;
import io.mandate.query.projection.Prefetch;
import io.mandate.query.projection.Projection;
import io.mandate.query.projection.ProjectionSession;
import io.mandate.query.projection.Table;
import java.util.List;
import org.springframework.stereotype.Component;

/// One row for each record that was ever registered.
@Component
final class RecordListProjection implements Projection {

    @Override
    public String name() {
        return "records";
    }

    @Override
    public List<Table<?>> tables() {
        return List.of(RecordRow.TABLE);
    }

    @Override
    public void prefetch(RecordedEvent recorded, Prefetch prefetch) {
        if (recorded.event() instanceof RecordEvent event) {
            prefetch.row(
                    RecordRow.TABLE,
                    recorded.tenant().value(),
                    event.resource().value(),
                    event.record().value());
        }
    }

    @Override
    public void apply(RecordedEvent recorded, ProjectionSession session) {
        if (recorded.event() instanceof RecordEvent event) {
            var rows = session.rows(RecordRow.TABLE);
            RecordRow before = rows.find(
                            recorded.tenant().value(),
                            event.resource().value(),
                            event.record().value())
                    .orElse(null);
            rows.put(
                    switch (event) {
                        case RecordRegistered e -> RecordRow.of(e, e.data(), false, before, recorded);
                        case RecordChanged e -> RecordRow.of(e, e.to(), false, before, recorded);
                        case RecordRetired e -> RecordRow.of(e, e.last(), true, before, recorded);
                    });
        }
    }
}
