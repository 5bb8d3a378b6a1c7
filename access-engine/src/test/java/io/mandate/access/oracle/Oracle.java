package io.mandate.access.oracle;

import io.mandate.access.oracle.Reach.Says;
import io.mandate.events.DomainEvent;
import io.mandate.events.catalog.RoleDefinition;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the text says about a tenant, over the events told so far. It keeps no versions, shares nothing with the
/// engine and works nothing out beforehand.
public final class Oracle {
    /// The versions of the rules whose text it knows.
    static final Set<Integer> VERSIONS = Set.of(1);

    private final Told told = new Told();
    private final Telling telling = new Telling(told);

    /// @param seq the position of the event
    public void fold(DomainEvent event, long seq) {
        telling.fold(event, seq);
    }

    public Verdict ask(Asked asked) {
        requireKnownRules();
        return Steps.verdict(told, asked);
    }

    Explained explain(Asked asked) {
        requireKnownRules();
        return Steps.explained(told, asked);
    }

    /// Which version of the rules is in force says an event; before any it is the first.
    private void requireKnownRules() {
        if (!VERSIONS.contains(told.rules)) {
            throw new IllegalStateException("there is no text of version " + told.rules + " of the rules");
        }
    }

    /// Whether a scope that was handed out with an answer reaches a record.
    public boolean reaches(ScopeExpression scope, Asked about) {
        ToldUser user = Objects.requireNonNull(told.users.get(about.user()));
        return Reach.of(told, about, user).of(scope, false) == Says.YES;
    }

    /// The events without any of which something allowed were not allowed, by step: those of an explanation, and those
    /// that say what the role is.
    List<Why> because(Explained explained, UserId user) {
        List<Why> because = new ArrayList<>();
        boolean roleTold = false;
        for (Why why : explained.why()) {
            if (!roleTold && (why.step() > 6 || why.kind().equals("PROFILE"))) {
                addRole(because, user);
                roleTold = true;
            }
            if (why.fact() > 0) {
                because.add(why);
            }
        }
        if (!roleTold) {
            addRole(because, user);
        }
        return because;
    }

    private void addRole(List<Why> because, UserId id) {
        ToldUser user = Objects.requireNonNull(told.users.get(id));
        Said<RoleDefinition> role = told.roles.get(told.roleOf(user, told.profileOf(user)));
        Said<?> type = role == null ? null : told.roleTypes.get(role.value().roleType());
        if (role != null) {
            because.add(new Why(6, "ROLE_DEFINED", true, null, role.seq(), null));
        }
        if (type != null) {
            because.add(new Why(6, "ROLE_TYPE_DEFINED", true, null, type.seq(), null));
        }
    }

    /// What a user has; nothing where there is none.
    Map<AttributeKey, String> attributes(UserId id) {
        ToldUser user = told.users.get(id);
        return user == null ? Map.of() : Map.copyOf(user.attributes);
    }

    /// What a user is shown; null: there never was one.
    @Nullable
    Overview overview(UserId id) {
        ToldUser user = told.users.get(id);
        if (user == null) {
            return null;
        }
        ToldProfile profile = user.deleted > 0 ? null : told.everProfileOf(user);
        long concernedAt = Math.max(Math.max(user.at, told.groundAt), profile == null ? 0 : profile.at);
        return new Overview(possible(id), Setting.of(told, user), new Sidebar(told, id, user).shown(), concernedAt);
    }

    private List<Asked> possible(UserId id) {
        List<Asked> possible = new ArrayList<>();
        told.nodes.forEach((key, node) -> node.value()
                .supportedActions()
                .actions()
                .forEach(action -> possible.add(Asked.whole(id, key, action))));
        return possible;
    }

    Told told() {
        return told;
    }
}
