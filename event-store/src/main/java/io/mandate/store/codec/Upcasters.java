package io.mandate.store.codec;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// All upcasters, applied one after the other until the newest revision is reached.
final class Upcasters {
    private final Map<Step, Upcaster> steps = new HashMap<>();

    Upcasters(List<Upcaster> upcasters) {
        for (Upcaster upcaster : upcasters) {
            if (steps.put(new Step(upcaster.alias(), upcaster.from()), upcaster) != null) {
                throw new IllegalStateException(
                        "two upcasters read revision " + upcaster.from() + " of " + upcaster.alias());
            }
        }
    }

    static Upcasters shipped() {
        return new Upcasters(List.of(
                new ModuleAvailabilityFromTwoToThreeStates(),
                new LevelsWithScopes(),
                new OverridesWithScopes("PermissionOverridden", List.of("fromScopes", "toScopes")),
                new OverridesWithScopes("PermissionOverrideCleared", List.of("fromScopes"))));
    }

    void upcast(String alias, int revision, int newest, ObjectNode payload) {
        for (int from = revision; from < newest; from++) {
            Upcaster step = steps.get(new Step(alias, from));
            if (step == null) {
                throw new UnreadablePayloadException("there is no upcaster from revision " + from + " of " + alias);
            }
            step.upcast(payload);
        }
    }

    private record Step(String alias, int from) {}
}
