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

/// One row for each registered record.
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
            String tenant = recorded.tenant().value();
            String resource = event.resource().value();
            String record = event.record().value();
            RecordRow before = rows.find(tenant, resource, record).orElse(null);
            switch (event) {
                case RecordRegistered e -> rows.put(RecordRow.of(e, e.data(), before, recorded));
                case RecordChanged e -> rows.put(RecordRow.of(e, e.to(), before, recorded));
                case RecordRetired _ -> rows.remove(tenant, resource, record);
            }
        }
    }
}
