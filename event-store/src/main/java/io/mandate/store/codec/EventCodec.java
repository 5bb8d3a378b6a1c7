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
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Turns events into the bytes they are stored as for ever, and back. Equal events have equal bytes, apart from
/// sealed text.
@Component
public final class EventCodec {
    private final JsonMapper json = StoredJson.mapper();
    private final EventAliases aliases = new EventAliases();
    private final Upcasters upcasters = Upcasters.shipped();
    private final ObjectReader metadataReader = json.readerFor(EventMetadata.class);
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

    /// The event of any revision, in its newest form; refused with [UnreadablePayloadException].
    public DomainEvent event(TenantId tenant, String type, int revision, byte[] payload, Opener opener) {
        Class<? extends DomainEvent> event = aliases.classOf(type);
        int newest = aliases.of(event).revision();
        ObjectReader reader = opening(json.readerFor(event), tenant, opener);
        try {
            if (revision == newest) {
                return reader.readValue(payload);
            }
            if (revision > newest || !(json.readTree(payload) instanceof ObjectNode tree)) {
                throw new UnreadablePayloadException("this version does not know revision " + revision + " of " + type);
            }
            upcasters.upcast(type, revision, newest, tree);
            return reader.readValue(tree);
        } catch (JacksonException e) {
            throw new UnreadablePayloadException("revision " + revision + " of " + type + " is not as expected", e);
        }
    }

    /// Who, from where and why; refused with [UnreadablePayloadException].
    public EventMetadata metadata(TenantId tenant, byte[] metadata, Opener opener) {
        try {
            return opening(metadataReader, tenant, opener).readValue(metadata);
        } catch (JacksonException e) {
            throw new UnreadablePayloadException("the metadata is not as expected", e);
        }
    }

    private byte[] write(Object value, Sealing sealing) {
        return json.writer().withAttribute(PersonalTextModule.SEALING, sealing).writeValueAsBytes(value);
    }

    private static ObjectReader opening(ObjectReader reader, TenantId tenant, Opener opener) {
        return reader.withAttribute(PersonalTextModule.OPENER, opener).withAttribute(PersonalTextModule.TENANT, tenant);
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
