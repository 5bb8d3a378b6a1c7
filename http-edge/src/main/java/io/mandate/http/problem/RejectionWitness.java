package io.mandate.http.problem;

import io.mandate.events.problem.RejectedException;
import jakarta.servlet.http.HttpServletRequest;

/// Hears of every rejection at the edge before it is answered. If it fails, the failure is answered instead.
@FunctionalInterface
public interface RejectionWitness {
    void rejected(HttpServletRequest request, RejectedException rejected);
}
