package io.mandate.query.decision;

import io.mandate.access.AccessView;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.InvalidValueException;
import io.mandate.http.request.RequestFacts;
import io.mandate.live.identity.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Answers questions, one or many, all those about one moment at one position. A batch is cut short right after the
/// item that ends it, and one bad item does not spoil the others.
@Component
class Evaluations {
    private static final int MOST = 10_000;

    private final EvaluationWriter writer;
    private final DecisionMeters meters;

    Evaluations(EvaluationWriter writer, DecisionMeters meters) {
        this.writer = writer;
        this.meters = meters;
    }

    /// The answer to a single question.
    ///
    /// @param view the moment it is about
    record Single(EvaluationAnswer answer, AccessView view) {}

    /// The answers to a batch, under the name the standard gives them.
    record Batch(List<EvaluationAnswer> evaluations) {}

    /// @param facts what the request says about itself, if it comes to be noted
    Single single(Moments moments, Caller caller, Supplier<RequestFacts> facts, JsonNode request) {
        long since = System.nanoTime();
        try {
            EvaluationRequest read = EvaluationReader.read(request, request);
            AccessView view = moments.of(read);
            Evaluation evaluation = Evaluator.evaluate(moments.judging(), view, caller, read);
            meters.single().decided(evaluation.allowed());
            return new Single(writer.single(moments, caller, facts, evaluation), view);
        } catch (InvalidValueException e) {
            throw new BadRequestException(e.type() + " " + e.rule());
        } finally {
            meters.single().answered(since);
        }
    }

    Batch batch(Moments moments, Caller caller, Supplier<RequestFacts> facts, JsonNode request, JsonNode items) {
        if (items.size() > MOST) {
            throw new BadRequestException("evaluations must have at most " + MOST + " items");
        }
        Semantic semantic = Semantic.of(request.get("options"));
        EvaluationReader.checkDefaults(request);
        long since = System.nanoTime();
        List<Evaluation> evaluations = new ArrayList<>();
        for (JsonNode item : items) {
            Evaluation evaluation = item(moments, caller, request, item);
            evaluations.add(evaluation);
            if (semantic.endsWith(evaluation.allowed())) {
                break;
            }
        }
        evaluations.forEach(evaluation -> meters.batch().decided(evaluation.allowed()));
        List<EvaluationAnswer> answers = writer.items(moments, caller, facts, evaluations);
        meters.batch().answered(since);
        return new Batch(answers);
    }

    private static Evaluation item(Moments moments, Caller caller, JsonNode request, JsonNode item) {
        AccessView newest = moments.newest();
        if (!item.isObject()) {
            return Evaluation.failed(newest, 400, "an item must be an object");
        }
        try {
            EvaluationRequest read = EvaluationReader.read(item, request);
            AccessView view = moments.of(read);
            return Evaluator.evaluate(moments.judging(), view, caller, read);
        } catch (BadRequestException e) {
            return Evaluation.failed(newest, 400, e.rule());
        } catch (InvalidValueException e) {
            return Evaluation.failed(newest, 400, e.type() + " " + e.rule());
        } catch (RejectedException e) {
            // A moment that cannot be answered spoils its own item only; a caller who may not ask is refused.
            if (e.rejection().code() == RejectionCode.NOT_PERMITTED) {
                throw e;
            }
            return Evaluation.failed(
                    newest, e.rejection().code().status(), e.rejection().message());
        }
    }
}
