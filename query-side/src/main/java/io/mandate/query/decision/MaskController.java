package io.mandate.query.decision;

import io.mandate.access.AccessView;
import io.mandate.http.description.Described;
import io.mandate.http.json.StrictJson;
import io.mandate.http.request.MinPosition;
import io.mandate.http.request.RequestFacts;
import io.mandate.live.identity.Caller;
import io.mandate.query.history.PastReads;
import io.mandate.query.history.PastViews;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Masks values for services that show records and would rather not mask them themselves. Nothing of it is kept.
@RestController
class MaskController {
    private final DecisionView views;
    private final PastViews past;
    private final PastReads reads;
    private final StrictJson json;

    MaskController(DecisionView views, PastViews past, PastReads reads, StrictJson json) {
        this.views = views;
        this.past = past;
        this.reads = reads;
        this.json = json;
    }

    /// As the decision "view" about the record says, for the user or, without one, for the caller; without a record, as
    /// it says of every record.
    @Described(summary = "Mask the values of a record for a user", body = MaskRequest.class)
    @PostMapping("/v1/masks")
    ResponseEntity<MaskAnswer> mask(
            Caller caller,
            RequestFacts facts,
            MinPosition atLeast,
            @RequestBody(required = false) byte @Nullable [] body) {
        MaskRequest request = json.read(body == null ? new byte[0] : body, MaskRequest.class);
        Moments moments = new Moments(past, views.at(caller.tenant(), atLeast), caller);
        EvaluationRequest question =
                request.question(moments.newest(), caller.actor().id());
        AccessView view = moments.of(question);
        MaskAnswer answer =
                MaskAnswer.of(Evaluator.evaluate(moments.judging(), view, caller, question), request.wantedValues());
        moments.asked().forEach(asked -> reads.noteDecisions(caller, facts.ip(), facts.operation(), asked));
        ResponseEntity.BodyBuilder answered = ResponseEntity.ok();
        views.head(view, answered::header);
        return answered.body(answer);
    }
}
