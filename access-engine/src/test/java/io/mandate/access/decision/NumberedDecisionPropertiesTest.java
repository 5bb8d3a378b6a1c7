package io.mandate.access.decision;

import static io.mandate.access.history.Log.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.access.AccessView;
import io.mandate.access.NumberedView;
import io.mandate.access.history.Log;
import io.mandate.access.history.RandomHistory;
import io.mandate.access.index.AccessIndex;
import io.mandate.access.profile.Profile;
import io.mandate.access.user.Cohort;
import io.mandate.access.user.UserStatus;
import io.mandate.events.record.RecordData;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.UserId;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/// What is remembered by numbers is what the steps say when asked afresh, whatever was asked before and wherever.
class NumberedDecisionPropertiesTest {
    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void a_decision_by_numbers_is_the_one_the_steps_give(@ForAll long seed) {
        RandomHistory past = new RandomHistory(seed);
        Log log = past.log(60);
        AccessIndex index = log.index();
        for (int i = 0; i < 400; i++) {
            long seq = i % 4 == 0 ? log.head() : past.random().nextLong(log.head() + 1);
            AccessView view = index.at(TENANT, seq);
            Question question = question(past);
            Decision decision = AccessRules.decide(view, question);
            assertThat(decision)
                    .as("seed %s at %s: %s", seed, view.position(), question)
                    .isEqualTo(AccessRules.decide(withoutMemory(view), question));
            if (!question.concrete()) {
                agreesWithTheSteps(view, question, decision);
            }
        }
    }

    private static void agreesWithTheSteps(AccessView view, Question question, Decision decision) {
        Cohort user = view.cohort(question.user());
        if (user != null && user.status() == UserStatus.ACTIVE && !user.perimeter()) {
            Profile profile = user.profile() == null ? null : view.profile(user.profile());
            Grant grant = new TwelveSteps(view.catalog(), view.tenantState())
                    .grant(user.role(), profile, question.resource(), question.action());
            Decision expected = grant.underCondition() != null ? grant.underCondition() : grant.asWhole();
            assertThat(decision.reason()).isEqualTo(expected.reason());
            assertThat(decision.scope()).isEqualTo(expected.scope());
            assertThat(decision.maskedFields()).isEqualTo(expected.maskedFields());
        }
    }

    /// The same view, but it numbers nothing and remembers nothing.
    private static AccessView withoutMemory(AccessView view) {
        assertThat(view).isInstanceOf(NumberedView.class);
        return (AccessView) Proxy.newProxyInstance(
                AccessView.class.getClassLoader(), new Class<?>[] {AccessView.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("remembered")) {
                        return ((Supplier<?>) arguments[1]).get();
                    }
                    try {
                        return method.getName().equals("known") ? null : method.invoke(view, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static Question question(RandomHistory past) {
        Random random = past.random();
        NodeKey node = random.nextInt(20) == 0
                ? new NodeKey("unknown")
                : RandomHistory.NODES.get(random.nextInt(RandomHistory.NODES.size()));
        ActionName action = random.nextInt(20) == 0 ? new ActionName("unknown") : past.action();
        RecordId record = random.nextInt(3) > 0 ? null : past.record();
        RecordData data = random.nextInt(4) > 0 ? null : past.data();
        UserId user = RandomHistory.user(random.nextInt(RandomHistory.USERS + 1));
        return new Question(user, node, action, record, AssertedRecord.of(data), Map.of());
    }
}
