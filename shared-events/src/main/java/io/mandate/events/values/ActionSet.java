package io.mandate.events.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// A set of actions in alphabetical order, so that equal sets have equal bytes. May be empty: that is a value ("none"),
/// not the absence of one.
public final class ActionSet {
    /// No action at all.
    public static final ActionSet NONE = new ActionSet(List.of());

    private final List<ActionName> actions;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ActionSet(Collection<ActionName> actions) {
        SortedSet<ActionName> sorted = new TreeSet<>(actions);
        this.actions = List.copyOf(sorted);
    }

    /// The set of the given names.
    public static ActionSet of(String... names) {
        return new ActionSet(List.of(names).stream().map(ActionName::new).toList());
    }

    /// The actions, sorted, without repetition.
    @JsonValue
    public List<ActionName> actions() {
        return actions;
    }

    public boolean contains(ActionName action) {
        return actions.contains(action);
    }

    public boolean containsAll(ActionSet others) {
        return actions.containsAll(others.actions);
    }

    public boolean isEmpty() {
        return actions.isEmpty();
    }

    /// The actions in both sets.
    public ActionSet intersect(ActionSet other) {
        return new ActionSet(actions.stream().filter(other::contains).toList());
    }

    /// The actions in this set and not in the other.
    public ActionSet without(ActionSet other) {
        return new ActionSet(
                actions.stream().filter(action -> !other.contains(action)).toList());
    }

    /// The actions in either set.
    public ActionSet union(ActionSet other) {
        SortedSet<ActionName> all = new TreeSet<>(actions);
        all.addAll(other.actions);
        return new ActionSet(all);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ActionSet set && actions.equals(set.actions);
    }

    @Override
    public int hashCode() {
        return actions.hashCode();
    }

    @Override
    public String toString() {
        return actions.stream().map(ActionName::value).collect(Collectors.joining(", ", "{", "}"));
    }
}
