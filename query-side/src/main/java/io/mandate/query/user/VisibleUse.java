package io.mandate.query.user;

import io.mandate.access.decision.Decision;
import io.mandate.query.position.ModelView;
import io.mandate.query.position.Permission;
import io.mandate.query.scope.Condition;
import io.mandate.query.scope.ScopeSql;
import io.mandate.query.scope.ScopedUsers;

/// How many of the principals whom the reader may view have each profile: the kept counts for who may view all of them,
/// else counted among those that his scope on users reaches.
///
/// @param told whether he may view any at all; else there are no counts, for none would be true
/// @param join joins them, as `n` with the columns of [ProfileUsageRow], to the profiles in `l`
public record VisibleUse(boolean told, Condition join) {
    public static VisibleUse of(ModelView view) {
        Decision users = view.decide(Permission.VIEW_USERS);
        if (users.allowed() && !users.conditional()) {
            return new VisibleUse(
                    true,
                    Condition.of(" LEFT JOIN " + view.table(ProfileUsageRow.TABLE)
                            + " n ON n.tenant = l.tenant AND n.profile = l.profile"));
        }
        Condition reach = users.allowed()
                ? ScopeSql.of(users.scope(), view.newest(), view.caller(), new ScopedUsers(view.access()))
                : Condition.NEVER;
        return new VisibleUse(users.allowed(), counted(view, reach));
    }

    private static Condition counted(ModelView view, Condition reach) {
        String sql = """
         LEFT JOIN LATERAL (
          SELECT u.tenant, u.profile,
            count(*) FILTER (WHERE u.kind = 'USER' AND u.status = 'ACTIVE') AS active,
            count(*) FILTER (WHERE u.kind = 'USER' AND u.status = 'SUSPENDED') AS suspended,
            count(*) FILTER (WHERE u.kind = 'USER' AND u.status = 'INVITED') AS invited,
            count(*) FILTER (WHERE u.kind = 'SERVICE') AS services,
            count(*) FILTER (WHERE u.kind = 'PAGE') AS pages
          FROM %s u
          WHERE u.tenant = l.tenant AND u.profile = l.profile AND u.status <> 'DELETED' AND %s
          GROUP BY u.tenant, u.profile) n ON TRUE\
        """.formatted(view.table(UserRow.TABLE), reach.sql());
        return new Condition(sql, reach.values());
    }
}
