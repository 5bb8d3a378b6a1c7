package io.mandate.access.decision;

import static io.mandate.access.decision.Reason.NO_PROFILE;
import static io.mandate.access.decision.Reason.NO_ROLE;
import static io.mandate.access.decision.Reason.OUT_OF_RECORD_SCOPE;
import static io.mandate.access.decision.Reason.SUPERUSER;
import static io.mandate.access.decision.Reason.USER_DELETED;
import static io.mandate.access.decision.Reason.USER_NOT_ACTIVATED;
import static io.mandate.access.decision.Reason.USER_SUSPENDED;
import static io.mandate.access.decision.Reason.USER_UNKNOWN;

import io.mandate.access.AccessView;
import io.mandate.access.NumberedView;
import io.mandate.access.profile.Profile;
import io.mandate.access.scope.Reach;
import io.mandate.access.scope.Scopes;
import io.mandate.access.user.Cohort;
import io.mandate.access.user.Subject;
import io.mandate.access.user.SubjectFact;
import io.mandate.access.user.UserStatus;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.ScopeExpression;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/// Version 1 of the rules: who the user is (steps 1 and 2), what role and profile give (3 to 10, in [TwelveSteps]),
/// and whether that reaches the record (step 11).
final class RulesVersion1 implements DecisionRules {
    private static final Decision UNKNOWN = Decision.of(USER_UNKNOWN, null, 0);

    @Override
    public Decision decide(AccessView view, Question question) {
        return view instanceof NumberedView numbered ? stored(numbered, question) : any(view, question);
    }

    @Override
    public Decision ofRoleAndProfile(
            AccessView view, @Nullable RoleKey role, @Nullable Profile profile, NodeKey resource, ActionName action) {
        Grant grant = Grants.of(view).grant(role, profile, resource, action);
        return underCondition(grant, grant.asWhole());
    }

    /// The same as [#any], by numbers instead of look-ups.
    private static Decision stored(NumberedView view, Question question) {
        int number = view.cohortNumber(question.user());
        if (number < 0) {
            return UNKNOWN;
        }
        Grants grants = Grants.of(view);
        CohortGrants cohort = grants.cohort(view, number);
        Cohort user = cohort.cohort();
        return user.status() != UserStatus.ACTIVE
                ? idle(view, question, user)
                : answer(
                        view,
                        question,
                        user,
                        grants.grant(view, number, cohort, question.resource(), question.action()));
    }

    private static Decision any(AccessView view, Question question) {
        Cohort user = view.cohort(question.user());
        if (user == null) {
            return UNKNOWN;
        }
        if (user.status() != UserStatus.ACTIVE) {
            return idle(view, question, user);
        }
        ProfileId id = user.profile();
        Profile profile = id == null ? null : view.profile(id);
        Grant grant = Grants.of(view).grant(user.role(), profile, question.resource(), question.action());
        return answer(view, question, user, grant);
    }

    private static Decision answer(AccessView view, Question question, Cohort user, Grant grant) {
        Decision plain = grant.plain();
        if (plain != null && !user.perimeter() && !question.concrete()) {
            return plain;
        }
        if (!grant.asWhole().allowed() || grant.asWhole().reason() == SUPERUSER) {
            return byUser(view, question, grant.asWhole());
        }
        return user.perimeter() || (grant.limited() && question.concrete())
                ? reaching(view, question, grant)
                : underCondition(grant, question.concrete() ? grant.forRecord() : grant.asWhole());
    }

    private static Decision idle(AccessView view, Question question, Cohort user) {
        Reason reason = switch (user.status()) {
            case DELETED -> USER_DELETED;
            case SUSPENDED -> USER_SUSPENDED;
            case INVITED -> USER_NOT_ACTIVATED;
            case ACTIVE -> throw new IllegalStateException("an active user is not idle");
        };
        return Decision.of(reason, null, view.fact(question.user(), SubjectFact.STATUS));
    }

    /// What the user's own facts decided carries the event that set them.
    private static Decision byUser(AccessView view, Question question, Decision decision) {
        return switch (decision.reason()) {
            case SUPERUSER -> Decision.of(SUPERUSER, null, view.fact(question.user(), SubjectFact.ROLE));
            case NO_ROLE -> Decision.of(NO_ROLE, null, view.fact(question.user(), SubjectFact.ROLE));
            case NO_PROFILE -> Decision.of(NO_PROFILE, null, profileFact(view, question));
            default -> decision;
        };
    }

    private static long profileFact(AccessView view, Question question) {
        Cohort user = view.cohort(question.user());
        ProfileId id = user == null ? null : user.profile();
        Profile profile = id == null ? null : view.everProfile(id);
        Long deleted = profile == null ? null : profile.traits().deleted();
        return deleted != null ? deleted : view.fact(question.user(), SubjectFact.PROFILE);
    }

    /// Step 11 for a user with a perimeter, or for a concrete record.
    private static Decision reaching(AccessView view, Question question, Grant grant) {
        Subject subject = view.user(question.user());
        if (subject == null) {
            return UNKNOWN;
        }
        ScopeExpression perimeter = subject.perimeter() == null ? Scopes.ALL : subject.perimeter();
        if (!question.concrete()) {
            Decision decision = grant.asWhole();
            return underCondition(grant, decision.within(Scopes.both(decision.scope(), perimeter)));
        }
        Reach reach = RecordFacts.reach(view, question, subject);
        Limit missed = grant.missed(reach);
        if (missed != null) {
            return outside(missed);
        }
        return reach.of(perimeter)
                ? underCondition(grant, grant.forRecord())
                : outside(null, perimeter, subject.facts().perimeter());
    }

    /// Conditions are not evaluated by this version, so what is under one is denied.
    private static Decision underCondition(Grant grant, Decision otherwise) {
        return grant.underCondition() != null ? grant.underCondition() : otherwise;
    }

    private static Decision outside(Limit limit) {
        return outside(limit.node(), limit.scope(), limit.fact());
    }

    private static Decision outside(@Nullable NodeKey node, ScopeExpression scope, long fact) {
        return new Decision(OUT_OF_RECORD_SCOPE, node, fact, scope, Collections.emptySortedSet(), 0);
    }
}
