package io.mandate.access.permission;

import io.mandate.access.AccessView;
import io.mandate.access.catalog.CatalogNode;
import io.mandate.access.decision.ProfileGrants;
import io.mandate.access.decision.ProfileGrants.Given;
import io.mandate.access.profile.Profile;
import io.mandate.access.scope.OwnValues;
import io.mandate.access.user.Cohort;
import io.mandate.access.user.Subject;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.UserId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What users may after a change and could not before, beyond what the actor of the change holds: by
/// another role, other attributes or another perimeter of theirs, or because the catalog or their
/// profile says otherwise of their role. Whether they are active and whether a module is available at
/// the moment does not matter: they may be tomorrow. An actor never passes what he gives himself: what
/// he held is what he had before.
public final class Gains {
    private final AccessView before;
    private final AccessView after;
    private final @Nullable Subject giver;

    private Gains(AccessView before, AccessView after, @Nullable Subject giver) {
        this.before = before;
        this.after = after;
        this.giver = giver;
    }

    /// What one principal gains, in the catalog's own order; nothing, if a superuser gives it.
    ///
    /// @param before with the actor
    public static List<Excess> of(AccessView before, AccessView after, UserId actor, UserId principal) {
        Subject was = before.user(principal);
        Subject is = after.user(principal);
        return is == null || (was != null && alike(was, is))
                ? List.of()
                : in(before, after, actor, (gains, node, action) -> gains.of(was, is, node, action));
    }

    private static boolean alike(Subject was, Subject is) {
        return Objects.equals(was.role(), is.role())
                && Objects.equals(was.profile(), is.profile())
                && Receiver.of(was).equals(Receiver.of(is));
    }

    /// What somebody gains who has this profile and this explicit role, before and after.
    ///
    /// @param role null: that of the profile, if it has one
    /// @param nodes those that may have become another thing for them
    public static List<Excess> of(
            AccessView before,
            AccessView after,
            UserId actor,
            @Nullable RoleKey role,
            ProfileId profile,
            Predicate<NodeKey> nodes) {
        Holders holders = new Holders(after, role, profile);
        return in(
                before,
                after,
                actor,
                (gains, node, action) ->
                        nodes.test(node) ? gains.of(role, profile, holders, node, action) : Optional.empty());
    }

    private interface Gain {
        Optional<Excess.Kind> of(Gains gains, NodeKey node, ActionName action);
    }

    private static List<Excess> in(AccessView before, AccessView after, UserId actor, Gain gain) {
        Subject giver = before.user(actor);
        if (giver != null && Escalation.superuser(before.catalog(), giver)) {
            return List.of();
        }
        Gains gains = new Gains(before, after, giver);
        List<Excess> excesses = new ArrayList<>();
        for (CatalogNode node : after.catalog().nodes()) {
            for (ActionName action : node.definition().supportedActions().actions()) {
                gain.of(gains, node.key(), action)
                        .ifPresent(kind -> excesses.add(new Excess(node.key(), action, kind)));
            }
        }
        return excesses;
    }

    private Optional<Excess.Kind> of(@Nullable Subject was, Subject is, NodeKey node, ActionName action) {
        Given now = given(after, is.role(), is.profile(), node, action);
        if (now == null) {
            return Optional.empty();
        }
        Given less = was == null ? null : given(before, was.role(), was.profile(), node, action);
        return Escalation.beyond(
                held(node, action),
                was == null || less == null ? null : Receiver.of(was).of(less),
                Receiver.of(is).of(now));
    }

    private Optional<Excess.Kind> of(
            @Nullable RoleKey role, ProfileId profile, Holders holders, NodeKey node, ActionName action) {
        Given now = given(after, role, profile, node, action);
        if (now == null) {
            return Optional.empty();
        }
        Given less = given(before, role, profile, node, action);
        // The same words are the same for each of them, since they themselves do not change.
        if (less != null && Escalation.beyond(null, less, now).isEmpty()) {
            return Optional.empty();
        }
        Given held = held(node, action);
        boolean named = OwnValues.named(now.scope()) || (less != null && OwnValues.named(less.scope()));
        if (held != null && !named && Escalation.beyond(held, less, now).isEmpty()) {
            return Optional.empty();
        }
        return holders.as(named).stream()
                .map(user -> Escalation.beyond(held, less == null ? null : user.of(less), user.of(now)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private @Nullable Given held(NodeKey node, ActionName action) {
        return giver == null
                ? null
                : Escalation.held(before, giver, node, action)
                        .map(held -> Escalation.of(held, giver.attributes()))
                        .orElse(null);
    }

    private static @Nullable Given given(
            AccessView view, @Nullable RoleKey role, @Nullable ProfileId id, NodeKey node, ActionName action) {
        Profile profile = id == null ? null : view.profile(id);
        return ProfileGrants.given(view, role, profile, node, action).orElse(null);
    }

    /// Those who have a role and a profile. Looked for only where it matters who they are, and once: it
    /// takes a walk over all users of the tenant.
    private static final class Holders {
        private final AccessView view;
        private final @Nullable RoleKey role;
        private final ProfileId profile;
        private @Nullable Set<Receiver> each;
        private @Nullable Set<Receiver> unnamed;

        Holders(AccessView view, @Nullable RoleKey role, ProfileId profile) {
            this.view = view;
            this.role = role;
            this.profile = profile;
        }

        /// @param named whether their own attributes are named in what they are given
        Set<Receiver> as(boolean named) {
            Set<Receiver> known = each;
            if (known == null) {
                known = found();
                each = known;
            }
            return named ? known : withoutAttributes(known);
        }

        private Set<Receiver> found() {
            Set<Receiver> found = new HashSet<>();
            for (UserId id : view.users(profile)) {
                Cohort cohort = Objects.requireNonNull(view.cohort(id));
                if (Objects.equals(cohort.role(), role)) {
                    found.add(Receiver.of(Objects.requireNonNull(view.user(id))));
                }
            }
            return found;
        }

        /// Far fewer: what a user has of it then depends on the perimeter alone.
        private Set<Receiver> withoutAttributes(Set<Receiver> known) {
            Set<Receiver> fewer = unnamed;
            if (fewer == null) {
                fewer = new HashSet<>();
                for (Receiver user : known) {
                    fewer.add(user.namesAttributes() ? user : user.withoutAttributes());
                }
                unnamed = fewer;
            }
            return fewer;
        }
    }
}
