package io.mandate.live;

import io.mandate.access.catalog.RejectionInWords;
import io.mandate.events.problem.Rejection;
import io.mandate.events.values.TenantId;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// How refusals are said to people.
@FunctionalInterface
public interface Wording {
    /// Says refusals in the words of a tenant's catalog as this process knows it now, which is as new as what was
    /// decided here. For one request.
    ///
    /// @param tenant where whoever is refused lives: another has words that are not for him
    UnaryOperator<Rejection> of(TenantId tenant);

    /// By the catalogs of this index, which is asked for when something is said: whoever refuses is made before it.
    static Wording by(Supplier<LiveIndex> live) {
        return tenant -> new RejectionInWords(live.get().index().now(tenant).catalog())::said;
    }
}
