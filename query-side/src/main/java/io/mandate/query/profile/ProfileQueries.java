package io.mandate.query.profile;

import io.mandate.access.AccessView;
import io.mandate.access.decision.Decision;
import io.mandate.access.profile.Profile;
import io.mandate.access.tier.Tiers;
import io.mandate.events.values.ProfileId;
import io.mandate.query.position.ModelView;
import io.mandate.query.position.Page;
import io.mandate.query.position.PageRequest;
import io.mandate.query.position.Permission;
import io.mandate.query.scope.Condition;
import io.mandate.query.scope.ScopeSql;
import io.mandate.query.scope.ScopedProfiles;
import io.mandate.query.user.Names;
import io.mandate.query.user.ProfileUsageRow;
import io.mandate.query.user.VisibleUse;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds profiles, only among those that the reader's scope on profiles reaches.
final class ProfileQueries {
    private ProfileQueries() {}

    /// A row with how many have it.
    private record Found(ProfileRow profile, @Nullable ProfileUsageRow usage) {}

    static Page.Part<ProfileListItem> find(ModelView view, ProfileFilter filter, PageRequest page) {
        if (filter.unused() != null) {
            view.require(Permission.VIEW_USERS);
        }
        VisibleUse use = VisibleUse.of(view);
        Condition matching = filter.condition(view.access()).and(reach(view, view.decision()));
        List<Found> found = select(
                view,
                use,
                matching.and(Condition.of("l.profile > ?", page.after())),
                "ORDER BY l.profile LIMIT " + page.rows());
        Long count = page.counted() ? count(view, use, matching) : null;
        Names names = names(view, found);
        return page.part(found, each -> each.profile().profile(), each -> item(view, use, each, names), count);
    }

    /// Refused with PROFILE_NOT_FOUND, also where the reader's scope does not reach it.
    static ProfileView get(ModelView view, ProfileId id) {
        VisibleUse use = VisibleUse.of(view);
        List<Found> found = one(view, use, view.decision(), id);
        Profile profile = view.access().profile(id);
        if (found.isEmpty() || profile == null) {
            throw ProfileNotFound.of(view, id);
        }
        return new ProfileView(
                item(view, use, found.getFirst(), names(view, found)),
                profile.defaultActions(),
                ProfileTrees.of(view.access().catalog(), profile));
    }

    /// Refused with PROFILE_NOT_FOUND where there is none that the reader may see.
    static void require(ModelView view, ProfileId id) {
        if (one(view, VisibleUse.of(view), view.require(Permission.VIEW_PROFILES), id)
                .isEmpty()) {
            throw ProfileNotFound.of(view, id);
        }
    }

    private static List<Found> one(ModelView view, VisibleUse use, Decision decision, ProfileId id) {
        return select(view, use, Condition.of("l.profile = ?", id.value()).and(reach(view, decision)), "");
    }

    private static Condition reach(ModelView view, Decision decision) {
        return ScopeSql.of(decision.scope(), view.newest(), view.caller(), new ScopedProfiles());
    }

    private static List<Found> select(ModelView view, VisibleUse use, Condition condition, String end) {
        return view.sql()
                .sql("SELECT " + ProfileRow.TABLE.columns("l") + ", " + ProfileUsageRow.TABLE.columns("n")
                        + from(view, use) + condition.sql() + " " + end)
                .params(use.join().values())
                .param(view.tenant().value())
                .params(condition.values())
                .query((row, _) -> found(row))
                .list();
    }

    private static long count(ModelView view, VisibleUse use, Condition condition) {
        return view.sql()
                .sql("SELECT count(*)" + from(view, use) + condition.sql())
                .params(use.join().values())
                .param(view.tenant().value())
                .params(condition.values())
                .query(Long.class)
                .single();
    }

    private static String from(ModelView view, VisibleUse use) {
        return " FROM " + view.table(ProfileRow.TABLE) + " l" + use.join().sql() + " WHERE l.tenant = ? AND ";
    }

    private static Found found(ResultSet row) throws SQLException {
        int width = ProfileRow.TABLE.width();
        ProfileUsageRow usage = row.getObject(width + 1) == null ? null : ProfileUsageRow.TABLE.read(row, width);
        return new Found(ProfileRow.TABLE.read(row), usage);
    }

    private static long services(@Nullable ProfileUsageRow usage) {
        return usage == null ? 0 : usage.services();
    }

    private static long pages(@Nullable ProfileUsageRow usage) {
        return usage == null ? 0 : usage.pages();
    }

    private static Names names(ModelView view, List<Found> found) {
        return Names.of(
                view, found.stream().map(each -> each.profile().changedBy()).toList());
    }

    private static ProfileListItem item(ModelView view, VisibleUse use, Found found, Names names) {
        ProfileRow row = found.profile();
        ProfileUsageRow usage = found.usage();
        AccessView access = view.access();
        Profile profile = access.profile(new ProfileId(row.profile()));
        return new ProfileListItem(
                row.profile(),
                row.name(),
                row.description(),
                row.code(),
                row.roleType(),
                row.associatedRole(),
                row.permissionType(),
                row.masked(),
                use.told() ? ProfileListItem.Users.of(usage) : null,
                use.told() ? services(usage) : null,
                use.told() ? pages(usage) : null,
                profile == null ? "" : ProfileSummary.of(access.catalog(), profile),
                profile == null
                        ? null
                        : Tiers.ofProfile(access, profile).map(Object::toString).orElse(null),
                row.revision(),
                row.createdAt(),
                row.changedAt(),
                names.actor(row.changedByKind(), row.changedBy()));
    }
}
