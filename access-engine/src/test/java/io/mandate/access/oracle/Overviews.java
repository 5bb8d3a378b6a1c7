package io.mandate.access.oracle;

import io.mandate.access.AccessView;
import io.mandate.access.decision.Decision;
import io.mandate.access.navigation.NavigationTree;
import io.mandate.access.permission.EffectivePermissions;
import io.mandate.access.permission.Permission;
import io.mandate.access.setting.EffectiveSettings;
import io.mandate.events.values.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a user is shown of itself is what the oracle says: all permissions, each with the decision that was given; the
/// settings with their source; the sidebar; and a revision that is not behind the last event that concerned the user.
record Overviews(Answers answers, AccessView view, int commit, int user) {
    static void compare(Answers answers, AccessView view, int commit, int user) {
        new Overviews(answers, view, commit, user).compare();
    }

    private void compare() {
        UserId id = Cells.USERS.get(user);
        Overview said = answers.overviews[commit][user];
        Optional<EffectiveSettings> settings = EffectiveSettings.of(view, id);
        Optional<NavigationTree> sidebar = NavigationTree.of(view, id);
        Optional<EffectivePermissions> permissions = EffectivePermissions.of(view, id);
        if (said == null || settings.isEmpty() || sidebar.isEmpty() || permissions.isEmpty()) {
            if (said != null || settings.isPresent() || sidebar.isPresent() || permissions.isPresent()) {
                throw answers.disagreement("overview", commit, id, String.valueOf(said), settings);
            }
            return;
        }
        if (!Comparing.sameSettings(said.settings(), settings.get().settings())) {
            throw answers.disagreement("settings", commit, id, said.settings(), settings.get());
        }
        if (!Comparing.sameSidebar(said.sidebar(), sidebar.get().entries())) {
            throw answers.disagreement("sidebar", commit, id, said.sidebar(), sidebar.get());
        }
        List<Permission> allowed = allowed(said.possible());
        if (!allowed.equals(permissions.get().permissions())) {
            throw answers.disagreement("permissions", commit, id, allowed, permissions.get());
        }
        for (long at : List.of(
                settings.get().affectedAt(),
                sidebar.get().affectedAt(),
                permissions.get().affectedAt())) {
            if (at < said.concernedAt() || at > answers.end(commit)) {
                throw answers.disagreement("affected at", commit, id, said.concernedAt(), at);
            }
        }
    }

    private List<Permission> allowed(List<Asked> possible) {
        List<Permission> allowed = new ArrayList<>();
        for (Asked asked : possible) {
            Decision decision = answers.live[commit][answers.cells.whole(user, asked.node(), asked.action())];
            if (decision.allowed()) {
                allowed.add(new Permission(asked.node(), asked.action(), decision));
            }
        }
        return allowed;
    }
}
