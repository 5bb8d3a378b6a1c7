package io.mandate.access.navigation;

import io.mandate.access.AccessView;
import io.mandate.access.catalog.CatalogNode;
import io.mandate.access.decision.AccessRules;
import io.mandate.access.decision.PathChoices;
import io.mandate.access.decision.PathChoices.At;
import io.mandate.access.decision.Question;
import io.mandate.access.decision.Reason;
import io.mandate.access.fact.Fact;
import io.mandate.access.permission.EffectivePermissions;
import io.mandate.access.profile.Profile;
import io.mandate.access.user.Subject;
import io.mandate.access.user.UserStatus;
import io.mandate.events.catalog.RoleTypeDefinition;
import io.mandate.events.profile.Navigation;
import io.mandate.events.tenant.Availability;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.Label;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The sidebar of a user. A node is in it if it is navigable, something at or below it may be viewed, and the nearest
/// statement of the profile does not hide it. What is shown below a hidden node moves up to the nearest one shown.
///
/// @param affectedAt as in [EffectivePermissions]
/// @param entries in the catalog's own order
public record NavigationTree(long affectedAt, List<Entry> entries) {
    private static final ActionName VIEW = new ActionName("view");

    /// @param children in the catalog's own order
    public record Entry(NodeKey node, Label label, List<Entry> children) {
        public Entry {
            children = List.copyOf(children);
        }
    }

    public NavigationTree {
        entries = List.copyOf(entries);
    }

    /// Empty if there never was such a user. A user who is not active sees nothing.
    public static Optional<NavigationTree> of(AccessView view, UserId user) {
        Subject subject = view.user(user);
        if (subject == null) {
            return Optional.empty();
        }
        long affectedAt = EffectivePermissions.affectedAt(view, subject);
        return Optional.of(new NavigationTree(
                affectedAt, new Sidebar(view, subject).entries(view.catalog().roots())));
    }

    private record Sidebar(AccessView view, Subject subject) {
        List<Entry> entries(List<CatalogNode> nodes) {
            List<Entry> shown = new ArrayList<>();
            for (CatalogNode node : nodes) {
                List<Entry> below = entries(view.catalog().children(node.key()));
                if (node.definition().navigable() && !node.retired() && accessible(node) && !hidden(node)) {
                    shown.add(new Entry(node.key(), node.definition().label(), below));
                } else {
                    shown.addAll(below);
                }
            }
            return shown;
        }

        private boolean accessible(CatalogNode node) {
            return superuser() ? available(node) : viewable(node);
        }

        private boolean viewable(CatalogNode node) {
            return given(AccessRules.decide(view, Question.about(subject.id(), node.key(), VIEW))
                            .reason())
                    || view.catalog().children(node.key()).stream().anyMatch(this::viewable);
        }

        /// Whether the steps up to the action passed; for which records does not matter here.
        private static boolean given(Reason reason) {
            return reason.allows() || reason.step() > Reason.ACTION_NOT_GRANTED.step();
        }

        private boolean superuser() {
            RoleTypeDefinition type = view.catalog().roleTypeDefinitionOf(subject.role());
            return type != null && type.superuser() && subject.status() == UserStatus.ACTIVE;
        }

        private boolean available(CatalogNode node) {
            return !view.tenantState().offboarded()
                    && view.catalog().path(node.key()).stream().allMatch(this::inUse);
        }

        private boolean inUse(CatalogNode node) {
            return !node.retired() && view.tenantState().availability(node.key()) == Availability.AVAILABLE;
        }

        private boolean hidden(CatalogNode node) {
            Profile profile = subject.profile() == null || superuser() ? null : view.profile(subject.profile());
            if (profile == null) {
                return false;
            }
            @Nullable
            At<Fact<Navigation>> said = new PathChoices(profile, view.catalog().path(node.key())).navigation();
            return said != null && said.said().value() == Navigation.HIDDEN;
        }
    }
}
