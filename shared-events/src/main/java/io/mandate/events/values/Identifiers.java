package io.mandate.events.values;

import java.util.regex.Pattern;

/// The written forms of identifiers, in one place. They are checked again for every event that is read, a dozen times
/// each, so that characters are looked up in a table; regular expressions took a tenth of reading history.
final class Identifiers {
    private static final Form ID = new Form("[A-Za-z0-9._:~+=-]", "[A-Za-z0-9._:~+=-]", 128);
    private static final Form TENANT = new Form("[a-z]", "[a-z0-9-]", 64);
    private static final Form WORD = TENANT;
    private static final Form CONSTANT = new Form("[A-Z0-9_]", "[A-Z0-9_]", 64);
    private static final Form NAME = new Form("[A-Za-z]", "[A-Za-z0-9_]", 64);
    private static final Form DOTTED = new Form("[a-z]", "[a-z0-9.-]", 128);
    private static final Form SEGMENT = new Form("[a-z0-9-]", "[a-z0-9-]", 200);
    private static final int SEGMENTS = 8;

    private Identifiers() {}

    static void id(String type, String value) {
        require(ID, type, value, "must be 1 to 128 characters of A-Z a-z 0-9 . _ : ~ + = -");
        // As a segment of a path they are the place itself and the one above (RFC 3986, 5.2.4): no address reaches
        // them.
        if (value.equals(".") || value.equals("..")) {
            throw new InvalidValueException(type, "must not be . or ..");
        }
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
        int segments = 0;
        for (int from = 0; from <= value.length(); segments++) {
            int slash = value.indexOf('/', from);
            int end = slash < 0 ? value.length() : slash;
            if (segments == SEGMENTS || !SEGMENT.fits(value, from, end)) {
                throw new InvalidValueException(type, "must be 1 to 8 segments of a-z 0-9 -, joined by /");
            }
            from = end + 1;
        }
    }

    static void text(String type, String value, int longest) {
        if (value.isEmpty() || value.length() > longest || hasControls(value)) {
            throw new InvalidValueException(type, "must be 1 to " + longest + " characters without control characters");
        }
        wellFormed(type, value);
    }

    /// Unpaired surrogates are no characters: what is stored of them is a question mark, which is another text.
    static void wellFormed(String type, String value) {
        for (int i = 0; i < value.length(); i++) {
            if (!Character.isSurrogate(value.charAt(i))) {
                continue;
            }
            if (!Character.isBmpCodePoint(value.codePointAt(i))) {
                i++;
            } else {
                throw new InvalidValueException(type, "must not contain unpaired surrogates");
            }
        }
    }

    private static boolean hasControls(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (Character.isISOControl(value.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static void require(Form form, String type, String value, String rule) {
        if (!form.fits(value, 0, value.length())) {
            throw new InvalidValueException(type, rule);
        }
    }

    /// Which ASCII characters may be first and which may follow, and how many there may be.
    private static final class Form {
        private final boolean[] first;
        private final boolean[] following;
        private final int longest;

        Form(String first, String following, int longest) {
            this.first = table(first);
            this.following = table(following);
            this.longest = longest;
        }

        private static boolean[] table(String characters) {
            Pattern pattern = Pattern.compile(characters);
            boolean[] table = new boolean[128];
            for (char c = 0; c < table.length; c++) {
                table[c] = pattern.matcher(String.valueOf(c)).matches();
            }
            return table;
        }

        boolean fits(String value, int from, int end) {
            if (end <= from || end - from > longest || !in(first, value.charAt(from))) {
                return false;
            }
            for (int i = from + 1; i < end; i++) {
                if (!in(following, value.charAt(i))) {
                    return false;
                }
            }
            return true;
        }

        private static boolean in(boolean[] table, char c) {
            return c < table.length && table[c];
        }
    }
}
