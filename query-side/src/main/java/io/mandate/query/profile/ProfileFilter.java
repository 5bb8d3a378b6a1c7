package io.mandate.query.profile;

import io.mandate.access.AccessView;
import io.mandate.access.catalog.CatalogNode;
import io.mandate.access.decision.ProfileGrants;
import io.mandate.access.profile.Profile;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.InvalidValueException;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RoleTypeKey;
import io.mandate.query.scope.Condition;
import io.mandate.query.user.PersonRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Which profiles are asked for. What is null does not restrict.
///
/// @param text words that all stand somewhere in name, description or code; letter case does not
/// matter
/// @param node profiles that permit something there, or anywhere below
/// @param action profiles that permit this, at the node or below it, or anywhere
/// @param unused true: that no user, service or page has; false: that some have
record ProfileFilter(
        @Nullable String text,
        @Nullable RoleTypeKey roleType,
        @Nullable NodeKey node,
        @Nullable ActionName action,
        @Nullable Boolean unused) {
    private static final String SEARCHED =
            "(l.normalized_name || ' ' || lower(coalesce(l.description, '') || ' ' || coalesce(l.code, '')))";
    private static final String USED = "coalesce(n.active + n.suspended + n.invited + n.services + n.pages, 0) > 0";

    ProfileFilter {
        if (text != null && text.length() > 200) {
            throw new InvalidValueException("text", "must be at most 200 characters");
        }
    }

    Condition condition(AccessView view) {
        List<Condition> parts = new ArrayList<>();
        parts.add(Condition.ALWAYS);
        if (text != null && !text.isBlank()) {
            for (String word : PersonRow.searched(text).strip().split("\\s+", -1)) {
                String literal = word.toLowerCase(Locale.ROOT)
                        .replace("\\", "\\\\")
                        .replace("%", "\\%")
                        .replace("_", "\\_");
                parts.add(Condition.of(SEARCHED + " LIKE ?", "%" + literal + "%"));
            }
        }
        if (roleType != null) {
            parts.add(Condition.of("l.role_type = ?", roleType.value()));
        }
        if (unused != null) {
            parts.add(Condition.of((unused ? "NOT " : "") + "(" + USED + ")"));
        }
        if (node != null || action != null) {
            parts.add(Condition.of("l.profile = ANY (?)", (Object) permitting(view)));
        }
        return Condition.all(parts);
    }

    /// What profiles permit is not in the tables: it follows from profile and catalog together.
    private String[] permitting(AccessView view) {
        List<CatalogNode> nodes = view.catalog().nodes().stream()
                .filter(each -> node == null || atOrBelow(node, each.key()))
                .toList();
        return view.profiles().stream()
                .filter(profile -> nodes.stream().anyMatch(each -> permits(view, profile, each)))
                .map(profile -> profile.id().value())
                .toArray(String[]::new);
    }

    private static boolean atOrBelow(NodeKey node, NodeKey key) {
        return key.equals(node) || key.value().startsWith(node.value() + "/");
    }

    private boolean permits(AccessView view, Profile profile, CatalogNode at) {
        return at.definition().supportedActions().actions().stream()
                .filter(each -> action == null || each.equals(action))
                .anyMatch(each -> ProfileGrants.gives(view, profile, at.key(), each));
    }
}
