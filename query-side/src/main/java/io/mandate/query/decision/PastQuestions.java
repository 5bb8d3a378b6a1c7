package io.mandate.query.decision;

import io.mandate.access.AccessView;
import io.mandate.events.values.InvalidValueException;
import io.mandate.events.values.UserId;
import io.mandate.query.history.AsOf;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// What one request asks about the past, as the access journal is told it: every question once, those about one moment
/// together, in rows of bounded size.
final class PastQuestions {
    /// So many characters of questions are in one row.
    private static final int LONGEST_ROW = 16_000;

    private static final int LONGEST = 200;
    private static final String NO_ID = "(no id)";

    private final Map<AsOf, Moment> moments = new LinkedHashMap<>();
    private int asked;

    private record Moment(long position, Set<Question> questions) {}

    private record Question(String subject, String action, String resource, String record) {
        /// The record stands last: it alone may have spaces in it.
        String line() {
            return subject + " " + action + " " + resource + " " + record;
        }
    }

    /// @param view the tenant at the moment of the question
    void add(EvaluationRequest request, AccessView view) {
        asked++;
        moments.computeIfAbsent(request.asOf(), _ -> new Moment(view.position(), new LinkedHashSet<>()))
                .questions()
                .add(new Question(
                        id(request.subjectType()) + ":" + id(request.subjectId()),
                        id(request.action()),
                        resource(request.resourceType(), view),
                        record(request.resourceId())));
    }

    /// The facts of each row; none where nothing was asked. One about a single question has its parts by name, another
    /// has under `asked` a line for each.
    List<SortedMap<String, String>> rows() {
        List<SortedMap<String, String>> rows = new ArrayList<>();
        moments.forEach((at, moment) -> {
            List<Question> row = new ArrayList<>();
            int length = 0;
            for (Question question : moment.questions()) {
                int more = question.line().length() + 1;
                if (length + more > LONGEST_ROW) {
                    rows.add(row(at, moment, row));
                    row = new ArrayList<>();
                    length = 0;
                }
                row.add(question);
                length += more;
            }
            rows.add(row(at, moment, row));
        });
        return rows;
    }

    private SortedMap<String, String> row(AsOf at, Moment moment, List<Question> questions) {
        SortedMap<String, String> facts = new TreeMap<>();
        facts.put("questions", String.valueOf(asked));
        facts.put("moment", at.toString());
        facts.put("position", String.valueOf(moment.position()));
        if (questions.size() == 1) {
            Question only = questions.getFirst();
            facts.put("subject", only.subject());
            facts.put("action", only.action());
            facts.put("resource", only.resource());
            facts.put("record", only.record());
        } else {
            facts.put(
                    "asked",
                    String.join("\n", questions.stream().map(Question::line).toList()));
        }
        return facts;
    }

    /// What cannot be an id is not noted: it may be somebody's address or name, and the journal
    /// forgets nothing.
    private static String id(String text) {
        try {
            return new UserId(text).value();
        } catch (InvalidValueException _) {
            return NO_ID;
        }
    }

    private static String resource(String name, AccessView view) {
        return view.catalog().nodeByNameOrAlias(name) == null ? NO_ID : cut(name);
    }

    private static String record(String id) {
        return id.codePoints().anyMatch(Character::isISOControl) ? NO_ID : cut(id);
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
