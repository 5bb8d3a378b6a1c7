package io.mandate.command.user;

import io.mandate.command.given.GivenTenant;
import io.mandate.command.given.Shop;
import io.mandate.events.user.Identity;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.PersonalText;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A CreateUser that names only what a test is about; the rest is a customer that fits.
record Wish(
        String username,
        @Nullable String firstName,
        @Nullable String email,
        @Nullable RoleKey role,
        @Nullable ProfileId profile,
        @Nullable Identity identity,
        Map<AttributeKey, PersonalText> attributes) {
    static final TenantId T = GivenTenant.TENANT;
    static final UserId EVE = GivenUser.EVE;

    static Wish customer() {
        return new Wish("eve", null, null, Shop.CUSTOMER, null, null, Map.of(Shop.ACCOUNT, PersonalText.of("A-1")));
    }

    Wish named(String other) {
        return new Wish(other, firstName, email, role, profile, identity, attributes);
    }

    Wish first(String name) {
        return new Wish(username, name, email, role, profile, identity, attributes);
    }

    Wish at(String address) {
        return new Wish(username, firstName, address, role, profile, identity, attributes);
    }

    Wish as(@Nullable RoleKey other) {
        return new Wish(username, firstName, email, other, profile, identity, attributes);
    }

    Wish on(@Nullable ProfileId other) {
        return new Wish(username, firstName, email, role, other, identity, attributes);
    }

    Wish known(String provider, String subject) {
        Identity there = new Identity(provider, PersonalText.of(subject));
        return new Wish(username, firstName, email, role, profile, there, attributes);
    }

    Wish with(Map<AttributeKey, PersonalText> others) {
        return new Wish(username, firstName, email, role, profile, identity, others);
    }

    CreateUser command() {
        return new CreateUser(
                T,
                EVE,
                PersonalText.of(username),
                firstName == null ? null : PersonalText.of(firstName),
                null,
                email == null ? null : PersonalText.of(email),
                role,
                profile,
                identity,
                attributes,
                new UserId("gil"));
    }
}
