package io.mandate.command.profile;

import static io.mandate.command.profile.Refusals.refuse;

import io.mandate.access.AccessView;
import io.mandate.access.catalog.Catalog;
import io.mandate.access.profile.Profile;
import io.mandate.access.tenant.TenantState;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.profile.ProfileEvent;
import io.mandate.events.profile.ProfileEvent.ProfileCreated;
import io.mandate.events.profile.ProfileEvent.ProfileRestored;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.ProfileName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was once so comes again: as another profile, as an earlier revision of the same, or as it was before some
/// events. Restoring and undoing say something anew, so each event is judged as the change it is; a clone takes over
/// what holds already, so its content is not judged again.
final class RecallRules {
    private RecallRules() {}

    static List<ProfileEvent> clone(
            @Nullable Profile earlier, CloneProfile command, AccessView head, ProfileRevisions revisions) {
        if (earlier != null) {
            throw refuse(
                    RejectionCode.PROFILE_ID_TAKEN, "profile", command.target().profile());
        }
        Profile source = source(command, head, revisions);
        ProfileDraft draft = ProfileDraft.begun(created(command, source, head), head);
        ContentEvents.between(draft.profile(), source, head.catalog()).forEach(draft::take);
        return draft.finished();
    }

    static List<ProfileEvent> restore(
            Profile profile, RestoreProfile command, AccessView head, ProfileRevisions revisions) {
        Profile wished = revision(profile, command.target(), command.toRevision(), revisions);
        ProfileDraft draft = ProfileDraft.of(profile, head);
        TraitEvents.between(profile, wished).forEach(event -> draft.bring(command.target(), event));
        ContentEvents.between(profile, wished, head.catalog()).forEach(event -> draft.bring(command.target(), event));
        List<ProfileEvent> events = new ArrayList<>(draft.finished());
        if (!events.isEmpty()) {
            events.add(new ProfileRestored(profile.id(), profile.revision(), command.toRevision()));
        }
        return events;
    }

    static List<ProfileEvent> undo(Profile profile, UndoProfile command, AccessView head) {
        ProfileDraft draft = ProfileDraft.of(profile, head);
        command.undone()
                .reversed()
                .forEach(event -> Opposites.of(event).ifPresent(opposite -> draft.bring(command.target(), opposite)));
        return draft.finished();
    }

    private static Profile source(CloneProfile command, AccessView head, ProfileRevisions revisions) {
        Profile living = head.profile(command.source());
        if (living == null) {
            throw refuse(RejectionCode.PROFILE_NOT_FOUND, "profile", command.source());
        }
        Long revision = command.revision();
        return revision == null
                ? living
                : revision(living, ProfileTarget.of(head.tenant(), command.source()), revision, revisions);
    }

    private static Profile revision(Profile profile, ProfileTarget target, long revision, ProfileRevisions revisions) {
        return revision == profile.revision()
                ? profile
                : revisions
                        .at(target.tenant(), target.profile(), revision)
                        .filter(found -> revision <= profile.revision())
                        .orElseThrow(() -> unknown(target.profile(), revision, profile.revision()));
    }

    private static RejectedException unknown(ProfileId profile, long revision, long latest) {
        return refuse(
                RejectionCode.PROFILE_REVISION_UNKNOWN, "profile", profile, "revision", revision, "latest", latest);
    }

    private static ProfileCreated created(CloneProfile command, Profile source, AccessView head) {
        Catalog catalog = head.catalog();
        TenantState tenant = head.tenantState();
        ProfileName name = DescriptionRules.name(command.name());
        CreationRules.demand(tenant, "roleType", source.roleType());
        CreationRules.demand(tenant, "associatedRole", source.associatedRole());
        CreationRules.demand(tenant, "description", source.description());
        return new ProfileCreated(
                command.target().profile(),
                name,
                name.normalized(),
                source.description(),
                DescriptionRules.code(command.code()),
                DescriptionRules.roleType(source.roleType(), catalog),
                DescriptionRules.role(source.associatedRole(), catalog),
                source.defaultActions(),
                source.permissionType(),
                source.maskSensitiveData(),
                source.id(),
                source.revision());
    }
}
