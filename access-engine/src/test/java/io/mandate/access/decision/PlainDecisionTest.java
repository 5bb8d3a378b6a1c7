package io.mandate.access.decision;

import static io.mandate.access.history.Log.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.mandate.access.AccessView;
import io.mandate.access.cases.CaseReader;
import io.mandate.access.history.Log;
import io.mandate.access.index.AccessIndex;
import io.mandate.events.profile.ProfileEvent.ProfileDescriptionChanged;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.UserId;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class PlainDecisionTest {
    private static final int TIMES = 100_000;

    @Test
    void a_plain_decision_makes_no_object_now_and_in_the_past() {
        Log log = CaseReader.log("""
                catalog: shop
                profiles:
                  p: {nodes: {commerce/invoices: {actions: [view, edit], scope: {kind: CREATED_BY_ME}}, home/dashboard: {actions: [view]}}}
                users:
                  sam: {role: CSR, profile: p}
                """).commit(new ProfileDescriptionChanged(new ProfileId("p"), null, "later"));
        AccessIndex index = log.index();
        Question granted = question("home/dashboard", "view");
        Question conditional = question("commerce/invoices", "edit");
        Question denied = question("commerce/orders", "view");
        for (AccessView view : new AccessView[] {index.now(TENANT), index.at(TENANT, log.head() - 1)}) {
            decide(view, granted, conditional, denied);
            long before = allocated();
            long idle = allocated() - before;
            before = allocated();
            decide(view, granted, conditional, denied);
            assertThat(allocated() - before - idle).isLessThan(TIMES);
        }
    }

    private static void decide(AccessView view, Question granted, Question conditional, Question denied) {
        boolean all = true;
        for (int i = 0; i < TIMES; i++) {
            all &= AccessRules.decide(view, granted).reason() != null;
            all &= AccessRules.decide(view, conditional).reason() != null;
            all &= AccessRules.decide(view, denied).reason() != null;
        }
        assertThat(all).isTrue();
    }

    private static Question question(String node, String action) {
        return Question.about(new UserId("sam"), new NodeKey(node), new ActionName(action));
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
