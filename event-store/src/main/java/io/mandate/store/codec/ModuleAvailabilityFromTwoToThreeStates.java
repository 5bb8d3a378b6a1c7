package io.mandate.store.codec;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Revision 1 of ModuleAvailabilityChanged knew a module as available or not, in booleans. Revision 2 tells
/// "switched off" from "not in the contract". What was not available then was switched off: contracts were not
/// recorded yet.
final class ModuleAvailabilityFromTwoToThreeStates implements Upcaster {
    @Override
    public String alias() {
        return "ModuleAvailabilityChanged";
    }

    @Override
    public int from() {
        return 1;
    }

    @Override
    public void upcast(ObjectNode payload) {
        payload.put("from", state(payload.required("from")));
        payload.put("to", state(payload.required("to")));
    }

    private static String state(JsonNode available) {
        return available.booleanValue() ? "AVAILABLE" : "UNAVAILABLE";
    }
}
