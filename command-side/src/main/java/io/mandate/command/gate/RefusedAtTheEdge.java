package io.mandate.command.gate;

import io.mandate.events.problem.RejectedException;
import io.mandate.events.values.InvalidValueException;
import io.mandate.events.values.TenantId;
import io.mandate.http.caller.CallerParameters;
import io.mandate.http.problem.RejectionWitness;
import io.mandate.http.request.TriedOnly;
import io.mandate.live.identity.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;

/// Puts on record what was refused before it came to the gate: a field that is missing, a revision that was not said.
/// Only changes are: reads are refused without a note, and so is what was only tried.
@Component
class RefusedAtTheEdge implements RejectionWitness {
    private static final String COMMANDS = "io.mandate.command.";

    private final Refusals refusals;

    RefusedAtTheEdge(Refusals refusals) {
        this.refusals = refusals;
    }

    @Override
    public void rejected(HttpServletRequest request, RejectedException rejected) {
        if (rejected.settled() || !changes(request)) {
            return;
        }
        Caller caller = CallerParameters.current();
        refusals.record(caller, tenant(request, caller), rejected.rejection());
    }

    private static boolean changes(HttpServletRequest request) {
        return !request.getMethod().equals("GET")
                && request.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE) instanceof HandlerMethod handler
                && handler.getBeanType().getName().startsWith(COMMANDS)
                && !TriedOnly.in(request);
    }

    /// The tenant in the path, of operators, else the caller's own.
    private static TenantId tenant(HttpServletRequest request, Caller caller) {
        Object path = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        Object named = path instanceof Map<?, ?> places ? places.get("tenant") : null;
        try {
            return named == null ? caller.tenant() : new TenantId(named.toString());
        } catch (InvalidValueException _) {
            return caller.tenant();
        }
    }
}
