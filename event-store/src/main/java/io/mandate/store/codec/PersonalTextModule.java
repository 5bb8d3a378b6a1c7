package io.mandate.store.codec;

import io.mandate.events.values.PersonalText;
import io.mandate.events.values.TenantId;
import io.mandate.store.envelope.DamagedTextException;
import io.mandate.store.envelope.KeyRef;
import io.mandate.store.envelope.Opener;
import io.mandate.store.envelope.Sealed;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/// Personal text in stored JSON: `{"key":"user:eve","sealed":"<base64>"}`, with a `tenant` where the key is not of
/// the event's own, or `{"erased":true}`. There is no form for clear text: a mapper without a sealer refuses to
/// write it.
final class PersonalTextModule extends SimpleModule {
    private static final long serialVersionUID = 1L;

    PersonalTextModule() {
        super("personal-text");
        addSerializer(PersonalText.class, new Writer());
        addDeserializer(PersonalText.class, new Reader());
    }

    /// Where a writer finds out how to seal.
    static final String SEALING = "mandate.sealing";
    /// Where a reader finds what opens.
    static final String OPENER = "mandate.opener";
    /// Where a reader finds the tenant of keys that name none.
    static final String TENANT = "mandate.tenant";

    /// Seals the text of the property with that name.
    @FunctionalInterface
    interface Sealing {
        Optional<Sealed> seal(String property, String text);

        /// The tenant that is not written down.
        default boolean own(TenantId tenant) {
            return true;
        }
    }

    private static final class Writer extends StdSerializer<PersonalText> {
        Writer() {
            super(PersonalText.class);
        }

        @Override
        public void serialize(PersonalText value, JsonGenerator json, SerializationContext context) {
            if (!(context.getAttribute(SEALING) instanceof Sealing sealing)) {
                throw new IllegalStateException("personal text is written in sealed form only");
            }
            String property = String.valueOf(json.streamWriteContext().currentName());
            Optional<Sealed> sealed = value.text().flatMap(text -> sealing.seal(property, text));
            json.writeStartObject(value);
            if (sealed.isPresent()) {
                KeyRef key = sealed.get().key();
                json.writeStringProperty("key", key.id());
                json.writeName("sealed");
                json.writeBinary(sealed.get().bytes());
                if (!sealing.own(key.tenant())) {
                    json.writeStringProperty("tenant", key.tenant().value());
                }
            } else {
                json.writeBooleanProperty("erased", true);
            }
            json.writeEndObject();
        }
    }

    static final class Reader extends StdDeserializer<PersonalText> {
        Reader() {
            super(PersonalText.class);
        }

        /// It has no state; else it would be looked for again for every text.
        @Override
        public boolean isCachable() {
            return true;
        }

        @Override
        public PersonalText deserialize(JsonParser json, DeserializationContext context) {
            Opener opener = (Opener) context.getAttribute(OPENER);
            if (opener.equals(Opener.NOTHING)) {
                json.skipChildren();
                return PersonalText.ERASED;
            }
            String key = null;
            byte[] bytes = null;
            TenantId tenant = (TenantId) context.getAttribute(TENANT);
            boolean foreign = false;
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "key" -> key = json.getString();
                    case "sealed" -> bytes = json.getBinaryValue();
                    case "tenant" -> {
                        tenant = new TenantId(json.getString());
                        foreign = true;
                    }
                    case "erased" -> json.getBooleanValue();
                    default -> context.handleUnknownProperty(json, this, PersonalText.class, name);
                }
            }
            if (key == null || bytes == null || tenant == null) {
                return PersonalText.ERASED;
            }
            return opened(opener, new Sealed(new KeyRef(tenant, key), bytes), foreign);
        }

        /// What another tenant's key does not open came from another store, whose operators have
        /// the same ids as those here: to this store it is erased.
        private static PersonalText opened(Opener opener, Sealed sealed, boolean foreign) {
            try {
                return opener.open(sealed).map(PersonalText::of).orElse(PersonalText.ERASED);
            } catch (DamagedTextException e) {
                if (foreign) {
                    return PersonalText.ERASED;
                }
                throw e;
            }
        }
    }
}
