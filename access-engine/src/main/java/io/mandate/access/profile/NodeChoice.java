package io.mandate.access.profile;

import io.mandate.access.fact.Fact;
import io.mandate.events.profile.Enablement;
import io.mandate.events.profile.Navigation;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.ScopeExpression;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All that a profile says about one node. Null where it never said anything, or where it took back what it said.
///
/// @param enablement never UNSET
/// @param override the node's own actions
/// @param scope the record scope for all actions without one of their own
/// @param scopes the record scope of single actions
/// @param navigation never UNSET
/// @param instances never UNSET
public record NodeChoice(
        @Nullable Fact<Enablement> enablement,
        @Nullable OwnActions override,
        @Nullable Fact<ScopeExpression> scope,
        Map<ActionName, Fact<ScopeExpression>> scopes,
        @Nullable Fact<Navigation> navigation,
        @Nullable Fact<Instances> instances) {
    /// A profile that says nothing.
    public static final NodeChoice NOTHING = new NodeChoice(null, null, null, Map.of(), null, null);

    boolean saysNothing() {
        return equals(NOTHING);
    }

    NodeChoice with(@Nullable Fact<Enablement> changed) {
        return new NodeChoice(changed, override, scope, scopes, navigation, instances);
    }

    NodeChoice withOverride(@Nullable OwnActions changed) {
        return new NodeChoice(enablement, changed, scope, scopes, navigation, instances);
    }

    NodeChoice withScope(@Nullable Fact<ScopeExpression> changed) {
        return new NodeChoice(enablement, override, changed, scopes, navigation, instances);
    }

    NodeChoice withScopes(Map<ActionName, Fact<ScopeExpression>> changed) {
        return new NodeChoice(enablement, override, scope, changed, navigation, instances);
    }

    NodeChoice withNavigation(@Nullable Fact<Navigation> changed) {
        return new NodeChoice(enablement, override, scope, scopes, changed, instances);
    }

    NodeChoice withInstances(@Nullable Fact<Instances> changed) {
        return new NodeChoice(enablement, override, scope, scopes, navigation, changed);
    }
}
