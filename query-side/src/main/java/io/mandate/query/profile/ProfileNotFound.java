package io.mandate.query.profile;

import io.mandate.access.profile.Profile;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.ProfileId;
import io.mandate.query.position.ModelView;
import io.mandate.query.position.Permission;
import io.mandate.query.user.ActorView;
import io.mandate.query.user.Names;
import java.util.List;

/// Why there is no profile to show. Readers of the audit trail are told when it was deleted, and by whom; for everybody
/// else it is as if it never was.
final class ProfileNotFound {
    private ProfileNotFound() {}

    static RejectedException of(ModelView view, ProfileId id) {
        Rejection rejection = Rejection.of(RejectionCode.PROFILE_NOT_FOUND, "profile", id);
        Profile profile = view.access().everProfile(id);
        return new RejectedException(
                profile != null && profile.deleted() && Permission.VIEW_TRAIL.whole(view.newest(), view.caller())
                        ? told(view, id, rejection)
                        : rejection);
    }

    /// The last revision of a deleted profile is its deletion.
    private static Rejection told(ModelView view, ProfileId id, Rejection rejection) {
        return view.sql()
                .sql("SELECT " + ProfileRevisionRow.TABLE.columns("r") + " FROM "
                        + view.table(ProfileRevisionRow.TABLE)
                        + " r WHERE r.tenant = ? AND r.profile = ? ORDER BY r.revision DESC LIMIT 1")
                .params(view.tenant().value(), id.value())
                .query((row, _) -> ProfileRevisionRow.TABLE.read(row))
                .optional()
                .map(deletion -> told(view, deletion, rejection))
                .orElse(rejection);
    }

    private static Rejection told(ModelView view, ProfileRevisionRow deletion, Rejection rejection) {
        ActorView actor = Names.of(view, List.of(deletion.actor())).actor(deletion.actorKind(), deletion.actor());
        return rejection
                .with("deletedAt", deletion.recordedAt())
                .with("deletedBy", actor.name() == null ? actor.id() : actor.name())
                .with("deletedById", actor.id());
    }
}
