package io.mandate.access.history;

import io.mandate.access.decision.PrincipalRecord;
import io.mandate.events.DomainEvent;
import io.mandate.events.record.RecordData;
import io.mandate.events.record.RecordEvent.RecordChanged;
import io.mandate.events.record.RecordEvent.RecordRegistered;
import io.mandate.events.record.RecordEvent.RecordRetired;
import io.mandate.events.tenant.TenantEvent.TenantOffboarded;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// A small tenant with a random past, from a seed: everything the rules look at changes in it, often back and forth.
/// The past of a seed with more commits goes on where the one with fewer ends.
public final class RandomHistory {
    public static final List<String> ACTIONS = List.of("view", "create", "edit");
    public static final List<NodeKey> NODES =
            List.of("a", "a/s", "a/s/r", "a/q", "administration", "administration/users", "administration/teams")
                    .stream()
                    .map(NodeKey::new)
                    .toList();
    public static final int USERS = 5;
    public static final int PROFILES = 4;
    public static final int RECORDS = 4;

    private final boolean ends;
    private final Dice dice;
    private final RandomCatalog catalog;
    private final RandomProfiles profiles;
    private final RandomUsers users;
    private final Log log = new Log();

    public RandomHistory(long seed) {
        this.ends = seed % 8 == 0;
        this.dice = new Dice(seed);
        this.catalog = new RandomCatalog(dice);
        this.profiles = new RandomProfiles(dice, catalog);
        this.users = new RandomUsers(dice);
    }

    /// A history of so many commits after the first, which sets the tenant up. After those of every eighth
    /// seed the tenant ends, in one more.
    public Log log(int commits) {
        log.commit(setUp().toArray(DomainEvent[]::new));
        for (int i = 0; i < commits; i++) {
            int commands = dice.oneIn(4) ? 1 + dice.random.nextInt(4) : 1;
            List<DomainEvent> events = new ArrayList<>();
            for (int made = 0; made < commands; ) {
                List<DomainEvent> more = next();
                events.addAll(more);
                made += more.isEmpty() ? 0 : 1;
            }
            log.commit(events.toArray(DomainEvent[]::new));
        }
        if (ends) {
            log.commit(new TenantOffboarded("tenant:random"));
        }
        return log;
    }

    private List<DomainEvent> setUp() {
        List<DomainEvent> events = new ArrayList<>(catalog.setUp());
        for (int i = 0; i < PROFILES - 1; i++) {
            events.addAll(profiles.setUp(profile(i)));
        }
        for (int i = 0; i < USERS - 1; i++) {
            events.addAll(users.setUp(user(i), profile(dice.random.nextInt(PROFILES - 1))));
        }
        return events;
    }

    /// What one command does; nothing, where it would change nothing.
    private List<DomainEvent> next() {
        int what = dice.random.nextInt(100);
        if (what < 38) {
            return users.next(dice.user(), profiles.living());
        }
        if (what < 82) {
            return profiles.next(profile(dice.random.nextInt(PROFILES)), users::have);
        }
        return what < 90 ? ofRecord() : catalog.next();
    }

    private List<DomainEvent> ofRecord() {
        NodeKey node = dice.pick(NODES);
        RecordId id = record(node);
        RecordData known = dice.last(node, id);
        if (known != null && dice.oneIn(3)) {
            dice.before(null, node, id);
            return List.of(new RecordRetired(node, id, known));
        }
        RecordData data = data();
        dice.before(data, node, id);
        return List.of(known == null ? new RecordRegistered(node, id, data) : new RecordChanged(node, id, known, data));
    }

    /// A random scope expression.
    public ScopeExpression scope(int depth) {
        return dice.scope(depth);
    }

    /// Random data about a record.
    public RecordData data() {
        return dice.data();
    }

    public ActionName action() {
        return dice.action();
    }

    public RecordId record() {
        return dice.record();
    }

    /// One of the records of a node. Those of the users are the users, and a few that are none.
    public RecordId record(NodeKey node) {
        return dice.oneIn(4) ? dice.record() : record(node, dice.random.nextInt(RECORDS));
    }

    public static RecordId record(NodeKey node, int number) {
        return new RecordId((node.equals(PrincipalRecord.USERS) ? "u" : "rec-") + number);
    }

    /// A random question about somewhere, at times about a record.
    AccessQuestion question() {
        NodeKey node = NODES.get(dice.random.nextInt(NODES.size()));
        ActionName action = action();
        return dice.oneIn(3)
                ? new AccessQuestion(node, action, record(node), null)
                : AccessQuestion.about(node, action);
    }

    public Random random() {
        return dice.random;
    }

    /// Everybody, living or not.
    static List<UserId> users() {
        return IntStream.range(0, USERS).mapToObj(RandomHistory::user).toList();
    }

    public static UserId user(int number) {
        return new UserId("u" + number);
    }

    public static ProfileId profile(int number) {
        return new ProfileId("p" + number);
    }
}
