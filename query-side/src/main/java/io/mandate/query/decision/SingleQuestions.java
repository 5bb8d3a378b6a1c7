package io.mandate.query.decision;

import io.mandate.http.caller.CallerParameters;
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
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/// One question, from the request as the server received it to the bytes of its answer.
@Component
class SingleQuestions {
    static final String PATH = "/access/v1/evaluation";

    private final QuestionBodies bodies;
    private final DecisionView views;
    private final Evaluations evaluations;
    private final PastViews past;
    private final PastReads reads;
    private final ObjectWriter answers;
    private final ObjectWriter refusals;

    SingleQuestions(
            QuestionBodies bodies,
            DecisionView views,
            Evaluations evaluations,
            PastViews past,
            PastReads reads,
            JsonMapper json) {
        this.bodies = bodies;
        this.views = views;
        this.evaluations = evaluations;
        this.past = past;
        this.reads = reads;
        this.answers = json.writerFor(EvaluationAnswer.class);
        this.refusals = json.writer();
    }

    /// What is no question is answered here, too; everything else that goes wrong comes out as it was
    /// thrown.
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] body = request.getInputStream().readAllBytes();
        try {
            Evaluations.Single single = decided(request, body);
            views.head(single.view(), response::setHeader);
            write(response, answers.writeValueAsBytes(single.answer()));
        } catch (BadRequestException bad) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            write(response, refusals.writeValueAsBytes(Map.of("error", bad.rule())));
        }
    }

    private Evaluations.Single decided(HttpServletRequest request, byte[] body) {
        Caller caller = CallerParameters.current();
        JsonNode question = bodies.read(request.getContentType(), body);
        Moments moments = new Moments(past, views.at(caller.tenant(), MinPosition.of(request)), caller);
        Evaluations.Single single = evaluations.single(moments, caller, () -> RequestFacts.of(request), question);
        for (SortedMap<String, String> asked : moments.asked()) {
            RequestFacts facts = RequestFacts.of(request);
            reads.noteDecisions(caller, facts.ip(), facts.operation(), asked);
        }
        return single;
    }

    private static void write(HttpServletResponse response, byte[] json) throws IOException {
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(json.length);
        response.getOutputStream().write(json);
    }
}
