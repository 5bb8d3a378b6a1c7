package io.mandate.access.oracle;

import io.mandate.access.decision.AssertedRecord;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.UserId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// May this user do this, to this record?
///
/// @param record null together with `says`: to the resource as a whole
/// @param says what the caller says about the record
/// @param saysOfUser what the caller says about the user
public record Asked(
        UserId user,
        NodeKey node,
        ActionName action,
        @Nullable RecordId record,
        @Nullable AssertedRecord says,
        Map<AttributeKey, String> saysOfUser) {

    static Asked whole(UserId user, NodeKey node, ActionName action) {
        return new Asked(user, node, action, null, null, Map.of());
    }

    boolean concrete() {
        return record != null || says != null;
    }

    boolean creates() {
        return action.value().equals("create");
    }
}
