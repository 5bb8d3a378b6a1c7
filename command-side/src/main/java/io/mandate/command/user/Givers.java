package io.mandate.command.user;

import io.mandate.access.AccessView;
import io.mandate.access.decision.AccessRules;
import io.mandate.access.decision.AssertedRecord;
import io.mandate.access.decision.Question;
import io.mandate.access.user.Subject;
import io.mandate.command.gate.MayViewUsers;
import io.mandate.command.gate.RequiredRight;
import io.mandate.command.profile.ProfileRecord;
import io.mandate.events.record.RecordData;
import io.mandate.events.values.Actor;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.UserId;
import io.mandate.live.identity.Caller;
import java.util.Map;

/// The caller as the tenant's own principal.
final class Givers {
    private Givers() {}

    /// Whether the caller is none of the tenant's principals: an operator, or Mandate itself.
    static boolean above(Caller caller) {
        return caller.operator() || caller.actor().kind() == Actor.Kind.SYSTEM;
    }

    /// Whether the caller may know of that profile.
    static boolean sees(Caller caller, AccessView head, ProfileId profile) {
        RequiredRight view = ProfileRecord.right("view", profile, head);
        RecordData data = view.data() == null ? RecordData.UNKNOWN : view.data();
        Question may = new Question(
                caller.actor().id(), view.node(), view.action(), view.record(), AssertedRecord.of(data), Map.of());
        return above(caller) || AccessRules.decide(head, may).allowed();
    }

    /// Whether the caller may know of that principal: it is himself, or he may view it.
    static boolean sees(Caller caller, AccessView head, Subject other) {
        UserId own = caller.actor().id();
        return above(caller) || other.id().equals(own) || MayViewUsers.decide(own, head, other);
    }
}
