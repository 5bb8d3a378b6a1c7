package io.mandate.live;

import io.mandate.events.problem.Rejection;
import io.mandate.events.values.TenantId;
import java.util.function.UnaryOperator;

/// How refusals are said to people.
@FunctionalInterface
public interface Wording {
    /// Says refusals in the words of a tenant's catalog as this process knows it now, which is as new as what was
    /// decided here. For one request.
    ///
    /// @param tenant where whoever is refused lives: another has words that are not for him
    UnaryOperator<Rejection> of(TenantId tenant);
}
