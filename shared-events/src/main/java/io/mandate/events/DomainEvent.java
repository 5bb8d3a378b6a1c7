package io.mandate.events;

import io.mandate.events.catalog.CatalogEvent;
import io.mandate.events.licence.LicenceEvent;
import io.mandate.events.profile.ProfileEvent;
import io.mandate.events.record.RecordEvent;
import io.mandate.events.tenant.TenantEvent;
import io.mandate.events.token.TokenEvent;
import io.mandate.events.user.UserEvent;

/// Something that happened in a tenant. The tenant itself is not a field: it is part of the place where the event is
/// recorded, see [RecordedEvent].
public sealed interface DomainEvent
        permits TenantEvent, CatalogEvent, ProfileEvent, UserEvent, LicenceEvent, RecordEvent, TokenEvent {}
