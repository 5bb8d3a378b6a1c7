package io.mandate.command.gate;

import io.mandate.access.AccessView;
import io.mandate.access.decision.AccessRules;
import io.mandate.access.decision.Decision;
import io.mandate.access.decision.Question;
import io.mandate.access.profile.Profile;
import io.mandate.events.RecordedEvent;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.Actor;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.TenantId;
import io.mandate.live.LiveIndex;
import io.mandate.live.identity.Caller;
import io.mandate.store.follow.EventReader;
import io.mandate.store.follow.EventReader.Personal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Says of a profile that is not there any more when it was deleted, and by whom: to readers of the audit trail. For
/// everybody else it is as if it never was.
@Component
class DeletedProfiles {
    private static final NodeKey AUDIT = new NodeKey("administration/audit");
    private static final ActionName VIEW = new ActionName("view");

    private final LiveIndex live;
    private final EventReader reader;

    DeletedProfiles(LiveIndex live, EventReader reader) {
        this.live = live;
        this.reader = reader;
    }

    Rejection in(Caller caller, TenantId tenant, Rejection rejection) {
        if (rejection.code() != RejectionCode.PROFILE_NOT_FOUND
                || !caller.tenant().equals(tenant)) {
            return rejection;
        }
        AccessView view = live.index().now(tenant);
        ProfileId id = new ProfileId(String.valueOf(rejection.parameters().get("profile")));
        @Nullable Profile profile = view.everProfile(id);
        return profile == null || !profile.deleted() || !mayAudit(view, caller)
                ? rejection
                : reader.event(tenant, profile.seq(), Personal.SEALED)
                        .map(deletion -> told(rejection, deletion))
                        .orElse(rejection);
    }

    private static Rejection told(Rejection rejection, RecordedEvent deletion) {
        return rejection
                .with("deletedAt", deletion.recordedAt())
                .with("deletedBy", deletion.metadata().actor().id());
    }

    private static boolean mayAudit(AccessView view, Caller caller) {
        if (caller.actor().kind() == Actor.Kind.SYSTEM) {
            return false;
        }
        Decision decision =
                AccessRules.decide(view, Question.about(caller.actor().id(), AUDIT, VIEW));
        return decision.allowed() && !decision.conditional();
    }
}
