package io.mandate.events.catalog;

import io.mandate.events.values.Label;
import java.util.List;

/// What the catalog says about one attribute of users.
///
/// @param sensitivity PERSONAL: sealed under the user's key and not usable in decisions; DECISIVE: clear and usable
/// @param options the values it may have; empty: any text of at most 1000 characters
public record AttributeDefinition(Label label, Sensitivity sensitivity, List<String> options) {
    /// Whether decisions may use it, or only people may read it.
    public enum Sensitivity {
        PERSONAL,
        DECISIVE
    }

    public AttributeDefinition {
        options = List.copyOf(options);
    }
}
