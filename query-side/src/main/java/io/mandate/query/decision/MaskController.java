package io.mandate.query.decision;

import io.mandate.access.AccessView;
import io.mandate.access.catalog.CatalogNode;
import io.mandate.access.decision.AccessRules;
import io.mandate.access.decision.Question;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.token.TokenRight;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.UserId;
import io.mandate.http.description.Described;
import io.mandate.http.json.StrictJson;
import io.mandate.http.request.MinPosition;
import io.mandate.live.identity.Caller;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Masks values for services that show records and would rather not mask them themselves. Nothing of it is kept.
@RestController
class MaskController {
    private static final ActionName VIEW = new ActionName("view");

    private final DecisionView views;
    private final StrictJson json;

    MaskController(DecisionView views, StrictJson json) {
        this.views = views;
        this.json = json;
    }

    /// As the decision "view" about the record says, for the user or, without one, for the caller.
    @Described(summary = "Mask the values of a record for a user", body = MaskRequest.class)
    @PostMapping("/v1/masks")
    ResponseEntity<MaskAnswer> mask(
            Caller caller, MinPosition atLeast, @RequestBody(required = false) byte @Nullable [] body) {
        MaskRequest request = json.read(body == null ? new byte[0] : body, MaskRequest.class);
        UserId user = asked(caller, request.user());
        AccessView view = views.at(caller.tenant(), atLeast);
        Question question =
                new Question(user, resource(view, request.wantedResource()), VIEW, request.record(), null, Map.of());
        MaskAnswer answer = MaskAnswer.of(AccessRules.decide(view, question), request.wantedValues());
        ResponseEntity.BodyBuilder answered = ResponseEntity.ok();
        views.head(view, answered::header);
        return answered.body(answer);
    }

    private static UserId asked(Caller caller, @Nullable UserId user) {
        UserId itself = caller.actor().id();
        if (user != null && !user.equals(itself) && !caller.holds(TokenRight.ASK_ABOUT_OTHERS)) {
            throw new RejectedException(Rejection.of(
                    RejectionCode.NOT_PERMITTED, "action", "ASK_ABOUT_OTHERS", "resource", "decisions about others"));
        }
        return user == null ? itself : user;
    }

    private static NodeKey resource(AccessView view, String written) {
        CatalogNode node = view.catalog().nodeByNameOrAlias(written);
        return node == null ? new NodeKey(written) : node.key();
    }
}
