package io.mandate.access.oracle;

import io.mandate.access.decision.AssertedRecord;
import io.mandate.access.decision.Question;
import io.mandate.access.history.RandomHistory;
import io.mandate.events.record.RecordData;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.InstanceType;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.UserId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;

/// What is asked after every commit of a history: every user, node and action; about the resource as a whole, about a
/// registered record, and about one of which the caller says something. Also about what there is not.
public final class Cells {
    static final List<UserId> USERS = users();
    private static final AttributeKey REGION = new AttributeKey("region");
    private static final AttributeKey SIZE = new AttributeKey("size");
    private static final InstanceType TEAM = new InstanceType("team");
    private static final InstanceType SITE = new InstanceType("site");

    private final List<Asked> asked = new ArrayList<>();
    private final List<Question> questions = new ArrayList<>();
    private final Map<Asked, Integer> wholes = new HashMap<>();
    private final List<Asked> probes;
    private final int perUser;

    /// @param history made with the same seed, which decides about which records and with what said of them
    public Cells(RandomHistory history) {
        Random random = history.random();
        List<Asked> forOne = new ArrayList<>();
        for (NodeKey node : RandomHistory.NODES) {
            for (String name : RandomHistory.ACTIONS) {
                ActionName action = new ActionName(name);
                forOne.add(Asked.whole(USERS.getFirst(), node, action));
                forOne.add(new Asked(USERS.getFirst(), node, action, history.record(node), null, Map.of()));
                RecordId record = random.nextBoolean() ? history.record(node) : null;
                Map<AttributeKey, String> says = random.nextInt(3) == 0 ? Map.of(REGION, "north") : Map.of();
                forOne.add(new Asked(USERS.getFirst(), node, action, record, said(history), says));
            }
        }
        forOne.add(Asked.whole(USERS.getFirst(), new NodeKey("c"), new ActionName("view")));
        forOne.add(Asked.whole(USERS.getFirst(), new NodeKey("administration/teams"), new ActionName("pay")));
        perUser = forOne.size();
        for (int question = 0; question < perUser; question++) {
            if (!forOne.get(question).concrete()) {
                wholes.put(forOne.get(question), question);
            }
        }
        for (UserId user : USERS) {
            forOne.forEach(one -> add(by(one, user)));
        }
        probes = probes(history);
    }

    private static List<UserId> users() {
        List<UserId> users = new ArrayList<>();
        for (int i = 0; i < RandomHistory.USERS; i++) {
            users.add(RandomHistory.user(i));
        }
        users.add(new UserId("stranger"));
        return users;
    }

    private void add(Asked one) {
        asked.add(one);
        questions.add(question(one));
    }

    private static Asked by(Asked one, UserId user) {
        return new Asked(user, one.node(), one.action(), one.record(), one.says(), one.saysOfUser());
    }

    static Question question(Asked asked) {
        return new Question(
                asked.user(), asked.node(), asked.action(), asked.record(), asked.says(), asked.saysOfUser());
    }

    int count() {
        return asked.size();
    }

    int perUser() {
        return perUser;
    }

    /// The number of the user that a cell asks about.
    int user(int cell) {
        return cell / perUser;
    }

    /// The cell of a user's question.
    int cell(int user, int question) {
        return user * perUser + question;
    }

    Asked asked(int cell) {
        return asked.get(cell);
    }

    Question question(int cell) {
        return questions.get(cell);
    }

    /// Whether the cell asks about a resource as a whole.
    boolean whole(int cell) {
        return !asked.get(cell).concrete();
    }

    /// The cell of a user that asks about a node as a whole; -1 where nothing asks that.
    int whole(int user, NodeKey node, ActionName action) {
        int question = wholes.getOrDefault(Asked.whole(USERS.getFirst(), node, action), -1);
        return question < 0 ? -1 : cell(user, question);
    }

    /// Records that tell scopes apart: of these everything is known, or what is not known is not registered either.
    List<Asked> probes() {
        return probes;
    }

    Asked probe(int cell, int probe) {
        Asked whole = asked.get(cell);
        Asked about = probes.get(probe);
        return new Asked(whole.user(), whole.node(), whole.action(), about.record(), about.says(), Map.of());
    }

    private static List<Asked> probes(RandomHistory history) {
        List<Asked> probes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            RecordData data = history.data();
            UserId someone = RandomHistory.user(i);
            RecordData full = new RecordData(
                    data.creator() == null ? someone : data.creator(),
                    data.owner() == null ? someone : data.owner(),
                    data.assignees().isEmpty() ? new TreeSet<>(List.of(someone)) : data.assignees(),
                    Map.of(TEAM, ids(history), SITE, ids(history)),
                    Map.of(REGION, i % 2 == 0 ? "north" : "south", SIZE, i < 2 ? "north" : "south"));
            probes.add(about(new RecordId("rec-" + i), full));
        }
        probes.add(about(new RecordId("unregistered"), history.data()));
        return probes;
    }

    private static TreeSet<RecordId> ids(RandomHistory history) {
        return new TreeSet<>(List.of(history.record()));
    }

    private static Asked about(RecordId record, RecordData data) {
        AssertedRecord all = AssertedRecord.of(data);
        return new Asked(USERS.getFirst(), new NodeKey("a"), new ActionName("view"), record, all, Map.of());
    }

    /// Where nobody is to look after a record, that is said, or nothing is.
    private static AssertedRecord said(RandomHistory history) {
        RecordData data = history.data();
        boolean silent = data.assignees().isEmpty() && history.random().nextBoolean();
        return new AssertedRecord(
                data.creator(), data.owner(), silent ? null : data.assignees(), data.containers(), data.attributes());
    }
}
