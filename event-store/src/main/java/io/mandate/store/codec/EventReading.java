package io.mandate.store.codec;

import io.mandate.events.DomainEvent;
import io.mandate.events.EventMetadata;
import io.mandate.events.values.TenantId;
import io.mandate.store.envelope.Opener;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Reads the events of one page, with the keys that were found for it. For one thread.
public final class EventReading {
    private final JsonMapper json;
    private final EventAliases aliases;
    private final Upcasters upcasters;
    private final TenantId tenant;
    private final Opener payloads;
    private final ObjectReader metadata;
    private final Map<String, Form> forms = new HashMap<>();
    private final Documents documents = new Documents();

    /// How an event of one name is read.
    private record Form(int newest, ObjectReader reader) {}

    EventReading(
            JsonMapper json,
            EventAliases aliases,
            Upcasters upcasters,
            TenantId tenant,
            Opener payloads,
            Opener metadata) {
        this.json = json;
        this.aliases = aliases;
        this.upcasters = upcasters;
        this.tenant = tenant;
        this.payloads = payloads;
        this.metadata = reader(EventMetadata.class, metadata);
    }

    /// The event of any revision, in its newest form; refused with [UnreadablePayloadException].
    public DomainEvent event(String type, int revision, byte[] payload) {
        Form form = forms.computeIfAbsent(type, this::form);
        try {
            if (revision == form.newest()) {
                return documents.read(DomainEvent.class, form.reader(), payload);
            }
            if (revision > form.newest() || !(json.readTree(payload) instanceof ObjectNode tree)) {
                throw new UnreadablePayloadException("this version does not know revision " + revision + " of " + type);
            }
            upcasters.upcast(type, revision, form.newest(), tree);
            return form.reader().readValue(tree);
        } catch (JacksonException e) {
            throw new UnreadablePayloadException("revision " + revision + " of " + type + " is not as expected", e);
        }
    }

    /// Who, from where and why; refused with [UnreadablePayloadException].
    public EventMetadata metadata(byte[] circumstances) {
        try {
            return documents.read(EventMetadata.class, metadata, circumstances);
        } catch (JacksonException e) {
            throw new UnreadablePayloadException("the metadata is not as expected", e);
        }
    }

    private Form form(String type) {
        Class<? extends DomainEvent> event = aliases.classOf(type);
        return new Form(aliases.of(event).revision(), reader(event, payloads));
    }

    private ObjectReader reader(Class<?> type, Opener opener) {
        return Documents.reader(json.readerFor(type)
                .withAttribute(PersonalTextModule.OPENER, opener)
                .withAttribute(PersonalTextModule.TENANT, tenant));
    }
}
