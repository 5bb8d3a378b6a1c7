package io.mandate.command.gate;

import io.mandate.access.AccessView;
import io.mandate.access.decision.AccessRules;
import io.mandate.access.decision.Question;
import io.mandate.access.profile.Profile;
import io.mandate.access.user.Subject;
import io.mandate.events.record.RecordData;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.Actor;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.RoleTypeKey;
import io.mandate.events.values.UserId;
import io.mandate.live.identity.Caller;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Whether a caller may learn who a user is: the decision "view" on `administration/users` about that user.
@Component
class MayViewUsers {
    private static final NodeKey USERS = new NodeKey("administration/users");
    private static final ActionName VIEW = new ActionName("view");

    boolean decide(Caller caller, AccessView view, Subject user) {
        if (!caller.tenant().equals(view.tenant()) || caller.actor().kind() == Actor.Kind.SYSTEM) {
            return false;
        }
        return AccessRules.decide(
                        view,
                        new Question(
                                caller.actor().id(),
                                USERS,
                                VIEW,
                                new RecordId(user.id().value()),
                                data(view, user),
                                Map.of()))
                .allowed();
    }

    private static RecordData data(AccessView view, Subject user) {
        SortedSet<UserId> assignees = new TreeSet<>();
        if (user.assignee() != null) {
            assignees.add(user.assignee());
        }
        return new RecordData(user.creator(), null, assignees, Map.of(), attributes(view, user));
    }

    private static Map<AttributeKey, String> attributes(AccessView view, Subject user) {
        Map<AttributeKey, String> attributes = new TreeMap<>();
        @Nullable ProfileId profileId = user.profile();
        @Nullable Profile profile = profileId == null ? null : view.profile(profileId);
        @Nullable RoleKey role = user.role() == null && profile != null ? profile.associatedRole() : user.role();
        @Nullable RoleTypeKey type = view.catalog().roleTypeOf(role);
        if (profileId != null) {
            attributes.put(new AttributeKey("profile"), profileId.value());
        }
        if (role != null) {
            attributes.put(new AttributeKey("role"), role.value());
        }
        if (type != null) {
            attributes.put(new AttributeKey("roleType"), type.value());
        }
        return attributes;
    }
}
