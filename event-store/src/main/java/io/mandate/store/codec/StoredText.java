package io.mandate.store.codec;

import io.mandate.events.values.TenantId;
import io.mandate.store.envelope.KeyRef;
import io.mandate.store.envelope.Opener;
import io.mandate.store.envelope.Sealer;
import io.mandate.store.envelope.SubjectKeys;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Writes and reads records beside the events, in the same form: exact bytes, personal text sealed.
@Component
public final class StoredText {
    private final JsonMapper json = StoredJson.mapper();
    private final SubjectKeys keys;

    StoredText(SubjectKeys keys) {
        this.keys = keys;
    }

    /// The bytes, with all personal text in it sealed under that key.
    ///
    /// @param needed the key, or nothing where the value has no personal text
    public byte[] write(TenantId tenant, Object value, KeyRef key, Set<KeyRef> needed) {
        return write(tenant, value, key, needed.isEmpty() ? (_, _) -> Optional.empty() : keys.sealer(needed));
    }

    /// The same without the database; empty where the key is not remembered in this process.
    public Optional<byte[]> writeAtOnce(TenantId tenant, Object value, KeyRef key, Set<KeyRef> needed) {
        return keys.rememberedSealer(needed).map(sealer -> write(tenant, value, key, sealer));
    }

    private byte[] write(TenantId tenant, Object value, KeyRef key, Sealer sealer) {
        return json.writer()
                .withAttribute(PersonalTextModule.SEALING, new OneKey(tenant, key, sealer))
                .writeValueAsBytes(value);
    }

    /// The values, in the same order, with personal text opened where its key still exists: all keys are asked for at
    /// once.
    public <T> List<T> read(TenantId tenant, List<byte[]> values, Class<T> type) {
        Set<KeyRef> needed = new HashSet<>();
        values.forEach(bytes -> SealedKeys.collect(tenant, bytes, needed));
        Opener opener = needed.isEmpty() ? Opener.NOTHING : keys.opener(needed);
        return values.stream().map(bytes -> read(tenant, bytes, type, opener)).toList();
    }

    private <T> T read(TenantId tenant, byte[] bytes, Class<T> type, Opener opener) {
        try {
            return json.readerFor(type)
                    .withAttribute(PersonalTextModule.OPENER, opener)
                    .withAttribute(PersonalTextModule.TENANT, tenant)
                    .readValue(bytes);
        } catch (JacksonException e) {
            throw new UnreadablePayloadException("a stored " + type.getSimpleName() + " is not as expected", e);
        }
    }

    private record OneKey(TenantId tenant, KeyRef key, Sealer sealer) implements PersonalTextModule.Sealing {
        @Override
        public Optional<io.mandate.store.envelope.Sealed> seal(String property, String text) {
            return sealer.seal(key, text);
        }

        @Override
        public boolean own(TenantId other) {
            return other.equals(tenant);
        }
    }
}
