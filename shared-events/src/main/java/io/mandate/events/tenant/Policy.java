package io.mandate.events.tenant;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.mandate.events.values.InvalidValueException;

/// Differences between tenants that are data. Each has a name, a default and a written form for its values.
public enum Policy {
    /// What a new profile must bring: a comma-separated subset of `roleType,associatedRole,description,defaultActions`.
    PROFILE_CREATION_REQUIRED("profileCreation.required", ""),
    /// Whether a profile keeps the role type it was created with: `true` or `false`.
    PROFILE_ROLE_TYPE_FIXED("profileRoleTypeFixed", "false"),
    /// Whether a user keeps the role it was created with: `true` or `false`.
    USER_ROLE_IMMUTABLE("userRoleImmutable", "false"),
    /// Whether a person keeps the username it was created with: `true` or `false`.
    USERNAME_IMMUTABLE("usernameImmutable", "false"),
    /// `EMAIL`, `ANY`, or a character class such as `[A-Za-z0-9._]`, of which usernames are made.
    USERNAME_PATTERN("usernamePattern", "ANY"),
    /// `PRIMARY_CIAM`, `SECONDARY_CIAM` or `NONE`.
    IDENTITY_MODE("identity.mode", "NONE"),
    /// `REJECT` or `UPDATE`: what an import does with users that exist.
    IMPORT_ON_EXISTING("import.onExisting", "REJECT"),
    /// How many of the last characters a mask leaves visible: 0 to 64.
    MASK_VISIBLE_CHARS("mask.visibleChars", "0"),
    /// Whether the last administrator is protected: `true` or `false`.
    GUARD_LAST_ADMINISTRATOR("guards.lastAdministrator", "true"),
    /// Whether nobody can give what he does not hold: `true` or `false`.
    GUARD_ESCALATION("guards.escalation", "true"),
    /// Whether every change must come with a reason: `true` or `false`.
    REASON_REQUIRED("reason.required", "false");

    private final String key;
    private final String initial;

    Policy(String key, String initial) {
        this.key = key;
        this.initial = initial;
    }

    /// The name in catalogs, events and the API.
    @JsonValue
    public String key() {
        return key;
    }

    /// The value where nothing was said.
    public String initial() {
        return initial;
    }

    /// Whether it protects the tenant from its own administrators.
    public boolean guard() {
        return this == GUARD_LAST_ADMINISTRATOR || this == GUARD_ESCALATION;
    }

    /// The policy of that name; refused with [InvalidValueException] if there is none.
    @JsonCreator
    public static Policy of(String key) {
        for (Policy policy : values()) {
            if (policy.key.equals(key)) {
                return policy;
            }
        }
        throw new InvalidValueException("Policy", "there is no policy of this name");
    }
}
