package io.mandate.command.user;

import io.mandate.command.gate.ExpectsRevision;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.PersonalText;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Details of a user change; all of them are one event. What is not named stays as it is.
///
/// @param details the new texts; null takes one away
/// @param attributes the new attributes; null takes one away
/// @param expectedRevision the revision the caller has seen; null: whatever it is
public record ChangeDetails(
        TenantId tenant,
        UserId user,
        Map<Detail, @Nullable PersonalText> details,
        Map<AttributeKey, @Nullable PersonalText> attributes,
        @Nullable Long expectedRevision)
        implements UserCommand, ExpectsRevision {

    public ChangeDetails {
        details = Collections.unmodifiableMap(new TreeMap<>(details));
        attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
    }

    @Override
    public ActionName action() {
        return UserRights.EDIT;
    }
}
