package io.mandate.command.request;

import io.mandate.command.gate.ItemOutcome;
import io.mandate.events.problem.Rejection;
import java.util.LinkedHashMap;
import java.util.Map;

/// How the answers to many commands tell what became of one.
public final class ItemAnswers {
    private ItemAnswers() {}

    /// `status` is DONE, UNCHANGED or REJECTED; a rejected one has its `problem`.
    public static Map<String, Object> of(ItemOutcome item) {
        Map<String, Object> answer = new LinkedHashMap<>();
        Rejection rejection = item.rejection();
        if (rejection == null) {
            answer.put("status", item.changed() ? "DONE" : "UNCHANGED");
        } else {
            answer.put("status", "REJECTED");
            answer.put("problem", problem(rejection));
        }
        return answer;
    }

    /// The members of a problem document that say something about one item.
    public static Map<String, Object> problem(Rejection rejection) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", rejection.code().type());
        problem.put("title", rejection.code().title());
        problem.put("status", rejection.code().status());
        problem.put("detail", rejection.message());
        problem.put("code", rejection.code().name());
        problem.put("parameters", rejection.parameters());
        return problem;
    }
}
