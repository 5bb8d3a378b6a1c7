package io.mandate.command.profile;

import io.mandate.access.fact.Fact;
import io.mandate.access.profile.NodeChoice;
import io.mandate.access.profile.OwnActions;
import io.mandate.access.profile.Profile;
import io.mandate.events.values.NodeKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// All that a profile says, without which events said it, to compare two versions.
final class Said {
    private Said() {}

    static Map<String, Object> by(Profile profile) {
        Map<String, Object> said = new TreeMap<>(content(profile));
        said.put("name", profile.name().value());
        said.put("code", String.valueOf(profile.code()));
        said.put("description", String.valueOf(profile.description()));
        return said;
    }

    /// Without what is never copied.
    static Map<String, Object> content(Profile profile) {
        Map<String, Object> said = new TreeMap<>();
        said.put("roleType", String.valueOf(profile.roleType()));
        said.put("associatedRole", String.valueOf(profile.associatedRole()));
        said.put("default", profile.defaultActions() + " " + profile.permissionType());
        said.put("masked", profile.maskSensitiveData());
        profile.settings().forEach((key, fact) -> said.put("setting " + key, fact.value()));
        for (Map.Entry<NodeKey, NodeChoice> choice : profile.choices().entrySet()) {
            said.put("node " + choice.getKey(), of(choice.getValue()));
        }
        return said;
    }

    private static List<Object> of(NodeChoice choice) {
        OwnActions own = choice.override();
        List<Object> said = new ArrayList<>();
        said.add(value(choice.enablement()));
        said.add(
                own == null
                        ? "-"
                        : List.of(own.actions(), String.valueOf(own.level()), own.conditions(), own.scopes()));
        said.add(value(choice.scope()));
        Map<String, Object> scopes = new TreeMap<>();
        choice.scopes().forEach((action, scope) -> scopes.put(action.value(), scope.value()));
        said.add(scopes);
        said.add(value(choice.navigation()));
        said.add(value(choice.instances()));
        return said;
    }

    private static Object value(@Nullable Fact<?> fact) {
        return fact == null ? "-" : fact.value();
    }
}
