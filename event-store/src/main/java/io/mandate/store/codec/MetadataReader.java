package io.mandate.store.codec;

import io.mandate.events.EventMetadata;
import io.mandate.events.values.Actor;
import io.mandate.events.values.ChangeSetId;
import io.mandate.events.values.InvalidValueException;
import io.mandate.events.values.PersonalText;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.UserId;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;

/// Reads the metadata of an event property by property. There is one beside every event of history, always of the same
/// form, and binding it by reflection took longer than the event itself. It refuses what binding refuses.
final class MetadataReader extends StdDeserializer<EventMetadata> {
    private final PersonalTextModule.Reader texts = new PersonalTextModule.Reader();

    MetadataReader() {
        super(EventMetadata.class);
    }

    /// It has no state; else it would be looked for again for every event.
    @Override
    public boolean isCachable() {
        return true;
    }

    @Override
    public EventMetadata deserialize(JsonParser json, DeserializationContext context) {
        try {
            return new Properties().read(json, context);
        } catch (InvalidValueException e) {
            throw context.instantiationException(EventMetadata.class, e);
        }
    }

    @Override
    public Object getNullValue(DeserializationContext context) {
        return context.reportInputMismatch(this, "metadata is never absent");
    }

    private final class Properties {
        private @Nullable Actor actor;
        private @Nullable UserId onBehalfOf;
        private EventMetadata.@Nullable Source source;
        private @Nullable ChangeSetId changeSet;
        private @Nullable String correlationId;
        private @Nullable String causationId;
        private @Nullable ProfileId actorProfile;
        private @Nullable Long actorProfileRevision;
        private @Nullable PersonalText ip;
        private @Nullable PersonalText userAgent;
        private @Nullable PersonalText reason;

        EventMetadata read(JsonParser json, DeserializationContext context) {
            for (String name = first(json, context); name != null; name = json.nextName()) {
                json.nextToken();
                property(name, json, context);
            }
            if (actor == null || source == null || changeSet == null || correlationId == null) {
                return context.reportInputMismatch(MetadataReader.this, "something is missing in the metadata");
            }
            return new EventMetadata(
                    actor,
                    onBehalfOf,
                    source,
                    changeSet,
                    correlationId,
                    causationId,
                    actorProfile,
                    actorProfileRevision,
                    ip,
                    userAgent,
                    reason);
        }

        private void property(String name, JsonParser json, DeserializationContext context) {
            switch (name) {
                case "actor" -> actor = actor(json, context);
                case "onBehalfOf" -> onBehalfOf = new UserId(text(json, context));
                case "source" -> source = constant(EventMetadata.Source.class, json, context);
                case "changeSet" -> changeSet = new ChangeSetId(text(json, context));
                case "correlationId" -> correlationId = text(json, context);
                case "causationId" -> causationId = text(json, context);
                case "actorProfile" -> actorProfile = new ProfileId(text(json, context));
                case "actorProfileRevision" -> actorProfileRevision = context.readValue(json, Long.class);
                case "ip" -> ip = texts.deserialize(json, context);
                case "userAgent" -> userAgent = texts.deserialize(json, context);
                case "reason" -> reason = texts.deserialize(json, context);
                default -> context.handleUnknownProperty(json, MetadataReader.this, EventMetadata.class, name);
            }
        }
    }

    private Actor actor(JsonParser json, DeserializationContext context) {
        Actor.Kind kind = null;
        UserId id = null;
        for (String name = first(json, context); name != null; name = json.nextName()) {
            json.nextToken();
            switch (name) {
                case "kind" -> kind = constant(Actor.Kind.class, json, context);
                case "id" -> id = new UserId(text(json, context));
                default -> context.handleUnknownProperty(json, this, Actor.class, name);
            }
        }
        return kind == null || id == null
                ? context.reportInputMismatch(this, "an actor has a kind and an id")
                : new Actor(kind, id);
    }

    /// The name of the first property of the object that begins here; null where it has none.
    private @Nullable String first(JsonParser json, DeserializationContext context) {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            context.reportWrongTokenException(this, JsonToken.START_OBJECT, "an object was expected");
        }
        return json.nextName();
    }

    private String text(JsonParser json, DeserializationContext context) {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            context.reportWrongTokenException(this, JsonToken.VALUE_STRING, "a text was expected");
        }
        return json.getString();
    }

    private <E extends Enum<E>> E constant(Class<E> type, JsonParser json, DeserializationContext context) {
        String name = text(json, context);
        try {
            return Enum.valueOf(type, name);
        } catch (IllegalArgumentException _) {
            return context.reportInputMismatch(this, "there is no such " + type.getSimpleName());
        }
    }
}
