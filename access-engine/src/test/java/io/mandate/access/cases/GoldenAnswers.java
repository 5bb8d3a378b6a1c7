package io.mandate.access.cases;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.mandate.access.AccessView;
import io.mandate.access.cases.CaseFile.Ask;
import io.mandate.access.decision.AccessRules;
import io.mandate.access.decision.Decision;
import io.mandate.access.history.Log;
import io.mandate.access.index.AccessIndex;
import io.mandate.access.navigation.NavigationTree;
import io.mandate.access.navigation.NavigationTree.Entry;
import io.mandate.access.setting.EffectiveSetting;
import io.mandate.access.setting.EffectiveSettings;
import io.mandate.events.RecordedEvent;
import io.mandate.events.values.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// All that is answered about the history of one case at any of its moments, as text: a line wherever an answer becomes
/// another, with the event that brought it. Events are told by what they are about, not by their positions, so that a
/// history that begins with more changes nothing here.
final class GoldenAnswers {
    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(Include.NON_NULL))
            .build();

    private final EventLabels labels;
    private final List<AccessView> moments = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    private GoldenAnswers(Log log) {
        this.labels = new EventLabels(log.commits());
        AccessIndex index = log.index();
        moments.add(index.at(Log.TENANT, 0));
        log.commits().forEach(commit -> moments.add(index.at(Log.TENANT, end(commit))));
    }

    static String of(CaseFile one) {
        GoldenAnswers answers = new GoldenAnswers(one.log());
        one.ask().forEach(ask -> answers.tell(question(ask), view -> answers.decision(view, ask)));
        for (UserId user : one.users().keySet()) {
            answers.tell("sidebar of " + user, view -> sidebar(view, user));
            if (!one.settings().isEmpty()) {
                answers.tell("settings of " + user, view -> answers.settings(view, user));
            }
        }
        return answers.text.toString();
    }

    private static long end(List<RecordedEvent> commit) {
        return commit.getLast().seq();
    }

    private static String question(Ask ask) {
        ObjectNode question = JSON.valueToTree(ask);
        question.remove(List.of("expect", "node", "scope", "masked"));
        return question.toString();
    }

    private void tell(String question, Function<AccessView, String> answer) {
        text.append(question).append('\n');
        String last = answer.apply(moments.getFirst());
        text.append("  before all: ").append(last).append('\n');
        for (AccessView moment : moments.subList(1, moments.size())) {
            String next = answer.apply(moment);
            if (!next.equals(last)) {
                text.append("  ").append(labels.of(moment.position())).append(": ");
                text.append(next).append('\n');
            }
            last = next;
        }
    }

    private String decision(AccessView view, Ask ask) {
        Decision decision = AccessRules.decide(view, AccessCasesTest.question(ask));
        return Stream.of(
                        decision.reason() + " (step " + decision.reason().step() + ")",
                        decision.node() == null ? "" : "at " + decision.node(),
                        decision.fact() == 0 ? "" : "by " + labels.of(decision.fact()),
                        decision.conditional() ? "conditional" : "",
                        "scope " + JSON.writeValueAsString(decision.scope()),
                        decision.maskedFields().isEmpty()
                                ? ""
                                : "masked " + decision.maskedFields() + " but " + decision.visibleCharacters()
                                        + " write-protected " + decision.writeProtected())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String sidebar(AccessView view, UserId user) {
        return NavigationTree.of(view, user).map(NavigationTree::entries).orElse(List.of()).stream()
                .map(GoldenAnswers::entry)
                .toList()
                .toString();
    }

    private static String entry(Entry entry) {
        List<Entry> below = entry.children();
        return entry.node()
                + (below.isEmpty()
                        ? ""
                        : below.stream().map(GoldenAnswers::entry).toList().toString());
    }

    private String settings(AccessView view, UserId user) {
        return EffectiveSettings.of(view, user).map(EffectiveSettings::settings).orElse(List.of()).stream()
                .map(this::setting)
                .toList()
                .toString();
    }

    private String setting(EffectiveSetting setting) {
        return setting.setting() + " = " + (setting.value() == null ? "none" : JSON.writeValueAsString(setting.value()))
                + " of " + setting.source() + (setting.applies() ? "" : ", does not apply")
                + (setting.outdated() ? ", outdated" : "") + ", by "
                + (setting.fact() == 0 ? "nothing" : labels.of(setting.fact()));
    }
}
