package io.mandate.access.oracle;

import io.mandate.events.catalog.RoleTypeDefinition;
import io.mandate.events.profile.Navigation;
import io.mandate.events.tenant.Availability;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a user sees at the side: a node that is navigable, at or below which the steps up to the action hold for
/// `view`, and of which the nearest that the profile says is not that it is hidden. A superuser sees all that is
/// available. What is below a node that is not shown moves up.
record Sidebar(Told told, UserId id, ToldUser user) {
    private static final ActionName VIEW = new ActionName("view");
    /// The reasons of answers that passed the action.
    private static final Set<String> GIVEN = Set.of("GRANTED", "OUT_OF_RECORD_SCOPE", "CONDITION_NOT_MET", "SUPERUSER");

    List<Shown> shown() {
        return below(null);
    }

    private List<Shown> below(@Nullable NodeKey above) {
        List<Shown> shown = new ArrayList<>();
        for (NodeKey key : told.nodes.keySet()) {
            if (Objects.equals(told.node(key).parent(), above)) {
                List<Shown> further = below(key);
                if (there(key) && told.node(key).navigable()) {
                    shown.add(new Shown(key, told.node(key).label(), further));
                } else {
                    shown.addAll(further);
                }
            }
        }
        return shown;
    }

    private boolean there(NodeKey key) {
        if (superuser()) {
            return told.ended == 0
                    && told.up(key).stream().noneMatch(above -> told.retired.containsKey(above) || unavailable(above));
        }
        return !told.retired.containsKey(key) && viewable(key) && !hidden(key);
    }

    private boolean viewable(NodeKey node) {
        for (NodeKey key : told.nodes.keySet()) {
            boolean here = told.up(key).contains(node);
            if (here
                    && GIVEN.contains(
                            Steps.verdict(told, Asked.whole(id, key, VIEW)).reason())) {
                return true;
            }
        }
        return false;
    }

    private boolean hidden(NodeKey node) {
        ToldProfile profile = told.profileOf(user);
        for (NodeKey key : told.up(node)) {
            Navigation said = profile == null ? null : profile.navigation.get(key);
            if (said != null && said != Navigation.UNSET) {
                return said == Navigation.HIDDEN;
            }
        }
        return false;
    }

    private boolean superuser() {
        RoleTypeDefinition type = told.type(user.role.value().orElse(null));
        return user.deleted == 0 && !user.suspended && user.activated && type != null && type.superuser();
    }

    private boolean unavailable(NodeKey key) {
        Said<Availability> said = told.availability.get(key);
        return said != null && said.value() != Availability.AVAILABLE;
    }
}
