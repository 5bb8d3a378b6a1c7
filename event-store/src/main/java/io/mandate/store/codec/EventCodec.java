package io.mandate.store.codec;

import io.mandate.events.Alias;
import io.mandate.events.DomainEvent;
import io.mandate.events.EventMetadata;
import io.mandate.events.user.UserEvent;
import io.mandate.events.values.TenantId;
import io.mandate.store.codec.PersonalTextModule.Sealing;
import io.mandate.store.envelope.KeyRef;
import io.mandate.store.envelope.Opener;
import io.mandate.store.envelope.Sealed;
import io.mandate.store.envelope.Sealer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Turns events into the bytes they are stored as for ever, and back. Equal events have equal bytes, apart from
/// sealed text.
@Component
public final class EventCodec {
    private final JsonMapper json = StoredJson.mapper();
    private final EventAliases aliases = new EventAliases();
    private final Upcasters upcasters = Upcasters.shipped();
    private final Set<Class<?>> personal = PersonalEvents.of(aliases);

    /// The stored names.
    public EventAliases aliases() {
        return aliases;
    }

    /// The keys that [#encode] needs for this event.
    public List<KeyRef> keysOf(TenantId tenant, DomainEvent event, EventMetadata metadata) {
        List<KeyRef> keys = new ArrayList<>(3);
        if (event instanceof UserEvent user && personal.contains(event.getClass())) {
            keys.add(KeyRef.user(tenant, user.user()));
        }
        if (metadata.ip() != null || metadata.userAgent() != null) {
            keys.add(KeyRef.actor(tenant, metadata));
        }
        if (metadata.reason() != null) {
            keys.add(KeyRef.changeSet(tenant, metadata.changeSet()));
        }
        return keys;
    }

    /// The stored form, with personal text sealed under the keys of [#keysOf].
    public StoredEvent encode(TenantId tenant, DomainEvent event, EventMetadata metadata, Sealer sealer) {
        Alias alias = aliases.of(event);
        byte[] payload = write(event, sealing(tenant, sealer, property -> payloadKey(tenant, event)));
        byte[] circumstances =
                write(metadata, sealing(tenant, sealer, property -> metadataKey(tenant, metadata, property)));
        return new StoredEvent(alias.value(), alias.revision(), payload, circumstances);
    }

    /// What reads the events of a tenant.
    ///
    /// @param payloads opens the personal text of the events themselves
    /// @param metadata opens that of their metadata
    public EventReading reading(TenantId tenant, Opener payloads, Opener metadata) {
        return new EventReading(json, aliases, upcasters, tenant, payloads, metadata);
    }

    private byte[] write(Object value, Sealing sealing) {
        return json.writer().withAttribute(PersonalTextModule.SEALING, sealing).writeValueAsBytes(value);
    }

    private static KeyRef payloadKey(TenantId tenant, DomainEvent event) {
        if (event instanceof UserEvent user) {
            return KeyRef.user(tenant, user.user());
        }
        throw new IllegalStateException(event.getClass().getName() + " has personal text and is about nobody");
    }

    private static KeyRef metadataKey(TenantId tenant, EventMetadata metadata, String property) {
        return property.equals("reason")
                ? KeyRef.changeSet(tenant, metadata.changeSet())
                : KeyRef.actor(tenant, metadata);
    }

    private static Sealing sealing(TenantId tenant, Sealer sealer, Function<String, KeyRef> key) {
        return new Sealing() {
            @Override
            public Optional<Sealed> seal(String property, String text) {
                return sealer.seal(key.apply(property), text);
            }

            @Override
            public boolean own(TenantId other) {
                return other.equals(tenant);
            }
        };
    }
}
