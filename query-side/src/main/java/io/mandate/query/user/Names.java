package io.mandate.query.user;

import io.mandate.access.decision.Decision;
import io.mandate.query.position.ModelView;
import io.mandate.query.position.Permission;
import io.mandate.query.scope.Condition;
import io.mandate.query.scope.ScopeSql;
import io.mandate.query.scope.ScopedUsers;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What people call the principals of a page, looked up at once.
public final class Names {
    private final Map<String, String> names;

    private Names(Map<String, String> names) {
        this.names = names;
    }

    /// The names of those of these principals whom the reader may view. Of the others there is an
    /// id only: what somebody changed is no reason to learn who he is.
    public static Names of(ModelView view, Collection<? extends @Nullable String> principals) {
        Decision users = view.decide(Permission.VIEW_USERS);
        Condition reach = users.allowed()
                ? ScopeSql.of(users.scope(), view.newest(), view.caller(), new ScopedUsers(view.access()))
                : Condition.NEVER;
        return found(view, principals, reach);
    }

    /// The names of all of them, for whoever may read what happened to everybody.
    public static Names inTrail(ModelView view, Collection<? extends @Nullable String> principals) {
        return found(view, principals, Condition.ALWAYS);
    }

    private static Names found(ModelView view, Collection<? extends @Nullable String> principals, Condition reach) {
        Set<String> wanted = new HashSet<>();
        principals.forEach(principal -> {
            if (principal != null) {
                wanted.add(principal);
            }
        });
        Map<String, String> names = new HashMap<>();
        if (!wanted.isEmpty()) {
            view.sql()
                    .sql("SELECT u.principal, " + expression("u", "i") + " FROM " + view.table(UserRow.TABLE)
                            + " u LEFT JOIN " + view.table(PersonRow.TABLE)
                            + " i ON i.tenant = u.tenant AND i.principal = u.principal"
                            + " WHERE u.tenant = ? AND u.principal = ANY (?) AND " + reach.sql())
                    .param(view.tenant().value())
                    .param(wanted.toArray(String[]::new))
                    .params(reach.values())
                    .query((row, _) -> Map.entry(row.getString(1), String.valueOf(row.getString(2))))
                    .list()
                    .forEach(name -> names.put(name.getKey(), name.getValue()));
        }
        return new Names(names);
    }

    /// What a principal is called: first and last name, else username, else label; where all of that is
    /// erased, that it is erased.
    ///
    /// @param user the alias of the table of principals
    /// @param person the alias of the table of persons, left-joined
    static String expression(String user, String person) {
        return "coalesce(nullif(concat_ws(' ', %2$s.first_name, %2$s.last_name), ''), %2$s.username, "
                        .formatted(user, person)
                + "CASE WHEN jsonb_typeof(%1$s.label) = 'string' THEN %1$s.label #>> '{}' ".formatted(user)
                + "WHEN %1$s.label IS NOT NULL THEN coalesce(%1$s.label ->> 'en', (SELECT min(value) FROM jsonb_each_text(%1$s.label))) END, "
                        .formatted(user)
                + "CASE WHEN %1$s.status = 'DELETED' OR %2$s.principal IS NULL THEN 'erased user ' || %1$s.principal END, "
                        .formatted(user, person)
                + user + ".principal)";
    }

    /// The name of one of them; null if there is no such principal, the reader may not view him, or
    /// none was asked for.
    public @Nullable String of(@Nullable String principal) {
        return principal == null ? null : names.get(principal);
    }

    /// An actor with its name. Operators are of another tenant, and Mandate itself is called so.
    public ActorView actor(String kind, String id) {
        return switch (kind) {
            case "SYSTEM" -> new ActorView(kind, id, "Mandate");
            case "OPERATOR" -> new ActorView(kind, id, "Operator");
            default -> new ActorView(kind, id, of(id));
        };
    }
}
