package io.mandate.query.audit;

import io.mandate.events.RecordedEvent;
import io.mandate.query.projection.Projection;
import io.mandate.query.projection.ProjectionSession;
import io.mandate.query.projection.Rows;
import io.mandate.query.projection.Table;
import java.util.List;
import org.springframework.stereotype.Component;

/// The index of the audit trail.
@Component
class AuditProjection implements Projection {
    @Override
    public String name() {
        return "audit";
    }

    @Override
    public List<Table<?>> tables() {
        return List.of(AuditIndexRow.TABLE);
    }

    @Override
    public void apply(RecordedEvent event, ProjectionSession session) {
        Rows<AuditIndexRow> index = session.rows(AuditIndexRow.TABLE);
        AuditRows.of(event).forEach(row -> index.put(AuditIndexRow.of(event, row)));
    }
}
