package io.mandate.command.policy;

import io.mandate.events.tenant.Policy;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Which values each policy takes, and the one way each is written.
public final class PolicyValues {
    private static final List<String> CREATION = List.of("roleType", "associatedRole", "description", "defaultActions");
    // Letters, digits, ranges and signs inside one pair of brackets; nothing in it can run away in time.
    private static final Pattern CHARACTER_CLASS = Pattern.compile("\\[(?:[A-Za-z0-9._+@ -]){1,60}]");
    private static final Pattern VISIBLE = Pattern.compile("0|[1-9][0-9]?");

    private PolicyValues() {}

    /// What is wrong with a value, as the second half of a sentence; empty if nothing is.
    public static Optional<String> complaint(Policy policy, String value) {
        return switch (policy) {
            case PROFILE_CREATION_REQUIRED ->
                require(
                        CREATION.containsAll(parts(value)),
                        "must be a comma-separated list of " + String.join(", ", CREATION) + ", or empty");
            case PROFILE_ROLE_TYPE_FIXED,
                    USER_ROLE_IMMUTABLE,
                    USERNAME_IMMUTABLE,
                    GUARD_LAST_ADMINISTRATOR,
                    GUARD_ESCALATION,
                    REASON_REQUIRED -> oneOf(value, "true", "false");
            case USERNAME_PATTERN ->
                require(
                        value.equals("EMAIL") || value.equals("ANY") || characterClass(value),
                        "must be EMAIL, ANY or a character class such as [A-Za-z0-9._]");
            case IDENTITY_MODE -> oneOf(value, "PRIMARY_CIAM", "SECONDARY_CIAM", "NONE");
            case IMPORT_ON_EXISTING -> oneOf(value, "REJECT", "UPDATE");
            case MASK_VISIBLE_CHARS ->
                require(
                        VISIBLE.matcher(value).matches() && Integer.parseInt(value) <= 64,
                        "must be a whole number from 0 to 64");
        };
    }

    /// The form in which a valid value is stored, so that equal wishes are equal.
    public static String written(Policy policy, String value) {
        if (policy != Policy.PROFILE_CREATION_REQUIRED) {
            return value;
        }
        Set<String> parts = parts(value);
        return CREATION.stream().filter(parts::contains).collect(Collectors.joining(","));
    }

    private static Set<String> parts(String value) {
        return Arrays.stream(value.split(",", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean characterClass(String value) {
        if (!CHARACTER_CLASS.matcher(value).matches()) {
            return false;
        }
        try {
            Pattern.compile(value);
            return true;
        } catch (java.util.regex.PatternSyntaxException e) {
            return false;
        }
    }

    private static Optional<String> oneOf(String value, String... allowed) {
        return require(List.of(allowed).contains(value), "must be one of " + String.join(", ", allowed));
    }

    private static Optional<String> require(boolean right, String rule) {
        return right ? Optional.empty() : Optional.of(rule);
    }
}
