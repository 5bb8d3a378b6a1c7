package io.mandate.query.decision;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// How far a batch is answered (AuthZEN 1.0, `options.evaluations_semantic`).
enum Semantic {
    EXECUTE_ALL("execute_all"),
    DENY_ON_FIRST_DENY("deny_on_first_deny"),
    PERMIT_ON_FIRST_PERMIT("permit_on_first_permit");

    private final String written;

    Semantic(String written) {
        this.written = written;
    }

    /// Whether nothing comes after an item with this decision.
    boolean endsWith(boolean decision) {
        return switch (this) {
            case EXECUTE_ALL -> false;
            case DENY_ON_FIRST_DENY -> !decision;
            case PERMIT_ON_FIRST_PERMIT -> decision;
        };
    }

    static Semantic of(@Nullable JsonNode options) {
        if (options != null && !options.isObject()) {
            throw new BadRequestException("options must be an object");
        }
        JsonNode wanted = options == null ? null : options.get("evaluations_semantic");
        if (wanted == null) {
            return EXECUTE_ALL;
        }
        for (Semantic semantic : values()) {
            if (wanted.isString() && semantic.written.equals(wanted.asString())) {
                return semantic;
            }
        }
        throw new BadRequestException(
                "options.evaluations_semantic must be execute_all, deny_on_first_deny or permit_on_first_permit");
    }
}
