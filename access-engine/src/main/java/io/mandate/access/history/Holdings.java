package io.mandate.access.history;

import io.mandate.access.AccessView;
import io.mandate.access.user.Subject;
import io.mandate.access.user.UserStatus;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.UserId;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Every [Holding] of a tenant at a moment: together with the principals, all effective permissions there are, each
/// told once for all who stand equally.
public final class Holdings {
    private Holdings() {}

    private record Key(
            @Nullable ProfileId profile, @Nullable RoleKey role) {}

    private static final Comparator<Key> ORDER = Comparator.comparing(
                    Key::profile, Comparator.nullsFirst(Comparator.<ProfileId>naturalOrder()))
            .thenComparing(Key::role, Comparator.nullsFirst(Comparator.<RoleKey>naturalOrder()));

    /// Those of all active principals, by profile and role, those without first. Worked out one by one as they are
    /// taken.
    public static Stream<Holding> of(AccessView view) {
        Map<Key, UserId> found = new TreeMap<>(ORDER);
        for (Subject each : view.users()) {
            if (each.status() == UserStatus.ACTIVE) {
                found.putIfAbsent(new Key(each.profile(), each.role()), each.id());
            }
        }
        return found.entrySet().stream()
                .map(entry ->
                        Holding.of(view, entry.getKey().role(), entry.getKey().profile(), entry.getValue()));
    }
}
