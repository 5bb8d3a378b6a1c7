package io.mandate.access.history;

import io.mandate.access.decision.PrincipalRecord;
import io.mandate.events.record.RecordData;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.InstanceType;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.UserId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Random values of a world that is small on purpose, so that they often meet; and what was said of things before.
final class Dice {
    static final InstanceType TEAM = new InstanceType("team");
    static final AttributeKey REGION = new AttributeKey("region");
    private static final InstanceType SITE = new InstanceType("site");
    private static final AttributeKey SIZE = new AttributeKey("size");

    final Random random;
    private final Map<List<?>, Object> said = new HashMap<>();

    Dice(long seed) {
        this.random = new Random(seed);
    }

    boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    <T> T pick(T[] all) {
        return all[random.nextInt(all.length)];
    }

    <T> @Nullable T maybe(T value) {
        return oneIn(4) ? null : value;
    }

    /// Remembers what is said of a thing from now on and gives what was said before; null: nothing.
    @SuppressWarnings("unchecked") // one thing is always said in values of one type
    <T> @Nullable T before(@Nullable T now, Object... thing) {
        List<?> about = List.of(thing);
        return (T) (now == null ? said.remove(about) : said.put(about, now));
    }

    /// What was said last of a thing.
    @SuppressWarnings("unchecked") // as in before
    <T> @Nullable T last(Object... thing) {
        return (T) said.get(List.of(thing));
    }

    <T> T last(T otherwise, List<?> thing) {
        T last = last(thing.toArray());
        return Objects.requireNonNullElse(last, otherwise);
    }

    ActionName action() {
        return new ActionName(pick(RandomHistory.ACTIONS));
    }

    ActionSet actions() {
        return oneIn(10)
                ? ActionSet.NONE
                : ActionSet.of(RandomHistory.ACTIONS.stream()
                        .filter(action -> random.nextInt(3) > 0)
                        .toArray(String[]::new));
    }

    RecordId record() {
        return new RecordId("rec-" + random.nextInt(RandomHistory.RECORDS));
    }

    TreeSet<RecordId> records() {
        TreeSet<RecordId> records = new TreeSet<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            records.add(record());
        }
        return records;
    }

    String region() {
        return random.nextBoolean() ? "north" : "south";
    }

    UserId user() {
        return RandomHistory.user(random.nextInt(RandomHistory.USERS));
    }

    RecordData data() {
        Set<UserId> assignees = random.nextBoolean() ? Set.of(user()) : Set.of();
        return new RecordData(
                maybe(user()),
                maybe(user()),
                new TreeSet<>(assignees),
                some(TEAM, records(), SITE, records()),
                some(REGION, region(), SIZE, region()));
    }

    /// None, one or both of two entries.
    private <K, V> Map<K, V> some(K one, V first, K other, V second) {
        Map<K, V> some = new HashMap<>();
        if (random.nextBoolean()) {
            some.put(one, first);
        }
        if (random.nextBoolean()) {
            some.put(other, second);
        }
        return some;
    }

    ScopeExpression scope(int depth) {
        return switch (random.nextInt(depth > 0 ? 9 : 6)) {
            case 0 -> new ScopeExpression.All();
            case 1 -> new ScopeExpression.CreatedByMe();
            case 2 -> new ScopeExpression.AssignedToMe();
            case 3 -> new ScopeExpression.Selected(records());
            case 4 -> new ScopeExpression.Within(oneIn(3) ? SITE : TEAM, records());
            case 5 ->
                oneIn(4)
                        ? ofUsers()
                        : new ScopeExpression.Attribute(
                                oneIn(3) ? SIZE : REGION,
                                new TreeSet<>(random.nextBoolean() ? Set.of("$user.region") : Set.of(region())));
            case 6 -> new ScopeExpression.AllOf(parts(depth));
            default -> new ScopeExpression.AnyOf(parts(depth));
        };
    }

    /// What says something of users as records.
    private ScopeExpression ofUsers() {
        return switch (random.nextInt(3)) {
            case 0 -> attribute(PrincipalRecord.ROLE, pick(RandomCatalog.ROLES).value());
            case 1 -> attribute(PrincipalRecord.ROLE_TYPE, "T" + random.nextInt(3));
            default ->
                attribute(
                        PrincipalRecord.PROFILE,
                        RandomHistory.profile(random.nextInt(RandomHistory.PROFILES))
                                .value());
        };
    }

    private static ScopeExpression attribute(AttributeKey name, String value) {
        return new ScopeExpression.Attribute(name, new TreeSet<>(Set.of(value)));
    }

    private List<ScopeExpression> parts(int depth) {
        List<ScopeExpression> parts = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0 && random.nextInt(8) > 0; i--) {
            parts.add(scope(depth - 1));
        }
        return parts;
    }
}
