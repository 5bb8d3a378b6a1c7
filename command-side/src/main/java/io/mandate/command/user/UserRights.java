package io.mandate.command.user;

import io.mandate.access.AccessView;
import io.mandate.access.decision.PrincipalRecord;
import io.mandate.access.profile.Profile;
import io.mandate.access.user.Subject;
import io.mandate.command.gate.RequiredRight;
import io.mandate.events.record.RecordData;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.RoleTypeKey;
import io.mandate.events.values.UserId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is needed to do something to a principal: an action on `administration/users`, about the principal as a record
/// of it ([PrincipalRecord]).
public final class UserRights {
    static final ActionName CREATE = new ActionName("create");
    static final ActionName EDIT = new ActionName("edit");
    static final ActionName ASSIGN = new ActionName("assign");
    static final ActionName SUSPEND = new ActionName("suspend");
    static final ActionName DELETE = new ActionName("delete");

    private UserRights() {}

    /// The right to do this to a principal as it is. Of one that does not exist nothing is known, so that only who may
    /// do it to everybody learns that.
    public static RequiredRight asItIs(AccessView head, UserId user, ActionName action) {
        return right(user, action, PrincipalRecord.of(head, head.user(user)));
    }

    /// The right to begin such a principal.
    static RequiredRight begun(AccessView head, Creation creation) {
        Map<AttributeKey, String> attributes = PrincipalRecord.attributes(head, creation.role(), creation.profile());
        judgeProfile(head, creation.profile(), attributes);
        return right(creation.user(), creation.action(), PrincipalRecord.of(creation.creator(), null, attributes));
    }

    /// The right to make a principal one of this role and profile.
    ///
    /// @param chosen whether the profile was chosen, rather than kept
    static RequiredRight placed(
            AccessView head, UserCommand command, @Nullable RoleKey role, @Nullable ProfileId profile, boolean chosen) {
        Map<AttributeKey, String> attributes = PrincipalRecord.attributes(head, role, profile);
        if (chosen) {
            judgeProfile(head, profile, attributes);
        }
        Subject subject = head.user(command.user());
        return right(
                command.user(),
                command.action(),
                PrincipalRecord.of(
                        subject == null ? null : subject.creator(),
                        subject == null ? null : subject.assignee(),
                        attributes));
    }

    static @Nullable RoleKey role(AccessView head, UserId user) {
        Subject subject = head.user(user);
        return subject == null ? null : subject.role();
    }

    static @Nullable ProfileId profile(AccessView head, UserId user) {
        Subject subject = head.user(user);
        return subject == null ? null : subject.profile();
    }

    /// Who may manage users of a role type only may give profiles of that type only; a profile without a type is for
    /// everybody, so only those may give it who may manage everybody (domain 2.5, item 28).
    private static void judgeProfile(
            AccessView head, @Nullable ProfileId profile, Map<AttributeKey, String> attributes) {
        if (profile == null) {
            return;
        }
        // Of one that does not exist nothing is known, so that only those learn it who may give all there are.
        Profile given = head.profile(profile);
        RoleTypeKey type = given == null ? null : given.roleType();
        if (type == null) {
            attributes.remove(PrincipalRecord.ROLE_TYPE);
        } else {
            attributes.put(PrincipalRecord.ROLE_TYPE, type.value());
        }
    }

    private static RequiredRight right(UserId user, ActionName action, RecordData data) {
        return new RequiredRight(PrincipalRecord.USERS, action, new RecordId(user.value()), data);
    }
}
