package io.mandate.query.projection;

import io.mandate.events.values.TenantId;
import java.util.Map;

/// Is told, in the leader's process, how far the read models have come, right after they were committed.
@FunctionalInterface
public interface Progress {
    void reached(Map<TenantId, Long> positions);
}
