package io.mandate.query.decision;

import io.mandate.access.AccessView;
import io.mandate.events.values.InvalidValueException;
import io.mandate.live.identity.Caller;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Answers questions, one or many, all at one position. A batch is cut short right after the item that ends it, and one
/// bad item does not spoil the others.
@Component
class Evaluations {
    private static final int MOST = 10_000;

    private final EvaluationWriter writer;
    private final DecisionMeters meters;

    Evaluations(EvaluationWriter writer, DecisionMeters meters) {
        this.writer = writer;
        this.meters = meters;
    }

    /// The answers to a batch, under the name the standard gives them.
    record Batch(List<EvaluationAnswer> evaluations) {}

    EvaluationAnswer single(AccessView view, Caller caller, JsonNode request) {
        long since = System.nanoTime();
        try {
            Evaluation evaluation = Evaluator.evaluate(view, caller, EvaluationReader.read(request, request));
            meters.single().decided(evaluation.allowed());
            return writer.single(view, caller, evaluation);
        } catch (InvalidValueException e) {
            throw new BadRequestException(e.type() + " " + e.rule());
        } finally {
            meters.single().answered(since);
        }
    }

    Batch batch(AccessView view, Caller caller, JsonNode request, JsonNode items) {
        if (items.size() > MOST) {
            throw new BadRequestException("evaluations must have at most " + MOST + " items");
        }
        Semantic semantic = Semantic.of(request.get("options"));
        EvaluationReader.checkDefaults(request);
        long since = System.nanoTime();
        List<Evaluation> evaluations = new ArrayList<>();
        for (JsonNode item : items) {
            Evaluation evaluation = item(view, caller, request, item);
            evaluations.add(evaluation);
            if (semantic.endsWith(evaluation.allowed())) {
                break;
            }
        }
        evaluations.forEach(evaluation -> meters.batch().decided(evaluation.allowed()));
        List<EvaluationAnswer> answers = writer.items(view, caller, evaluations);
        meters.batch().answered(since);
        return new Batch(answers);
    }

    private static Evaluation item(AccessView view, Caller caller, JsonNode request, JsonNode item) {
        if (!item.isObject()) {
            return Evaluation.failed("an item must be an object");
        }
        try {
            return Evaluator.evaluate(view, caller, EvaluationReader.read(item, request));
        } catch (BadRequestException e) {
            return Evaluation.failed(e.rule());
        } catch (InvalidValueException e) {
            return Evaluation.failed(e.type() + " " + e.rule());
        }
    }
}
