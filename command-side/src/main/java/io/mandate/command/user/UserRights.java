package io.mandate.command.user;

import io.mandate.access.AccessView;
import io.mandate.access.profile.Profile;
import io.mandate.access.user.Subject;
import io.mandate.command.gate.RequiredRight;
import io.mandate.events.record.RecordData;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.RoleTypeKey;
import io.mandate.events.values.UserId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Principals as the records that decisions on `administration/users` are about: their creator, the one who looks after
/// them, and as attributes their `role`, `roleType` and `profile`. So a scope can say "those I created" or "partners".
public final class UserRights {
    static final NodeKey USERS = new NodeKey("administration/users");
    static final ActionName CREATE = new ActionName("create");
    static final ActionName EDIT = new ActionName("edit");
    static final ActionName ASSIGN = new ActionName("assign");
    static final ActionName SUSPEND = new ActionName("suspend");
    static final ActionName DELETE = new ActionName("delete");

    private static final AttributeKey ROLE = new AttributeKey("role");
    private static final AttributeKey ROLE_TYPE = new AttributeKey("roleType");
    private static final AttributeKey PROFILE = new AttributeKey("profile");

    private UserRights() {}

    /// The right to do this to a principal as it is. Of one that does not exist nothing is known, so that only who may
    /// do it to everybody learns that.
    public static RequiredRight asItIs(AccessView head, UserId user, ActionName action) {
        Subject subject = head.user(user);
        return right(
                user,
                action,
                subject == null
                        ? RecordData.UNKNOWN
                        : data(
                                subject.creator(),
                                subject.assignee(),
                                attributes(head, subject.role(), subject.profile())));
    }

    /// The right to begin such a principal.
    static RequiredRight begun(AccessView head, Creation creation) {
        Map<AttributeKey, String> attributes = attributes(head, creation.role(), creation.profile());
        judgeProfile(head, creation.profile(), attributes);
        return right(creation.user(), creation.action(), data(creation.creator(), null, attributes));
    }

    /// The right to make a principal one of this role and profile.
    ///
    /// @param chosen whether the profile was chosen, rather than kept
    static RequiredRight placed(
            AccessView head, UserCommand command, @Nullable RoleKey role, @Nullable ProfileId profile, boolean chosen) {
        Map<AttributeKey, String> attributes = attributes(head, role, profile);
        if (chosen) {
            judgeProfile(head, profile, attributes);
        }
        Subject subject = head.user(command.user());
        return right(
                command.user(),
                command.action(),
                data(
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
        Profile given = profile == null ? null : head.profile(profile);
        if (given == null) {
            return;
        }
        RoleTypeKey type = given.roleType();
        if (type == null) {
            attributes.remove(ROLE_TYPE);
        } else {
            attributes.put(ROLE_TYPE, type.value());
        }
    }

    private static Map<AttributeKey, String> attributes(
            AccessView head, @Nullable RoleKey role, @Nullable ProfileId profile) {
        Map<AttributeKey, String> attributes = new HashMap<>();
        RoleKey effective = RoleFit.effective(head, role, profile);
        RoleTypeKey type = head.catalog().roleTypeOf(effective);
        if (effective != null) {
            attributes.put(ROLE, effective.value());
        }
        if (type != null) {
            attributes.put(ROLE_TYPE, type.value());
        }
        if (profile != null) {
            attributes.put(PROFILE, profile.value());
        }
        return attributes;
    }

    private static RecordData data(
            @Nullable UserId creator, @Nullable UserId assignee, Map<AttributeKey, String> attributes) {
        SortedSet<UserId> assignees = new TreeSet<>(assignee == null ? List.of() : List.of(assignee));
        return new RecordData(creator, null, assignees, Map.of(), attributes);
    }

    private static RequiredRight right(UserId user, ActionName action, RecordData data) {
        return new RequiredRight(USERS, action, new RecordId(user.value()), data);
    }
}
