package io.mandate.query.testing;

import io.mandate.events.DomainEvent;
import io.mandate.events.catalog.CatalogEvent;
import io.mandate.events.licence.LicenceEvent;
import io.mandate.events.profile.ProfileEvent;
import io.mandate.events.record.RecordEvent;
import io.mandate.events.tenant.TenantEvent;
import io.mandate.events.token.TokenEvent;
import io.mandate.events.user.UserEvent;

/// Which stream an event belongs to.
public final class Streams {
    private Streams() {}

    /// Kind and id, as in `<tenant>/<kind>/<id>`.
    public static String of(DomainEvent event) {
        return switch (event) {
            case ProfileEvent e -> "profile/" + e.profile();
            case UserEvent e -> "user/" + e.user();
            case TokenEvent e -> "token/" + e.token();
            case RecordEvent e -> "record/" + e.resource() + "/" + e.record();
            case LicenceEvent _ -> "licence/licence";
            case CatalogEvent _ -> "catalog/catalog";
            case TenantEvent _ -> "tenant/tenant";
        };
    }
}
