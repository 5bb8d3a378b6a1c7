package io.mandate.command.gate;

import io.mandate.access.AccessView;
import io.mandate.access.decision.AccessRules;
import io.mandate.access.decision.AssertedRecord;
import io.mandate.access.decision.Decision;
import io.mandate.access.decision.Question;
import io.mandate.access.decision.Reason;
import io.mandate.access.token.Token;
import io.mandate.access.user.Subject;
import io.mandate.access.user.UserStatus;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.Actor;
import io.mandate.live.identity.Caller;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Whether the caller may do this, decided by the product's own rules over the tenant's own catalog at its
/// head: there is no second kind of permission.
@Component
class Authorisation {
    private static final String OPERATORS_ONLY = "OPERATORS_ONLY";

    private final Tenants tenants;
    private final InstantSource now = InstantSource.system();

    Authorisation(Tenants tenants) {
        this.tenants = tenants;
    }

    /// Refuses who wishes what only operators may and is none, or is one without the right to, before the tenant it is
    /// about is looked at, waited for or locked: he can neither tell which tenants there are nor hold one up.
    void admit(Caller caller, List<? extends TenantCommand> commands) {
        if (caller.actor().kind() == Actor.Kind.SYSTEM) {
            return;
        }
        for (TenantCommand command : commands) {
            if (command instanceof OperatorCommand operators) {
                AccessView home = tenants.home(caller.tenant());
                for (RequiredRight right : command.rights(home)) {
                    if (!caller.operator()) {
                        throw refused(right, OPERATORS_ONLY);
                    }
                    decide(caller, home, right);
                }
                if (operators.registersTenant()) {
                    return;
                }
            }
        }
    }

    /// The caller as it stands in the tenant where it lives: still there, active, its token neither revoked
    /// nor expired. The credential was checked when the request came in; only now is it certain.
    AccessView standing(Change change, TenantCommand first) {
        AccessView home = home(change);
        Caller caller = change.caller();
        if (caller.actor().kind() != Actor.Kind.SYSTEM) {
            requireStanding(caller, home, first.rights(change.head()).getFirst());
        }
        return home;
    }

    /// Refuses who does not hold that right where he lives, at the head of that tenant, by a credential that still
    /// holds. Nothing is locked.
    void require(Caller caller, RequiredRight right) {
        AccessView home = tenants.home(caller.tenant());
        requireStanding(caller, home, right);
        decide(caller, home, right);
    }

    /// The same, where it is enough to hold it for some records.
    void requireForSome(Caller caller, RequiredRight right) {
        AccessView home = tenants.home(caller.tenant());
        requireStanding(caller, home, right);
        Decision decision = decision(caller, home, right);
        if (!decision.allowed()) {
            throw refused(right, decision.reason().name());
        }
    }

    private void requireStanding(Caller caller, AccessView home, RequiredRight wanted) {
        tenants.requireNotWithheld(caller.tenant());
        @Nullable Token token = caller.token() == null ? null : home.token(caller.token());
        if (caller.token() != null && (token == null || !token.holdsAt(now.instant()))) {
            throw refused(wanted, token == null || token.revoked() != null ? "TOKEN_REVOKED" : "TOKEN_EXPIRED");
        }
        @Nullable Subject subject = home.user(caller.actor().id());
        if (subject == null || subject.status() != UserStatus.ACTIVE) {
            throw refused(wanted, notActive(subject).name());
        }
    }

    /// Refuses with NOT_PERMITTED and the reason of the decision, unless the caller may do what the command
    /// needs.
    void check(Change change, AccessView home, TenantCommand command) {
        check(change, home, command, command::rights);
    }

    /// The same about what has come of the command, by what the caller was allowed before it.
    void checkOutcome(Change change, AccessView home, TenantCommand command) {
        check(change, home, command, command::rightsAfter);
    }

    private static void check(
            Change change, AccessView home, TenantCommand command, Function<AccessView, List<RequiredRight>> rights) {
        if (change.caller().actor().kind() == Actor.Kind.SYSTEM || comesWithRegistration(change, command)) {
            return;
        }
        boolean operators = command instanceof OperatorCommand;
        for (RequiredRight right : rights.apply(change.soFar())) {
            if (operators && !change.caller().operator()) {
                throw refused(right, OPERATORS_ONLY);
            }
            if (!operators && !change.callerLivesHere()) {
                throw refused(right, Reason.USER_UNKNOWN.name());
            }
            decide(change.caller(), home, right);
        }
    }

    /// What a tenant begins with besides its beginning, which the first command decides: nobody is there yet who could.
    private static boolean comesWithRegistration(Change change, TenantCommand command) {
        return change.registers()
                && change.caller().operator()
                && !(command instanceof OperatorCommand operators && operators.registersTenant());
    }

    private static Decision decision(Caller caller, AccessView home, RequiredRight right) {
        AssertedRecord data = AssertedRecord.of(right.data());
        return AccessRules.decide(
                home, new Question(caller.actor().id(), right.node(), right.action(), right.record(), data, Map.of()));
    }

    private static void decide(Caller caller, AccessView home, RequiredRight right) {
        Decision decision = decision(caller, home, right);
        if (!decision.allowed()) {
            throw refused(right, decision.reason().name());
        }
        // A right that reaches some records only is not a right on the resource as a whole.
        if (decision.conditional()) {
            throw refused(right, Reason.OUT_OF_RECORD_SCOPE.name());
        }
    }

    private AccessView home(Change change) {
        return change.caller().tenant().equals(change.tenant())
                ? change.head()
                : tenants.home(change.caller().tenant());
    }

    private static Reason notActive(@Nullable Subject subject) {
        return subject == null
                ? Reason.USER_UNKNOWN
                : switch (subject.status()) {
                    case DELETED -> Reason.USER_DELETED;
                    case SUSPENDED -> Reason.USER_SUSPENDED;
                    case INVITED, ACTIVE -> Reason.USER_NOT_ACTIVATED;
                };
    }

    private static RejectedException refused(RequiredRight right, String reason) {
        return new RejectedException(Rejection.of(
                RejectionCode.NOT_PERMITTED,
                "action",
                right.action(),
                "resource",
                right.node(),
                "decisionReason",
                reason));
    }
}
