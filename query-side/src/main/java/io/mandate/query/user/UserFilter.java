package io.mandate.query.user;

import io.mandate.access.AccessView;
import io.mandate.access.user.UserStatus;
import io.mandate.events.user.PrincipalKind;
import io.mandate.events.values.InvalidValueException;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.RoleKey;
import io.mandate.query.scope.Condition;
import io.mandate.query.scope.ScopedUsers;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which principals are asked for. What is null does not restrict; deleted ones are never listed.
///
/// @param role the role that counts
/// @param text words that all stand somewhere in names, username, e-mail or label; letter case does not
/// matter
record UserFilter(
        @Nullable PrincipalKind kind,
        @Nullable UserStatus status,
        @Nullable RoleKey role,
        @Nullable ProfileId profile,
        @Nullable String text) {
    private static final String SEARCHED = "(coalesce(i.search, '') || ' ' || lower(coalesce(u.label::text, '')))";

    UserFilter {
        if (text != null && text.length() > 200) {
            throw new InvalidValueException("text", "must be at most 200 characters");
        }
    }

    static UserFilter ofKind(PrincipalKind kind) {
        return new UserFilter(kind, null, null, null, null);
    }

    static UserFilter ofProfile(ProfileId profile) {
        return new UserFilter(null, null, null, profile, null);
    }

    Condition condition(AccessView view) {
        List<Condition> parts = new ArrayList<>();
        parts.add(Condition.of("u.status <> 'DELETED'"));
        if (kind != null) {
            parts.add(Condition.of("u.kind = ?", kind.name()));
        }
        if (status != null) {
            parts.add(Condition.of("u.status = ?", status.name()));
        }
        if (role != null) {
            parts.add(new ScopedUsers(view).inRole(List.of(role.value())));
        }
        if (profile != null) {
            parts.add(Condition.of("u.profile = ?", profile.value()));
        }
        if (text != null && !text.isBlank()) {
            for (String word : PersonRow.searched(text).strip().split("\\s+", -1)) {
                parts.add(Condition.of(SEARCHED + " LIKE ?", "%" + literal(word) + "%"));
            }
        }
        return Condition.all(parts);
    }

    /// The text with what LIKE would read as a pattern made literal.
    private static String literal(String word) {
        return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}
