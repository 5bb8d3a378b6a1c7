package io.mandate.query.licence;

import io.mandate.events.RecordedEvent;
import io.mandate.events.licence.LicenceEvent;
import io.mandate.events.licence.LicenceEvent.QuotaExceeded;
import io.mandate.events.licence.LicenceEvent.QuotaRestored;
import io.mandate.events.licence.LicenceEvent.TierQuotaChanged;
import io.mandate.query.projection.Prefetch;
import io.mandate.query.projection.Projection;
import io.mandate.query.projection.ProjectionSession;
import io.mandate.query.projection.Table;
import java.util.List;
import org.springframework.stereotype.Component;

/// One row for each licence tier that anything was ever agreed or noticed about.
@Component
final class LicenceProjection implements Projection {

    @Override
    public String name() {
        return "licence";
    }

    @Override
    public List<Table<?>> tables() {
        return List.of(QuotaRow.TABLE);
    }

    @Override
    public void prefetch(RecordedEvent recorded, Prefetch prefetch) {
        if (recorded.event() instanceof LicenceEvent event) {
            prefetch.row(QuotaRow.TABLE, recorded.tenant().value(), event.tier().value());
        }
    }

    @Override
    public void apply(RecordedEvent recorded, ProjectionSession session) {
        if (recorded.event() instanceof LicenceEvent event) {
            var rows = session.rows(QuotaRow.TABLE);
            String tenant = recorded.tenant().value();
            String tier = event.tier().value();
            QuotaRow row = rows.find(tenant, tier)
                    .orElseGet(() -> new QuotaRow(tenant, tier, null, null, null, null, null, null, null));
            rows.put(after(row, event, recorded));
        }
    }

    private static QuotaRow after(QuotaRow row, LicenceEvent event, RecordedEvent recorded) {
        return switch (event) {
            case TierQuotaChanged e -> row.agreed(e.to(), e.mode().name(), recorded.recordedAt());
            case QuotaExceeded e -> row.exceeded(recorded.commitSeq(), recorded.recordedAt(), e.used(), e.cause());
            case QuotaRestored _ -> row.restored();
        };
    }
}
