package io.mandate.command.tenant;

import io.mandate.command.catalog.document.CatalogDocument;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.Label;
import io.mandate.events.values.PersonalText;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A tenant as it is to begin.
///
/// @param zone in which its days are read
/// @param label how operators call it
/// @param catalog what exists in it, with the profiles and quotas it begins with
/// @param first its first administrator
public record Registration(
        TenantId tenant, ZoneId zone, Label label, CatalogDocument catalog, FirstAdministrator first) {

    /// The first administrator as a person.
    ///
    /// @param role null: the one the catalog names
    public record FirstAdministrator(
            UserId id,
            PersonalText username,
            @Nullable PersonalText firstName,
            @Nullable PersonalText lastName,
            @Nullable PersonalText email,
            @Nullable RoleKey role,
            Map<AttributeKey, PersonalText> attributes) {
        public FirstAdministrator {
            attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
        }
    }
}
