package io.mandate.query.profile;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.Label;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.SettingKey;
import io.mandate.events.values.SettingValue;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonSerialize;

/// How two revisions of a profile differ, judged by the catalog as it is: what differs because the catalog
/// changed in between is not the profile's doing.
///
/// @param traits name, description, default actions and so on
/// @param nodes the nodes for which the profile says or permits something else, in the catalog's order
public record ProfileDiff(
        long from, long to, List<Change> traits, List<NodeChange> nodes, List<SettingChange> settings) {

    /// Something said differently.
    ///
    /// @param what `name`, `description`, `defaultActions`, or at a node `enablement`, `actions`, `level`,
    /// `conditions`, `levelScopes`, `scope`, `scope.ACTION`, `navigation`, `instances`
    /// @param from null: nothing was said
    /// @param to null: nothing is said
    public record Change(
            String what,
            @JsonSerialize(using = OwnForm.class) @Nullable Object from,
            @JsonSerialize(using = OwnForm.class) @Nullable Object to) {}

    /// One node.
    ///
    /// @param gained actions that users of the profile may do there now, as far as the profile decides
    /// @param lost actions that they may no longer do
    /// @param said what the profile says differently at this very node; empty where it follows from another
    /// one
    @JsonInclude(Include.NON_NULL)
    public record NodeChange(
            NodeKey node, @Nullable Label label, ActionSet gained, ActionSet lost, List<Change> said) {}

    /// One setting.
    public record SettingChange(
            SettingKey setting,
            @Nullable SettingValue from,
            @Nullable SettingValue to) {}
}
