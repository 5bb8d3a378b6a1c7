package io.mandate.access.permission;

import io.mandate.access.AccessView;
import io.mandate.access.catalog.CatalogNode;
import io.mandate.access.decision.ProfileGrants;
import io.mandate.access.decision.ProfileGrants.Given;
import io.mandate.access.profile.Profile;
import io.mandate.access.scope.OwnValues;
import io.mandate.access.user.Subject;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What is given by saving a profile: what it did not give before, to no matter whom, and what it did not give before
/// to those who have it. The two differ where a scope names the user's own attributes: the same words reach other
/// records for each of them.
public final class SavedProfile {
    private final AccessView view;
    private final @Nullable Subject giver;
    private final @Nullable Profile was;
    private final Profile is;
    private final Supplier<Set<Map<AttributeKey, String>>> users;
    private @Nullable Set<Map<AttributeKey, String>> known;

    private SavedProfile(
            AccessView view,
            @Nullable Subject giver,
            @Nullable Profile was,
            Profile is,
            Supplier<Set<Map<AttributeKey, String>>> users) {
        this.view = view;
        this.giver = giver;
        this.was = was;
        this.is = is;
        this.users = users;
    }

    /// What it gives from now on that the actor does not hold, in the catalog's own order; as in
    /// [Escalation#exceeds] otherwise.
    ///
    /// @param view with the actor as he is before the change
    /// @param was the profile before the change; null: there was none
    /// @param users the decisive attributes of those who have it; asked for only where they matter
    public static List<Excess> exceeds(
            AccessView view,
            UserId actor,
            @Nullable Profile was,
            Profile is,
            Supplier<Set<Map<AttributeKey, String>>> users) {
        Subject giver = view.user(actor);
        if (giver != null && Escalation.superuser(view.catalog(), giver)) {
            return List.of();
        }
        return new SavedProfile(view, giver, was, is, users).excesses();
    }

    private List<Excess> excesses() {
        List<Excess> excesses = new ArrayList<>();
        for (CatalogNode node : view.catalog().nodes()) {
            for (ActionName action : node.definition().supportedActions().actions()) {
                excess(node.key(), action).ifPresent(kind -> excesses.add(new Excess(node.key(), action, kind)));
            }
        }
        return excesses;
    }

    private Optional<Excess.Kind> excess(NodeKey node, ActionName action) {
        Given now = given(is, node, action);
        if (now == null) {
            return Optional.empty();
        }
        Given before = was == null ? null : given(was, node, action);
        Given held = giver == null
                ? null
                : Escalation.held(view, giver, node, action).orElse(null);
        Optional<Excess.Kind> toAnybody = Escalation.beyond(held, before, now);
        return toAnybody.isPresent() || held == null || giver == null || !OwnValues.named(now.scope())
                ? toAnybody
                : toUsers(Escalation.of(held, giver.attributes()), before, now);
    }

    private Optional<Excess.Kind> toUsers(Given held, @Nullable Given before, Given now) {
        return attributes().stream()
                .map(mine -> Escalation.beyond(
                        held, before == null ? null : Escalation.of(before, mine), Escalation.of(now, mine)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /// Asked for once: it takes a walk over all users of the tenant.
    private Set<Map<AttributeKey, String>> attributes() {
        Set<Map<AttributeKey, String>> asked = known == null ? users.get() : known;
        known = asked;
        return asked;
    }

    private @Nullable Given given(Profile profile, NodeKey node, ActionName action) {
        return Escalation.existsForSome(view.catalog(), node, profile)
                ? ProfileGrants.given(view, profile, node, action).orElse(null)
                : null;
    }
}
