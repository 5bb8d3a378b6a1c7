package io.mandate.events.values;

import java.util.regex.Pattern;

/// The written forms of identifiers, in one place. Every pattern is linear in its input.
final class Identifiers {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:~+=-]{1,128}");
    private static final Pattern TENANT = Pattern.compile("[a-z][a-z0-9-]{0,63}");
    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9-]{0,63}");
    private static final Pattern CONSTANT = Pattern.compile("[A-Z0-9_]{1,64}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,63}");
    private static final Pattern DOTTED = Pattern.compile("[a-z][a-z0-9.-]{0,127}");
    private static final Pattern PATH = Pattern.compile("[a-z0-9-]++(/[a-z0-9-]++){0,7}");

    private Identifiers() {}

    static void id(String type, String value) {
        require(ID, type, value, "must be 1 to 128 characters of A-Z a-z 0-9 . _ : ~ + = -");
    }

    static void tenant(String value) {
        require(TENANT, "TenantId", value, "must be 1 to 64 characters of a-z 0-9 -, beginning with a letter");
    }

    static void word(String type, String value) {
        require(WORD, type, value, "must be 1 to 64 characters of a-z 0-9 -, beginning with a letter");
    }

    static void constant(String type, String value) {
        require(CONSTANT, type, value, "must be 1 to 64 characters of A-Z 0-9 _");
    }

    static void name(String type, String value) {
        require(NAME, type, value, "must be 1 to 64 characters of A-Z a-z 0-9 _, beginning with a letter");
    }

    static void dotted(String type, String value) {
        require(DOTTED, type, value, "must be 1 to 128 characters of a-z 0-9 . -, beginning with a letter");
    }

    static void path(String type, String value) {
        if (value.length() > 200) {
            throw new InvalidValueException(type, "must be at most 200 characters");
        }
        require(PATH, type, value, "must be 1 to 8 segments of a-z 0-9 -, joined by /");
    }

    static void text(String type, String value, int longest) {
        boolean control = value.codePoints().anyMatch(Character::isISOControl);
        if (value.isEmpty() || value.length() > longest || control) {
            throw new InvalidValueException(type, "must be 1 to " + longest + " characters without control characters");
        }
    }

    private static void require(Pattern pattern, String type, String value, String rule) {
        if (!pattern.matcher(value).matches()) {
            throw new InvalidValueException(type, rule);
        }
    }
}
