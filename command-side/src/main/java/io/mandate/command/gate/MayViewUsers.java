package io.mandate.command.gate;

import io.mandate.access.AccessView;
import io.mandate.access.decision.AccessRules;
import io.mandate.access.decision.AssertedRecord;
import io.mandate.access.decision.PrincipalRecord;
import io.mandate.access.decision.Question;
import io.mandate.access.user.Subject;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.Actor;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.UserId;
import io.mandate.live.identity.Caller;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Whether a caller may learn who a user is: the decision "view" on `administration/users` about that user.
@Component
public class MayViewUsers {
    private static final ActionName VIEW = new ActionName("view");

    boolean decide(Caller caller, AccessView view, Subject user) {
        if (!caller.tenant().equals(view.tenant()) || caller.actor().kind() == Actor.Kind.SYSTEM) {
            return false;
        }
        return decide(caller.actor().id(), view, user);
    }

    /// The same of a principal of that very tenant.
    public static boolean decide(UserId viewer, AccessView view, Subject user) {
        return AccessRules.decide(
                        view,
                        new Question(
                                viewer,
                                PrincipalRecord.USERS,
                                VIEW,
                                new RecordId(user.id().value()),
                                AssertedRecord.of(PrincipalRecord.of(view, user)),
                                Map.of()))
                .allowed();
    }
}
