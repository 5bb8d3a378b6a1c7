package io.mandate.query.decision;

import io.mandate.access.AccessView;
import io.mandate.http.description.Described;
import io.mandate.http.request.MinPosition;
import io.mandate.http.request.RequestFacts;
import io.mandate.live.identity.Caller;
import io.mandate.query.history.PastReads;
import io.mandate.query.history.PastViews;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// The Access Evaluation and Access Evaluations APIs of OpenID AuthZEN 1.0.
@RestController
class EvaluationController {
    private final QuestionBodies bodies;
    private final SingleQuestions questions;
    private final DecisionView views;
    private final Evaluations evaluations;
    private final PastViews past;
    private final PastReads reads;

    EvaluationController(
            QuestionBodies bodies,
            SingleQuestions questions,
            DecisionView views,
            Evaluations evaluations,
            PastViews past,
            PastReads reads) {
        this.bodies = bodies;
        this.questions = questions;
        this.views = views;
        this.evaluations = evaluations;
        this.past = past;
        this.reads = reads;
    }

    /// Described here beside the other; what is asked at this path is answered by [EvaluationServlet]
    /// already, which finds caller and position by itself.
    @Described(
            summary = "May this subject do this? (AuthZEN)",
            body = EvaluationBody.class,
            answer = EvaluationAnswer.class,
            refusal = EvaluationBody.EvaluationRefusal.class)
    @PostMapping(SingleQuestions.PATH)
    void evaluation(Caller caller, MinPosition atLeast, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        questions.answer(request, response);
    }

    @Described(
            summary = "Many such questions (AuthZEN)",
            body = EvaluationBody.EvaluationsBody.class,
            answer = Evaluations.Batch.class,
            refusal = EvaluationBody.EvaluationRefusal.class)
    @PostMapping("/access/v1/evaluations")
    ResponseEntity<Object> evaluations(
            @RequestBody(required = false) byte @Nullable [] body,
            @RequestHeader(value = HttpHeaders.CONTENT_TYPE, required = false) @Nullable String type,
            Caller caller,
            RequestFacts facts,
            MinPosition atLeast) {
        JsonNode request = bodies.read(type, body);
        JsonNode items = request.get("evaluations");
        if (items != null && !items.isArray()) {
            throw new BadRequestException("evaluations must be a list");
        }
        Moments moments = new Moments(past, views.at(caller.tenant(), atLeast), caller);
        if (items == null || items.isEmpty()) {
            return single(moments, caller, facts, request);
        }
        Evaluations.Batch batch = evaluations.batch(moments, caller, () -> facts, request, items);
        note(moments, caller, facts);
        return answer(moments.newest(), batch);
    }

    private ResponseEntity<Object> single(Moments moments, Caller caller, RequestFacts facts, JsonNode request) {
        Evaluations.Single single = evaluations.single(moments, caller, () -> facts, request);
        note(moments, caller, facts);
        return answer(single.view(), single.answer());
    }

    private void note(Moments moments, Caller caller, RequestFacts facts) {
        for (SortedMap<String, String> asked : moments.asked()) {
            reads.noteDecisions(caller, facts.ip(), facts.operation(), asked);
        }
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> badRequest(BadRequestException bad) {
        return ResponseEntity.badRequest().body(Map.of("error", bad.rule()));
    }

    private ResponseEntity<Object> answer(AccessView view, Object body) {
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(HttpStatus.OK).contentType(MediaType.APPLICATION_JSON);
        views.head(view, answer::header);
        return answer.body(body);
    }
}
