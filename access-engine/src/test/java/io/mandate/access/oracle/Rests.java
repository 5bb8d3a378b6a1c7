package io.mandate.access.oracle;

import io.mandate.events.record.RecordData;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.UserId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What it rests on that a record is reached: the events since which, without interruption, there is said of the
/// record what is asked for, and those that gave the user the attributes it is compared with. Of several ways the one
/// counts that was whole first, of those the one that needs fewest events, of those the first that is written. What the
/// caller says rests on no event.
final class Rests {
    private final @Nullable Known record;
    private final Asked asked;
    private final ToldUser user;
    private final Reach reach;

    Rests(Told told, Asked asked, ToldUser user) {
        this.record = Known.of(told, asked);
        this.asked = asked;
        this.user = user;
        this.reach = Reach.of(told, asked, user);
    }

    /// @param record the events about the record
    /// @param own by attribute the event about the user
    record On(Set<Long> record, Map<AttributeKey, Long> own) {
        long whole() {
            long whole = 0;
            for (long seq : record) {
                whole = Math.max(whole, seq);
            }
            for (long seq : own.values()) {
                whole = Math.max(whole, seq);
            }
            return whole;
        }

        int size() {
            return record.size() + own.size();
        }
    }

    /// What all of these scopes, each of which reaches the record, rest on together.
    On all(Collection<ScopeExpression> scopes) {
        On on = nothing();
        for (ScopeExpression scope : scopes) {
            On one = best(scope);
            on.record.addAll(one.record);
            on.own.putAll(one.own);
        }
        return on;
    }

    private On best(ScopeExpression scope) {
        On best = null;
        for (On way : ways(scope)) {
            boolean better = best == null
                    || way.whole() < best.whole()
                    || way.whole() == best.whole() && way.size() < best.size();
            best = better ? way : best;
        }
        if (best == null) {
            throw new IllegalStateException(scope + " does not reach it");
        }
        return best;
    }

    private List<On> ways(ScopeExpression scope) {
        List<On> ways = new ArrayList<>();
        if (reach.of(scope, false) != Reach.Says.YES) {
            return ways;
        }
        UserId me = asked.user();
        switch (scope) {
            case ScopeExpression.All all -> ways.add(nothing());
            case ScopeExpression.Selected picked -> ways.add(nothing());
            case ScopeExpression.CreatedByMe mine ->
                ways.add(said(saysCreator(), "creator", data -> me.equals(data.creator())));
            case ScopeExpression.AssignedToMe mine -> assigned(me, ways);
            case ScopeExpression.Within within ->
                within.ids().forEach(id -> {
                    Predicate<RecordData> inside = data -> data.containers().containsKey(within.type())
                            && data.containers().get(within.type()).contains(id);
                    if (inside.test(reach.data())) {
                        boolean says = asked.says() != null
                                && asked.says().containers().containsKey(within.type());
                        ways.add(said(says, "container", inside));
                    }
                });
            case ScopeExpression.Attribute wanted -> wanted.values().forEach(value -> attribute(wanted, value, ways));
            case ScopeExpression.AnyOf any ->
                any.parts().stream()
                        .filter(part -> reach.of(part, false) == Reach.Says.YES)
                        .forEach(part -> ways.add(best(part)));
            case ScopeExpression.AllOf all -> ways.add(all(all.parts()));
        }
        return ways;
    }

    private void assigned(UserId me, List<On> ways) {
        if (reach.data().assignees().contains(me)) {
            boolean says = asked.says() != null && asked.says().assignees() != null;
            ways.add(said(says, "assignee", data -> data.assignees().contains(me)));
        }
        if (me.equals(reach.data().owner())) {
            boolean says = asked.says() != null && asked.says().owner() != null;
            ways.add(said(says, "owner", data -> me.equals(data.owner())));
        }
    }

    private boolean saysCreator() {
        return asked.says() != null && asked.says().creator() != null;
    }

    private void attribute(ScopeExpression.Attribute wanted, String value, List<On> ways) {
        String has = reach.data().attributes().get(wanted.name());
        AttributeKey own = value.startsWith("$user.") ? new AttributeKey(value.substring(6)) : null;
        String meant = own == null ? value : reach.attributes().get(own);
        if (has == null || !has.equals(meant)) {
            return;
        }
        boolean says = asked.says() != null && asked.says().attributes().containsKey(wanted.name());
        On way = said(
                says,
                wanted.name().value(),
                data -> has.equals(data.attributes().get(wanted.name())));
        if (own != null && !asked.saysOfUser().containsKey(own)) {
            way.own.put(own, user.attributesSince.getOrDefault(own, 0L));
        }
        ways.add(way);
    }

    private On said(boolean byCaller, String part, Predicate<RecordData> something) {
        On on = nothing();
        if (!byCaller && record != null) {
            on.record.addAll(record.since(part, something));
        }
        return on;
    }

    private static On nothing() {
        return new On(new TreeSet<>(), new TreeMap<>());
    }

    /// The attributes of the user that a scope names, each with the event that gave it its value; of those about which
    /// the caller says nothing.
    static Map<AttributeKey, Long> named(ScopeExpression scope, Asked asked, ToldUser user) {
        Map<AttributeKey, Long> named = new TreeMap<>();
        switch (scope) {
            case ScopeExpression.Attribute wanted ->
                wanted.values().stream()
                        .filter(value -> value.startsWith("$user."))
                        .forEach(value -> {
                            AttributeKey own = new AttributeKey(value.substring(6));
                            if (!asked.saysOfUser().containsKey(own)) {
                                named.put(own, user.attributesSince.getOrDefault(own, 0L));
                            }
                        });
            case ScopeExpression.AnyOf any -> any.parts().forEach(part -> named.putAll(named(part, asked, user)));
            case ScopeExpression.AllOf all -> all.parts().forEach(part -> named.putAll(named(part, asked, user)));
            default -> {} // names none
        }
        return named;
    }

    /// A scope with what the user has in the place of what it calls that.
    static ScopeExpression own(ScopeExpression scope, Map<AttributeKey, String> has) {
        return switch (scope) {
            case ScopeExpression.Attribute wanted -> {
                TreeSet<String> values = new TreeSet<>();
                for (String value : wanted.values()) {
                    String meant = value.startsWith("$user.") ? has.get(new AttributeKey(value.substring(6))) : value;
                    if (meant != null) {
                        values.add(meant);
                    }
                }
                yield new ScopeExpression.Attribute(wanted.name(), values);
            }
            case ScopeExpression.AnyOf any -> new ScopeExpression.AnyOf(each(any.parts(), has));
            case ScopeExpression.AllOf all -> new ScopeExpression.AllOf(each(all.parts(), has));
            default -> scope;
        };
    }

    private static List<ScopeExpression> each(List<ScopeExpression> parts, Map<AttributeKey, String> has) {
        List<ScopeExpression> each = new ArrayList<>();
        parts.forEach(part -> each.add(own(part, has)));
        return each;
    }
}
