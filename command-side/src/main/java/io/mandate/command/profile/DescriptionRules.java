package io.mandate.command.profile;

import static io.mandate.command.profile.Refusals.inWords;
import static io.mandate.command.profile.Refusals.invalid;
import static io.mandate.command.profile.Refusals.refuse;

import io.mandate.access.catalog.Catalog;
import io.mandate.access.catalog.CatalogWords;
import io.mandate.access.catalog.Defined;
import io.mandate.events.catalog.RoleTypeDefinition;
import io.mandate.events.catalog.RoleTypeDefinition.ProfilePolicy;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.ProfileName;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.RoleTypeKey;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a profile may be called and what it may name: each check gives back the value to keep, or refuses.
final class DescriptionRules {
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int LONGEST_NAME = 120;

    private DescriptionRules() {}

    static ProfileName name(@Nullable String typed) {
        String name = typed == null ? "" : typed.replaceAll("[\\s\\p{Z}]+", " ").strip();
        if (name.isEmpty() || name.codePointCount(0, name.length()) > LONGEST_NAME) {
            throw refuse(RejectionCode.PROFILE_NAME_REQUIRED, "field", "name");
        }
        if (name.codePoints().anyMatch(Character::isISOControl)) {
            throw invalid("name", "must not contain control characters");
        }
        return new ProfileName(name);
    }

    static @Nullable String description(@Nullable String typed) {
        String description = typed == null ? "" : typed.strip();
        if (description.length() > 1_000) {
            throw invalid("description", "must be at most 1000 characters");
        }
        if (description.codePoints().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t')) {
            throw invalid("description", "must not contain control characters other than line breaks");
        }
        return description.isEmpty() ? null : description;
    }

    /// Kept as it is written; whether it is taken is judged whatever its case.
    static @Nullable String code(@Nullable String typed) {
        String code = typed == null ? null : typed.strip();
        if (code != null && !CODE.matcher(code).matches()) {
            throw invalid("code", "must be 1 to 64 characters of A-Z a-z 0-9 . _ -");
        }
        return code;
    }

    static @Nullable RoleTypeKey roleType(@Nullable RoleTypeKey key, Catalog catalog) {
        if (key != null && !offered(catalog.roleTypes().get(key))) {
            throw refuse(RejectionCode.ROLE_TYPE_UNKNOWN, "roleType", key);
        }
        return key;
    }

    static @Nullable RoleKey role(@Nullable RoleKey key, Catalog catalog) {
        if (key != null && !offered(catalog.roles().get(key))) {
            throw refuse(RejectionCode.ROLE_UNKNOWN, "role", key);
        }
        RoleTypeDefinition type = catalog.roleTypeDefinitionOf(key);
        if (key != null && type != null && type.profilePolicy() == ProfilePolicy.FORBIDDEN) {
            CatalogWords words = new CatalogWords(catalog);
            RoleTypeKey forbids = Objects.requireNonNull(catalog.roleTypeOf(key));
            throw inWords(
                    invalid("associatedRole", forbidden(key, forbids)),
                    forbidden(words.role(key.value()), words.roleType(forbids.value())));
        }
        return key;
    }

    private static String forbidden(Object role, Object type) {
        return "users of the role " + role + " never have a profile: their role type " + type + " forbids it";
    }

    static ActionSet defaultActions(ActionSet actions, Catalog catalog) {
        NodesInUse.check(actions, new NodesInUse(catalog).everything(), "the default permission");
        return actions;
    }

    static @Nullable String permissionType(@Nullable String typed) {
        if (typed != null
                && (typed.isBlank() || typed.length() > 64 || typed.codePoints().anyMatch(Character::isISOControl))) {
            throw invalid("permissionType", "must be 1 to 64 characters");
        }
        return typed;
    }

    private static boolean offered(@Nullable Defined<?> defined) {
        return defined != null && !defined.retired();
    }
}
