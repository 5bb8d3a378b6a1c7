package io.mandate.command.user;

import io.mandate.command.user.UserState.Life;
import io.mandate.command.user.UserState.Living;
import io.mandate.command.user.UserState.Person;
import io.mandate.command.user.UserState.Place;
import io.mandate.events.user.Identity;
import io.mandate.events.user.UserEvent;
import io.mandate.events.user.UserEvent.AcknowledgementRecorded;
import io.mandate.events.user.UserEvent.DetailChange;
import io.mandate.events.user.UserEvent.ExternalIdentityLinked;
import io.mandate.events.user.UserEvent.ExternalIdentityUnlinked;
import io.mandate.events.user.UserEvent.PasswordResetRequested;
import io.mandate.events.user.UserEvent.UserActivated;
import io.mandate.events.user.UserEvent.UserAssigned;
import io.mandate.events.user.UserEvent.UserAssigneeChanged;
import io.mandate.events.user.UserEvent.UserCreated;
import io.mandate.events.user.UserEvent.UserDeleted;
import io.mandate.events.user.UserEvent.UserDetailsChanged;
import io.mandate.events.user.UserEvent.UserEnabled;
import io.mandate.events.user.UserEvent.UserPerimeterChanged;
import io.mandate.events.user.UserEvent.UserPersonalDataErased;
import io.mandate.events.user.UserEvent.UserRoleChanged;
import io.mandate.events.user.UserEvent.UserSuspended;
import io.mandate.events.user.UserEvent.UserUnassigned;
import io.mandate.events.user.UserEvent.UsernameChanged;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.PersonalText;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What each event does to a living principal.
final class LivingFold {
    static final String ATTRIBUTE_PREFIX = "attributes.";

    private LivingFold() {}

    static Living begin(UserCreated e) {
        Map<Detail, PersonalText> details = new EnumMap<>(Detail.class);
        put(details, Detail.FIRST_NAME, e.firstName());
        put(details, Detail.LAST_NAME, e.lastName());
        put(details, Detail.EMAIL, e.email());
        put(
                details,
                Detail.LABEL,
                e.label() == null ? null : PersonalText.of(e.label().text()));
        Map<AttributeKey, PersonalText> attributes = new TreeMap<>(e.personalAttributes());
        e.attributes().forEach((key, value) -> attributes.put(key, PersonalText.of(value)));
        return new Living(
                e.user(),
                e.kind(),
                new Life(false, false),
                new Person(e.username(), details, attributes, e.identity()),
                new Place(e.role(), null, null, null),
                Map.of());
    }

    static Living after(Living living, UserEvent event) {
        Life life = living.life();
        Person person = living.person();
        Place at = living.place();
        return switch (event) {
            case UserActivated e -> living.with(new Life(true, life.suspended()));
            case UserSuspended e -> living.with(new Life(life.activated(), true));
            case UserEnabled e -> living.with(new Life(life.activated(), false));
            case UserDetailsChanged e -> living.with(changed(person, e));
            case UsernameChanged e ->
                living.with(new Person(e.to(), person.details(), person.attributes(), person.identity()));
            case ExternalIdentityLinked e -> living.with(linked(person, e.identity()));
            case ExternalIdentityUnlinked e -> living.with(linked(person, null));
            case UserRoleChanged e -> living.with(new Place(e.to(), at.profile(), at.perimeter(), at.manager()));
            case UserAssigned e -> living.with(new Place(at.role(), e.toProfile(), at.perimeter(), at.manager()));
            case UserUnassigned e -> living.with(new Place(at.role(), null, at.perimeter(), at.manager()));
            case UserPerimeterChanged e -> living.with(new Place(at.role(), at.profile(), e.to(), at.manager()));
            case UserAssigneeChanged e -> living.with(new Place(at.role(), at.profile(), at.perimeter(), e.to()));
            case AcknowledgementRecorded e -> acknowledged(living, e);
            // Not changes of a living one, or nothing that rules ask for.
            case UserCreated e -> living;
            case UserDeleted e -> living;
            case UserPersonalDataErased e -> living;
            case PasswordResetRequested e -> living;
        };
    }

    private static Person changed(Person person, UserDetailsChanged event) {
        Map<Detail, PersonalText> details = new EnumMap<>(Detail.class);
        details.putAll(person.details());
        Map<AttributeKey, PersonalText> attributes = new TreeMap<>(person.attributes());
        for (DetailChange change : event.changes()) {
            PersonalText to = change.clearTo() == null ? change.to() : PersonalText.of(change.clearTo());
            if (change.field().startsWith(ATTRIBUTE_PREFIX)) {
                put(attributes, new AttributeKey(change.field().substring(ATTRIBUTE_PREFIX.length())), to);
            } else {
                put(details, Detail.of(change.field()), to);
            }
        }
        return new Person(person.username(), details, attributes, person.identity());
    }

    private static Person linked(Person person, @Nullable Identity identity) {
        return new Person(person.username(), person.details(), person.attributes(), identity);
    }

    private static Living acknowledged(Living living, AcknowledgementRecorded event) {
        Map<String, String> acknowledged = new HashMap<>(living.acknowledged());
        acknowledged.put(event.type(), event.version());
        return new Living(living.user(), living.kind(), living.life(), living.person(), living.place(), acknowledged);
    }

    private static <K> void put(Map<K, PersonalText> texts, K key, @Nullable PersonalText text) {
        if (text == null) {
            texts.remove(key);
        } else {
            texts.put(key, text);
        }
    }
}
