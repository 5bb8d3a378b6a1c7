package io.mandate.query.decision;

import io.mandate.access.AccessView;
import io.mandate.http.description.Described;
import io.mandate.http.json.MalformedJsonException;
import io.mandate.http.json.StrictJson;
import io.mandate.http.request.MinPosition;
import io.mandate.http.request.RequestFacts;
import io.mandate.live.identity.Caller;
import io.mandate.query.history.PastReads;
import io.mandate.query.history.PastViews;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// The Access Evaluation and Access Evaluations APIs of OpenID AuthZEN 1.0.
@RestController
class EvaluationController {
    private final StrictJson json;
    private final DecisionView views;
    private final Evaluations evaluations;
    private final PastViews past;
    private final PastReads reads;

    EvaluationController(
            StrictJson json, DecisionView views, Evaluations evaluations, PastViews past, PastReads reads) {
        this.json = json;
        this.views = views;
        this.evaluations = evaluations;
        this.past = past;
        this.reads = reads;
    }

    @Described(
            summary = "May this subject do this? (AuthZEN)",
            body = EvaluationBody.class,
            answer = EvaluationAnswer.class,
            refusal = EvaluationBody.EvaluationRefusal.class)
    @PostMapping("/access/v1/evaluation")
    ResponseEntity<Object> evaluation(
            @RequestBody(required = false) byte @Nullable [] body,
            @RequestHeader(value = HttpHeaders.CONTENT_TYPE, required = false) @Nullable String type,
            Caller caller,
            RequestFacts facts,
            MinPosition atLeast) {
        JsonNode request = read(type, body);
        Moments moments = new Moments(past, views.at(caller.tenant(), atLeast), caller);
        return single(moments, caller, facts, request);
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
        JsonNode request = read(type, body);
        JsonNode items = request.get("evaluations");
        if (items != null && !items.isArray()) {
            throw new BadRequestException("evaluations must be a list");
        }
        Moments moments = new Moments(past, views.at(caller.tenant(), atLeast), caller);
        if (items == null || items.isEmpty()) {
            return single(moments, caller, facts, request);
        }
        Evaluations.Batch batch = evaluations.batch(moments, caller, request, items);
        note(moments, caller, facts);
        return answer(moments.newest(), batch);
    }

    private ResponseEntity<Object> single(Moments moments, Caller caller, RequestFacts facts, JsonNode request) {
        Evaluations.Single single = evaluations.single(moments, caller, request);
        note(moments, caller, facts);
        return answer(single.view(), single.answer());
    }

    private void note(Moments moments, Caller caller, RequestFacts facts) {
        if (moments.past()) {
            reads.noteDecision(caller, facts.ip(), facts.operation(), moments.facts());
        }
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> badRequest(BadRequestException bad) {
        return ResponseEntity.badRequest().body(Map.of("error", bad.rule()));
    }

    private JsonNode read(@Nullable String type, byte @Nullable [] body) {
        if (!json(type)) {
            throw new BadRequestException("send Content-Type: application/json");
        }
        try {
            JsonNode request = json.readTolerant(body == null ? new byte[0] : body, JsonNode.class);
            if (!request.isObject()) {
                throw new BadRequestException("the body must be a JSON object");
            }
            return request;
        } catch (MalformedJsonException e) {
            throw new BadRequestException(e.pointer().isEmpty() ? e.rule() : e.pointer() + ": " + e.rule());
        }
    }

    private static boolean json(@Nullable String type) {
        try {
            return type != null && MediaType.APPLICATION_JSON.equalsTypeAndSubtype(MimeTypeUtils.parseMimeType(type));
        } catch (InvalidMimeTypeException _) {
            return false;
        }
    }

    private ResponseEntity<Object> answer(AccessView view, Object body) {
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(HttpStatus.OK).contentType(MediaType.APPLICATION_JSON);
        views.head(view, answer::header);
        return answer.body(body);
    }
}
