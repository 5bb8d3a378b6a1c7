package io.mandate.command.profile;

import static io.mandate.command.profile.Refusals.invalid;
import static io.mandate.command.profile.Refusals.refuse;

import io.mandate.access.AccessView;
import io.mandate.access.profile.Profile;
import io.mandate.command.rules.Decision;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.profile.ProfileEvent;
import io.mandate.events.profile.ProfileEvent.ProfileDeleted;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything a profile may do. What spans profiles and users (the revision the caller has seen, unique names and
/// codes, the delete guard, the role types
/// of its users, quotas, the last administrator, escalation) is checked by the gate around it.
final class ProfileRules {
    static final int MOST_CHANGES = 5_000;

    private ProfileRules() {}

    /// @param profile as its stream has it; null: the stream is empty
    /// @param head the tenant at its head, with what this transaction has already done
    /// @param revisions the past of profiles, of which nothing changes any more
    static Decision<ProfileEvent> decide(
            @Nullable Profile profile, ProfileCommand command, AccessView head, ProfileRevisions revisions) {
        try {
            return Decision.accept(
                    switch (command) {
                        case CreateProfile c -> CreationRules.create(profile, c, head);
                        case SaveProfile c -> save(living(profile, c.target()), c, head);
                        case DeleteProfile c -> delete(living(profile, c.target()));
                        case CloneProfile c -> RecallRules.clone(profile, c, head, revisions);
                        case RestoreProfile c -> RecallRules.restore(living(profile, c.target()), c, head, revisions);
                        case UndoProfile c -> RecallRules.undo(living(profile, c.target()), c, head);
                        case ProfileChange c ->
                            ProfileDraft.of(living(profile, c.target()), head)
                                    .change(c)
                                    .finished();
                    });
        } catch (RejectedException refused) {
            return Decision.reject(refused.rejection());
        }
    }

    private static List<ProfileEvent> save(Profile profile, SaveProfile command, AccessView head) {
        return changeAll(ProfileDraft.of(profile, head), command.changes()).finished();
    }

    /// All changes in their order; a refusal says which one it was.
    static ProfileDraft changeAll(ProfileDraft draft, List<ProfileChange> changes) {
        if (changes.size() > MOST_CHANGES) {
            throw invalid("changes", "must be at most " + MOST_CHANGES);
        }
        for (int i = 0; i < changes.size(); i++) {
            draft.change(changes.get(i), i);
        }
        return draft;
    }

    private static List<ProfileEvent> delete(Profile profile) {
        return List.of(new ProfileDeleted(profile.id(), profile.name(), profile.code(), profile.revision()));
    }

    private static Profile living(@Nullable Profile profile, ProfileTarget target) {
        if (profile == null || profile.deleted()) {
            throw refuse(RejectionCode.PROFILE_NOT_FOUND, "profile", target.profile());
        }
        return profile;
    }
}
