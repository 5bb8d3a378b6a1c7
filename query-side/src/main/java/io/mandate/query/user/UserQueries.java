package io.mandate.query.user;

import io.mandate.access.AccessView;
import io.mandate.access.profile.Profile;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.user.PrincipalKind;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.UserId;
import io.mandate.query.position.ModelView;
import io.mandate.query.position.Page;
import io.mandate.query.position.PageRequest;
import io.mandate.query.scope.Condition;
import io.mandate.query.scope.ScopeSql;
import io.mandate.query.scope.ScopedUsers;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds principals, only among those that the reader's scope on users reaches.
public final class UserQueries {
    private UserQueries() {}

    /// The principals of every kind that have a profile, suspended and invited ones too.
    public static Page.Part<UserView> ofProfile(ModelView view, ProfileId profile, PageRequest page) {
        return find(view, UserFilter.ofProfile(profile), page);
    }

    static Page.Part<UserView> find(ModelView view, UserFilter filter, PageRequest page) {
        Condition matching = filter.condition(view.access()).and(reach(view));
        Condition onPage = matching.and(Condition.of("u.principal > ?", page.after()));
        List<Found> found = select(view, onPage, "ORDER BY u.principal LIMIT " + page.rows());
        Long count = page.counted() ? count(view, matching) : null;
        Names names = names(view, found);
        Page.Part<Found> part = page.part(found, each -> each.user().principal(), each -> each, count);
        return new Page.Part<>(
                part.items().stream().map(each -> shown(view, each, names)).toList(), part.next(), count);
    }

    /// Refused with USER_NOT_FOUND (also where the reader's scope does not reach it) or USER_DELETED.
    ///
    /// @param kind which kind it must be of; null: any
    static UserView get(ModelView view, UserId user, @Nullable PrincipalKind kind) {
        Condition wanted = Condition.of("u.principal = ?", user.value()).and(reach(view));
        List<Found> found = select(view, wanted, "");
        if (found.isEmpty() || (kind != null && !found.getFirst().user().kind().equals(kind.name()))) {
            throw new RejectedException(Rejection.of(RejectionCode.USER_NOT_FOUND, "user", user));
        }
        if (found.getFirst().user().status().equals("DELETED")) {
            throw new RejectedException(Rejection.of(RejectionCode.USER_DELETED, "user", user));
        }
        return shown(view, found.getFirst(), names(view, found));
    }

    /// A principal with what is joined to it.
    private record Found(
            UserRow user,
            @Nullable PersonRow person,
            @Nullable String name) {}

    private static Condition reach(ModelView view) {
        return ScopeSql.of(view.scope(), view.newest(), view.caller(), new ScopedUsers(view.access()));
    }

    private static List<Found> select(ModelView view, Condition condition, String end) {
        String columns =
                String.join(", ", UserRow.TABLE.columns("u"), PersonRow.TABLE.columns("i"), Names.expression("u", "i"));
        return view.sql()
                .sql("SELECT " + columns + from(view) + condition.sql() + " " + end)
                .param(view.tenant().value())
                .params(condition.values())
                .query((row, _) -> found(row))
                .list();
    }

    private static long count(ModelView view, Condition condition) {
        return view.sql()
                .sql("SELECT count(*)" + from(view) + condition.sql())
                .param(view.tenant().value())
                .params(condition.values())
                .query(Long.class)
                .single();
    }

    private static String from(ModelView view) {
        return " FROM " + view.table(UserRow.TABLE) + " u LEFT JOIN " + view.table(PersonRow.TABLE)
                + " i ON i.tenant = u.tenant AND i.principal = u.principal WHERE u.tenant = ? AND ";
    }

    private static Found found(ResultSet row) throws SQLException {
        int users = UserRow.TABLE.width();
        int persons = users + PersonRow.TABLE.width();
        PersonRow person = row.getObject(users + 1) == null ? null : PersonRow.TABLE.read(row, users);
        return new Found(UserRow.TABLE.read(row), person, row.getString(persons + 1));
    }

    private static Names names(ModelView view, List<Found> found) {
        List<@Nullable String> mentioned = new ArrayList<>();
        for (Found each : found) {
            mentioned.add(each.user().creator());
            mentioned.add(each.user().assignee());
            mentioned.add(each.user().changedBy());
        }
        return Names.of(view, mentioned);
    }

    private static UserView shown(ModelView view, Found found, Names names) {
        UserRow user = found.user();
        PersonRow person = found.person();
        Profile profile = user.profile() == null ? null : view.access().profile(new ProfileId(user.profile()));
        String role = user.role() == null && profile != null ? text(profile.associatedRole()) : user.role();
        return new UserView(
                user.principal(),
                user.kind(),
                found.name(),
                UserView.raw(user.label()),
                person == null ? null : person.username(),
                person == null ? null : person.firstName(),
                person == null ? null : person.lastName(),
                person == null ? null : person.email(),
                user.status(),
                user.role(),
                role,
                roleType(view.access(), role),
                UserView.Ref.of(
                        user.profile(), profile == null ? null : profile.name().value()),
                UserView.Ref.of(user.creator(), names.of(user.creator())),
                UserView.Ref.of(user.assignee(), names.of(user.assignee())),
                identity(user, person),
                user.attributes().text(),
                person == null ? null : person.attributes().text(),
                UserView.raw(user.perimeter()),
                user.acknowledgements().text(),
                user.revision(),
                user.createdAt(),
                user.changedAt(),
                names.actor(user.changedByKind(), user.changedBy()));
    }

    private static UserView.@Nullable LinkedIdentity identity(UserRow user, @Nullable PersonRow person) {
        String provider = user.provider();
        return provider == null
                ? null
                : new UserView.LinkedIdentity(provider, person == null ? null : person.subject());
    }

    private static @Nullable String roleType(AccessView view, @Nullable String role) {
        return role == null ? null : text(view.catalog().roleTypeOf(new RoleKey(role)));
    }

    private static @Nullable String text(@Nullable Object key) {
        return key == null ? null : key.toString();
    }
}
