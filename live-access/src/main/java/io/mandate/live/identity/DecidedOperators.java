package io.mandate.live.identity;

import io.mandate.access.AccessView;
import io.mandate.access.decision.AccessRules;
import io.mandate.access.decision.Decision;
import io.mandate.access.decision.Question;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.TenantId;
import io.mandate.live.LiveIndex;
import java.util.Optional;
import java.util.function.Function;

/// Decides by the product's own rules over the operators' tenant.
///
/// @param live where that is known
public record DecidedOperators(LiveIndex live) implements Operators {
    @Override
    public Optional<String> refusal(Caller caller, ActionName action) {
        return refusal(caller, action, live::atHead);
    }

    @Override
    public boolean mayAsFarAsKnown(Caller caller, ActionName action) {
        return refusal(caller, action, live::now).isEmpty();
    }

    private static Optional<String> refusal(Caller caller, ActionName action, Function<TenantId, AccessView> views) {
        // A tenant may well define a node of this name for itself; it is no operator for that.
        if (!caller.operator()) {
            return Optional.of("OPERATORS_ONLY");
        }
        Decision decision = AccessRules.decide(
                views.apply(caller.tenant()), Question.about(caller.actor().id(), TENANTS, action));
        if (!decision.allowed()) {
            return Optional.of(decision.reason().name());
        }
        // A right that reaches some tenants only is not one on all of them.
        return decision.conditional() ? Optional.of("OUT_OF_RECORD_SCOPE") : Optional.empty();
    }
}
