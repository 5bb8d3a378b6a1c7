package io.mandate.bench.decision;

import io.mandate.access.decision.Question;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.UserId;
import java.util.List;
import java.util.Random;

/// Questions about random users, each with objects of its own that lie in memory in the order in which they are asked:
/// so they are as near as those of a request that was just read, and only the index is far.
final class Questions {
    private static final int COUNT = 1 << 18;

    private final Question[] questions = new Question[COUNT];
    private int next;

    Questions(SampleTenant tenant) {
        Random random = new Random(1);
        List<UserId> users = tenant.users();
        List<NodeKey> resources = tenant.resources();
        for (int i = 0; i < COUNT; i++) {
            String id = users.get(random.nextInt(users.size())).value();
            questions[i] = Question.about(
                    new UserId(id.substring(0, 8) + id.substring(8)),
                    resources.get(random.nextInt(resources.size())),
                    SampleTenant.ACTIONS.get(random.nextInt(SampleTenant.ACTIONS.size())));
        }
    }

    Question next() {
        next = (next + 1) & (COUNT - 1);
        return questions[next];
    }
}
