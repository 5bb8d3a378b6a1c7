package io.mandate.command.invariants;

import io.mandate.access.AccessView;
import io.mandate.access.decision.AccessRules;
import io.mandate.access.decision.AssertedRecord;
import io.mandate.access.decision.Decision;
import io.mandate.access.decision.PrincipalRecord;
import io.mandate.access.decision.Question;
import io.mandate.access.user.Subject;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.record.RecordData;
import io.mandate.events.user.UserEvent.UserAssigned;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.UserId;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How giving a profile is refused to somebody who may not view it: as if it were not there. Why it is
/// refused would say that it is, and what it gives.
public final class HiddenProfile {
    private static final ActionName CREATE = new ActionName("create");
    private static final ActionName ASSIGN = new ActionName("assign");

    private HiddenProfile() {}

    /// How a change is refused in which somebody gives a profile that he may not view: whatever was found against it
    /// stands for what nobody would be told of an id that nothing has.
    public static RejectedException told(Aftermath aftermath, RejectedException found) {
        @Nullable UserId giver = aftermath.giver();
        return giver == null
                ? found
                : aftermath.events().stream()
                        .filter(UserAssigned.class::isInstance)
                        .map(UserAssigned.class::cast)
                        .filter(given -> !MayViewProfiles.decide(giver, aftermath.before(), given.toProfile()))
                        .findFirst()
                        .map(given -> new RejectedException(refusal(aftermath, giver, given)))
                        .orElse(found);
    }

    /// Whose right does not reach users of whom no role type is known does not learn which profiles there
    /// are.
    private static Rejection refusal(Aftermath aftermath, UserId giver, UserAssigned given) {
        ActionName action = aftermath.before().user(given.user()) == null ? CREATE : ASSIGN;
        Decision decision = AccessRules.decide(
                aftermath.before(),
                new Question(
                        giver,
                        PrincipalRecord.USERS,
                        action,
                        new RecordId(given.user().value()),
                        AssertedRecord.of(unknown(aftermath.after(), given)),
                        Map.of()));
        return decision.allowed()
                ? Rejection.of(RejectionCode.PROFILE_NOT_FOUND, "profile", given.toProfile())
                : Rejection.of(
                        RejectionCode.NOT_PERMITTED,
                        "action",
                        action,
                        "resource",
                        PrincipalRecord.USERS,
                        "decisionReason",
                        decision.reason().name());
    }

    /// The user as it would be with a profile of which nothing is known.
    private static RecordData unknown(AccessView after, UserAssigned given) {
        Subject receiver = Objects.requireNonNull(after.user(given.user()), "somebody was given it");
        Map<AttributeKey, String> attributes = PrincipalRecord.attributes(after, receiver.role(), null);
        attributes.put(PrincipalRecord.PROFILE, given.toProfile().value());
        attributes.remove(PrincipalRecord.ROLE_TYPE);
        return PrincipalRecord.of(receiver.creator(), receiver.assignee(), attributes);
    }
}
