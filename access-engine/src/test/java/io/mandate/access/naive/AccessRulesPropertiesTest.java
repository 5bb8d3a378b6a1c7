package io.mandate.access.naive;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.access.AccessView;
import io.mandate.access.decision.AccessRules;
import io.mandate.access.decision.Decision;
import io.mandate.access.decision.Explanation;
import io.mandate.access.decision.Question;
import io.mandate.access.decision.Reason;
import io.mandate.access.history.Log;
import io.mandate.access.history.RandomHistory;
import io.mandate.access.index.AccessIndex;
import io.mandate.events.DomainEvent;
import io.mandate.events.RecordedEvent;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.UserId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;

/// The rules and a second, naive implementation agree about random tenants, now and at past moments.
class AccessRulesPropertiesTest {
    private static final int TRIES = 500;
    private static final int QUESTIONS = 40;
    private static final Map<Reason, Integer> SEEN = new EnumMap<>(Reason.class);

    @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
    void both_implementations_give_the_same_answer(@ForAll long seed) {
        RandomHistory past = new RandomHistory(seed);
        Log log = past.log(60);
        AccessIndex index = log.index();
        for (int i = 0; i < QUESTIONS; i++) {
            long seq = i % 3 == 0 ? past.random().nextLong(log.head() + 1) : log.head();
            AccessView view = index.at(Log.TENANT, seq);
            compare(view, new NaiveRules(until(log, view.position())), question(past), seed);
        }
    }

    private static void compare(AccessView view, NaiveRules naive, Question question, long seed) {
        Decision decision = AccessRules.decide(view, question);
        NaiveRules.Answer expected = naive.answer(question);
        assertThat(decision.reason())
                .as("seed %s at %s: %s", seed, view.position(), question)
                .isEqualTo(expected.reason());
        assertThat(decision.maskedFields()).isEqualTo(expected.masked());
        assertThat(Explanation.of(view, question).decision()).isEqualTo(decision);
        SEEN.merge(decision.reason(), 1, Integer::sum);
        if (!question.concrete()) {
            theScopeIsExactlyWhereItIsGranted(view, naive, question, decision, seed);
        }
    }

    /// What the answer for the resource as a whole leaves to the caller is what the answers for its records say.
    private static void theScopeIsExactlyWhereItIsGranted(
            AccessView view, NaiveRules naive, Question whole, Decision decision, long seed) {
        if (decision.reason() != Reason.GRANTED || whole.action().value().equals("create")) {
            return;
        }
        for (int i = 0; i < RandomHistory.RECORDS; i++) {
            Question about = new Question(
                    whole.user(),
                    whole.resource(),
                    whole.action(),
                    new RecordId("rec-" + i),
                    null,
                    whole.assertedAttributes());
            boolean reached = ScopeProbe.reaches(view, about, decision.scope());
            assertThat(reached)
                    .as("seed %s at %s: %s", seed, view.position(), about)
                    .isEqualTo(naive.answer(about).reason() == Reason.GRANTED);
        }
    }

    private static Question question(RandomHistory past) {
        Random random = past.random();
        UserId user = random.nextInt(30) == 0
                ? new UserId("stranger")
                : RandomHistory.user(random.nextInt(RandomHistory.USERS));
        NodeKey node = random.nextInt(30) == 0
                ? new NodeKey("c")
                : RandomHistory.NODES.get(random.nextInt(RandomHistory.NODES.size()));
        ActionName action = past.action();
        boolean concrete = random.nextBoolean();
        boolean asserts = random.nextInt(4) == 0;
        return new Question(
                user,
                node,
                action,
                concrete ? past.record() : null,
                asserts ? past.data() : null,
                random.nextInt(4) == 0 ? Map.of(new AttributeKey("region"), "north") : Map.of());
    }

    private static List<DomainEvent> until(Log log, long seq) {
        List<DomainEvent> events = new ArrayList<>();
        for (List<RecordedEvent> commit : log.commits()) {
            commit.stream().filter(event -> event.seq() <= seq).forEach(event -> events.add(event.event()));
        }
        return events;
    }

    /// A random tenant that never came to a step would prove nothing about it.
    @AfterContainer
    static void every_reason_was_seen_often() {
        assertThat(SEEN)
                .containsOnlyKeys(Reason.values())
                .allSatisfy((reason, times) ->
                        assertThat(times).as("%s in %s", reason, SEEN).isGreaterThan(20));
        assertThat(SEEN.values().stream().mapToInt(Integer::intValue).sum()).isGreaterThanOrEqualTo(10_000);
    }
}
