package io.mandate.live;

import io.mandate.events.values.TenantId;
import io.mandate.live.FirstLook.Found;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// From which tenants is answered: those whose history can be followed, and whose head was confirmed
/// to be the store's not too long ago. One that was never confirmed here is asked for by itself before
/// anything is answered.
final class Followed {
    static final String UNREADABLE =
            "The history of this tenant cannot be followed at present; its operator has been told.";
    private static final String OUT_OF_DATE =
            "The store could not be reached for too long; answers would be out of date.";
    private static final String UNSEEN =
            "This tenant has not been looked at here yet, and could not be at present; ask again in a moment.";

    private final Freshness freshness;
    private final FirstLook firstLook = new FirstLook(Duration.ofSeconds(1));
    private final Map<TenantId, String> failures = new ConcurrentHashMap<>();

    /// @param maxStaleness how long after the last confirmation of its head a tenant is still answered
    ///     from
    Followed(Duration maxStaleness) {
        this.freshness = new Freshness(maxStaleness);
    }

    /// Refuses where nothing can be answered. A tenant that there is not in the store is not refused:
    /// there is nothing in it.
    ///
    /// @param look brings a tenant that was never confirmed to its head
    /// @throws TenantUnavailableException if its history cannot be followed, or was not confirmed for
    ///     too long
    void require(TenantId tenant, Function<TenantId, Found> look) {
        String failure = failures.get(tenant);
        if (failure != null) {
            throw new TenantUnavailableException(tenant, failure);
        }
        if (freshness.unseen(tenant)) {
            if (firstLook.at(tenant, () -> look.apply(tenant)) == Found.UNREACHABLE && freshness.unseen(tenant)) {
                throw new TenantUnavailableException(tenant, UNSEEN);
            }
        } else if (freshness.tooOld(tenant)) {
            throw new TenantUnavailableException(tenant, OUT_OF_DATE);
        }
    }

    /// Whether its head was never confirmed here.
    boolean unseen(TenantId tenant) {
        return freshness.unseen(tenant);
    }

    /// @param readAtNanos when the head was read that was reached, of [System#nanoTime]
    void confirmed(TenantId tenant, long readAtNanos) {
        freshness.confirmed(tenant, readAtNanos);
    }

    /// Something of it came: that there was no such tenant is no longer true.
    void arrived(TenantId tenant) {
        firstLook.forget(tenant);
    }

    /// It cannot go on, until [#goesOn].
    ///
    /// @return whether that is new
    boolean failed(TenantId tenant) {
        return failures.put(tenant, UNREADABLE) == null;
    }

    void goesOn(TenantId tenant) {
        failures.remove(tenant);
    }

    boolean failing(TenantId tenant) {
        return failures.containsKey(tenant);
    }

    Map<TenantId, String> failures() {
        return Map.copyOf(failures);
    }

    Duration age(TenantId tenant) {
        return freshness.age(tenant);
    }

    /// @param lag how many known events are not folded yet
    /// @param withheld the tenants that are not answered from for another reason
    IndexStanding standing(long lag, Set<TenantId> withheld) {
        Set<TenantId> known = new HashSet<>(freshness.tenants());
        Set<TenantId> failed = new HashSet<>(failures.keySet());
        failed.addAll(withheld);
        known.addAll(failed);
        Duration oldest = Duration.ZERO;
        long stale = 0;
        for (TenantId tenant : known) {
            Duration age = freshness.age(tenant);
            oldest = age.compareTo(oldest) > 0 ? age : oldest;
            stale += !failed.contains(tenant) && freshness.tooOld(tenant) ? 1 : 0;
        }
        return new IndexStanding(known.size(), known.size() - stale - failed.size(), stale, failed.size(), lag, oldest);
    }
}
