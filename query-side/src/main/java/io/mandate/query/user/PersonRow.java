package io.mandate.query.user;

import io.mandate.events.RecordedEvent;
import io.mandate.events.user.Identity;
import io.mandate.events.user.UserEvent.UserCreated;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.PersonalText;
import io.mandate.query.projection.Json;
import io.mandate.query.projection.Table;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The personal text of one person, in clear. It ends with the person's key, in the same batch.
///
/// @param subject what the identity provider calls it
/// @param attributes personal attributes by name
/// @param search names, username and e-mail in the form of [#searched]
public record PersonRow(
        String tenant,
        String principal,
        @Nullable String username,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String email,
        @Nullable String subject,
        Json attributes,
        String search) {
    /// Its table, the only one with personal text.
    public static final Table<PersonRow> TABLE =
            Table.of("person", PersonRow.class, 2).personal();

    /// The form in which texts are searched: compatible characters and letter case do not matter.
    public static String searched(String text) {
        return plain(text) ? text.toLowerCase(Locale.ROOT) : folded(text);
    }

    /// Whether it is all ASCII, which has one form only, as most names do.
    private static boolean plain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 127) {
                return false;
            }
        }
        return true;
    }

    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }

    static PersonRow of(UserCreated event, RecordedEvent recorded) {
        Map<String, String> attributes = new TreeMap<>();
        event.personalAttributes()
                .forEach((key, text) -> text.text().ifPresent(clear -> attributes.put(key.value(), clear)));
        return new PersonRow(
                        recorded.tenant().value(),
                        event.user().value(),
                        clear(event.username()),
                        clear(event.firstName()),
                        clear(event.lastName()),
                        clear(event.email()),
                        event.identity() == null ? null : clear(event.identity().subject()),
                        Json.of(attributes),
                        "")
                .searchable();
    }

    PersonRow called(@Nullable PersonalText changed) {
        return with(clear(changed), firstName, lastName, email, subject, attributes);
    }

    PersonRow firstNamed(@Nullable PersonalText changed) {
        return with(username, clear(changed), lastName, email, subject, attributes);
    }

    PersonRow lastNamed(@Nullable PersonalText changed) {
        return with(username, firstName, clear(changed), email, subject, attributes);
    }

    PersonRow mailed(@Nullable PersonalText changed) {
        return with(username, firstName, lastName, clear(changed), subject, attributes);
    }

    PersonRow linked(@Nullable Identity changed) {
        return with(
                username, firstName, lastName, email, changed == null ? null : clear(changed.subject()), attributes);
    }

    PersonRow attributed(AttributeKey attribute, @Nullable PersonalText changed) {
        @SuppressWarnings("unchecked") // it was written from a map of texts
        Map<String, String> all = new TreeMap<>((Map<String, String>) attributes.as(Map.class));
        String text = clear(changed);
        if (text == null) {
            all.remove(attribute.value());
        } else {
            all.put(attribute.value(), text);
        }
        return with(username, firstName, lastName, email, subject, Json.of(all));
    }

    private PersonRow searchable() {
        return with(username, firstName, lastName, email, subject, attributes);
    }

    private PersonRow with(
            @Nullable String signIn,
            @Nullable String first,
            @Nullable String last,
            @Nullable String mail,
            @Nullable String elsewhere,
            Json facts) {
        StringBuilder words = new StringBuilder();
        for (@Nullable String text : new @Nullable String[] {first, last, signIn, mail}) {
            if (text != null) {
                words.append(words.isEmpty() ? "" : " ").append(searched(text));
            }
        }
        return new PersonRow(tenant, principal, signIn, first, last, mail, elsewhere, facts, words.toString());
    }

    private static @Nullable String clear(@Nullable PersonalText text) {
        return text == null ? null : text.clear();
    }

    @Override
    public String toString() {
        return "person " + principal;
    }
}
