package io.mandate.query.projection;

import io.mandate.events.RecordedEvent;
import io.mandate.events.profile.ProfileEvent.ProfileRenamed;
import java.util.List;

/// Counts renamed profiles, and cannot bear one that is called "poison" until it is healed.
final class FragileProjection implements Projection {
    /// How often profiles of a tenant were renamed.
    record Renamed(String tenant, long times) {}

    static final Table<Renamed> TABLE = Table.of("renamed", Renamed.class, 1);

    volatile boolean healed;

    @Override
    public String name() {
        return "fragile";
    }

    @Override
    public List<Table<?>> tables() {
        return List.of(TABLE);
    }

    @Override
    public void apply(RecordedEvent event, ProjectionSession session) {
        if (event.event() instanceof ProfileRenamed renamed) {
            if (!healed && renamed.to().value().equals("poison")) {
                throw new IllegalStateException("it is poison, and a secret");
            }
            session.rows(TABLE).add(new Renamed(event.tenant().value(), 1));
        }
    }
}
