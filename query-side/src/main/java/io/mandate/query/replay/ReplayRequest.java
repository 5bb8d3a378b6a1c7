package io.mandate.query.replay;

import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.InvalidValueException;
import io.mandate.events.values.Position;
import io.mandate.events.values.TenantId;
import io.mandate.query.projection.Projection;
import io.mandate.query.projection.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What somebody asks for.
///
/// @param models which read models, by name; absent: all
/// @param tenant of which tenant alone; absent: of all
/// @param upTo up to which moment of the past; absent: up to the present
/// @param pace `paced`, as usual, or `full`
record ReplayRequest(
        @Nullable List<String> models,
        @Nullable TenantId tenant,
        @Nullable UpTo upTo,
        @Nullable String pace) {

    /// A moment of the past: an instant for all tenants, or positions by tenant; others then stop where they stand.
    record UpTo(@Nullable Instant instant, @Nullable Map<String, Position> positions) {

        UpTo {
            if ((instant == null) == (positions == null || positions.isEmpty())) {
                throw new InvalidValueException("upTo", "must have an instant or positions, and not both");
            }
        }
    }

    Pace wantedPace() {
        return switch (pace) {
            case null -> Pace.PACED;
            case "paced" -> Pace.PACED;
            case "full" -> Pace.FULL;
            default -> throw new InvalidValueException("pace", "must be paced or full");
        };
    }

    /// The names of the models to make. Where none is named it is all of them, but not those with personal text as of
    /// the past: what was erased since then must not come back.
    List<String> wantedModels(List<Projection> all) {
        if (models == null) {
            return names(
                    upTo == null
                            ? all
                            : all.stream().filter(one -> !personal(one)).toList());
        }
        if (models.isEmpty()) {
            throw new InvalidValueException("models", "must name at least one; leave it out for all");
        }
        for (String model : models) {
            Projection known = all.stream()
                    .filter(projection -> projection.name().equals(model))
                    .findFirst()
                    .orElseThrow(() -> refused(RejectionCode.REPLAY_MODEL_UNKNOWN, model, names(all)));
            if (upTo != null && personal(known)) {
                throw refused(RejectionCode.REPLAY_MODEL_PERSONAL, model, names(all));
            }
        }
        return models.stream().distinct().toList();
    }

    private static boolean personal(Projection projection) {
        return projection.tables().stream().anyMatch(Table::holdsPersonalText);
    }

    private static List<String> names(List<Projection> projections) {
        return projections.stream().map(Projection::name).sorted().toList();
    }

    private static RejectedException refused(RejectionCode code, String model, List<String> all) {
        return new RejectedException(Rejection.of(code, "model", model, "models", all));
    }
}
