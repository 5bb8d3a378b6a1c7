package io.mandate.command.profile;

import io.mandate.access.AccessView;
import io.mandate.command.gate.ExpectsRevision;
import io.mandate.command.gate.RequiredRight;
import io.mandate.store.append.StreamId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything that can be wished of a profile.
public sealed interface ProfileCommand extends ExpectsRevision
        permits CreateProfile, SaveProfile, DeleteProfile, CloneProfile, RestoreProfile, UndoProfile, ProfileChange {

    /// The node of the catalog that stands for profiles; its actions say who may do what with them.
    String ADMINISTRATION = "administration/profiles";

    ProfileTarget target();

    @Override
    default String stream() {
        return StreamId.of(target().tenant(), StreamId.Kind.PROFILE, target().profile());
    }

    @Override
    default @Nullable Long expectedRevision() {
        return target().expectedRevision();
    }

    /// `edit`, unless the command says otherwise; on the profile itself, so that record scopes apply.
    @Override
    default RequiredRight right(AccessView head) {
        return ProfileRecord.right("edit", target().profile(), head);
    }

    /// On the profile as it is, and once more as it has become: nobody moves a profile out of, or into, what is not
    /// his.
    @Override
    default List<RequiredRight> rightsAfter(AccessView then) {
        return List.of(right(then));
    }
}
