package io.mandate.query.decision;

import io.mandate.access.AccessView;
import io.mandate.access.catalog.CatalogNode;
import io.mandate.access.decision.AccessRules;
import io.mandate.access.decision.Decision;
import io.mandate.access.decision.Explanation;
import io.mandate.access.decision.Finding;
import io.mandate.access.decision.Finding.Kind;
import io.mandate.access.decision.Question;
import io.mandate.access.decision.Reason;
import io.mandate.access.user.Subject;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.token.TokenRight;
import io.mandate.events.user.PrincipalKind;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.InvalidValueException;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.UserId;
import io.mandate.live.identity.Caller;
import io.mandate.query.history.PastReads;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// From a question of the standard to the engine's, and from its decision to what the caller is told. Pure: the
/// same view, caller and request give the same.
final class Evaluator {
    private static final ScopeExpression EVERYTHING = new ScopeExpression.All();

    private Evaluator() {}

    /// Decides. A subject, a resource or an action that cannot exist is like one that does not: denied in the order
    /// of the steps, and no error; a record's id that cannot exist is one (400), for a denial would say that the
    /// record is out of scope. A caller that asks about others without the right to is refused.
    ///
    /// @param newest by which the caller is judged
    /// @param view the moment that is asked about
    static Evaluation evaluate(AccessView newest, AccessView view, Caller caller, EvaluationRequest request) {
        requireRightToAsk(newest, caller, request);
        UserId user = principal(view, request);
        if (user == null) {
            return nobody(view, request);
        }
        CatalogNode node = view.catalog().nodeByNameOrAlias(request.resourceType());
        NodeKey resource = node == null ? key(view, request.resourceType()) : node.key();
        ActionName action = action(node, request.action());
        return answer(newest, view, caller, request, question(caller, request, user, resource, action));
    }

    /// Of who is no principal of this kind, the engine is not asked: there is one condition to explain it with.
    private static Evaluation nobody(AccessView view, EvaluationRequest request) {
        Reason reason = Reason.USER_UNKNOWN;
        if (!request.explain()) {
            return Evaluation.impossible(view, reason.name(), null);
        }
        Decision decision = new Decision(reason, null, 0, EVERYTHING, Collections.emptySortedSet(), 0);
        Finding finding = new Finding(reason.step(), Kind.USER_EXISTS, false, null, 0, null);
        Explanation explanation = new Explanation(decision, reason.step(), null, false, List.of(finding));
        return Evaluation.impossible(view, reason.name(), explanation);
    }

    private static Question question(
            Caller caller, EvaluationRequest request, UserId user, NodeKey resource, ActionName action) {
        boolean asserts = caller.holds(TokenRight.ASSERT_PROPERTIES);
        return new Question(
                user,
                resource,
                action,
                request.resourceId().equals(EvaluationRequest.WHOLE) ? null : record(request.resourceId()),
                asserts ? AssertedProperties.record(request.resourceProperties()) : null,
                asserts ? AssertedProperties.attributes(request.subjectProperties()) : Map.of());
    }

    private static Evaluation answer(
            AccessView newest, AccessView view, Caller caller, EvaluationRequest request, Question question) {
        boolean hidden = HiddenRecords.asked(newest, caller, question);
        Question told = hidden ? HiddenRecords.told(view, question) : question;
        Explanation explanation = request.explain() ? explanation(view, told, hidden) : null;
        Decision decision = explanation == null ? AccessRules.decide(view, told) : explanation.decision();
        // A yes for some records must not be taken for a yes for all of them.
        boolean refused = decision.conditional() && !question.concrete() && !request.acceptConditional();
        return new Evaluation(
                view,
                decision.allowed() && !refused,
                refused
                        ? Evaluation.CONDITIONAL_NOT_ACCEPTED
                        : decision.reason().name(),
                decision,
                explanation,
                question,
                null);
    }

    private static Explanation explanation(AccessView view, Question question, boolean hidden) {
        Explanation whole = Explanation.of(view, question);
        return hidden ? whole.withoutRecord() : whole;
    }

    private static void requireRightToAsk(AccessView newest, Caller caller, EvaluationRequest request) {
        boolean itself = request.subjectId().equals(caller.actor().id().value());
        boolean past = !request.asOf().isNow() && PastReads.permitted(newest, caller);
        if (!itself && !past && !caller.holds(TokenRight.ASK_ABOUT_OTHERS)) {
            throw new RejectedException(Rejection.of(
                    RejectionCode.NOT_PERMITTED,
                    "action",
                    "ASK_ABOUT_OTHERS",
                    "resource",
                    "decisions about others",
                    "decisionReason",
                    "TOKEN_RIGHT_MISSING"));
        }
    }

    private static @Nullable UserId principal(AccessView view, EvaluationRequest request) {
        PrincipalKind kind = switch (request.subjectType()) {
            case "user" -> PrincipalKind.USER;
            case "service" -> PrincipalKind.SERVICE;
            case "page" -> PrincipalKind.PAGE;
            default -> null;
        };
        try {
            UserId id = new UserId(request.subjectId());
            Subject subject = kind == null ? null : view.user(id);
            return subject == null || subject.kind() != kind ? null : id;
        } catch (InvalidValueException _) {
            return null;
        }
    }

    private static NodeKey key(AccessView view, String written) {
        try {
            return new NodeKey(written);
        } catch (InvalidValueException _) {
            return VacantNames.node(view.catalog());
        }
    }

    private static ActionName action(@Nullable CatalogNode node, String written) {
        try {
            return new ActionName(written);
        } catch (InvalidValueException _) {
            return VacantNames.action(node);
        }
    }

    private static RecordId record(String written) {
        try {
            return new RecordId(written);
        } catch (InvalidValueException e) {
            throw new BadRequestException("resource.id " + e.rule());
        }
    }
}
