package io.mandate.store.codec;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// Revision 1 of the events about overrides knew actions and conditions. Revision 2 says as well which records the
/// level they were chosen by limits them to; before, none did.
///
/// @param alias the stored name of the event
/// @param added the fields that revision 2 has more
record OverridesWithScopes(String alias, List<String> added) implements Upcaster {
    @Override
    public int from() {
        return 1;
    }

    @Override
    public void upcast(ObjectNode payload) {
        added.forEach(payload::putObject);
    }
}
