package io.mandate.live;

import io.mandate.events.values.TenantId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/// Asks the store about a tenant that the Follower has not looked at yet, because it was registered a
/// moment ago on another node. Whoever asks meanwhile waits for the same look. Where there is nothing to
/// be found, or the store cannot be reached, it is not asked again for a second: questions about what is
/// not there are no load for the store.
final class FirstLook {
    private static final int MOST = 10_000;

    private final Map<TenantId, Long> inVain = new ConcurrentHashMap<>();
    private final long againNanos;

    FirstLook(Duration again) {
        this.againNanos = again.toNanos();
    }

    /// Whether the tenant can be answered from now.
    ///
    /// @param known whether it can be already, asked again once it is this caller's turn
    /// @param look brings the tenant to its head; false where there is none
    boolean at(TenantId tenant, BooleanSupplier known, BooleanSupplier look) {
        if (inVain.size() >= MOST) {
            inVain.values().removeIf(this::over);
        }
        if (inVain.size() < MOST) {
            inVain.compute(tenant, (_, asked) -> {
                boolean wait = asked != null && !over(asked);
                if (wait) {
                    return asked;
                }
                return known.getAsBoolean() || look.getAsBoolean() ? null : System.nanoTime();
            });
        }
        return known.getAsBoolean();
    }

    private boolean over(long asked) {
        return System.nanoTime() - asked >= againNanos;
    }
}
