package io.mandate.http.json;

/// The last look at a body that was understood, for what [WellFormedText] does not see: names of
/// members, and texts that a type reads by itself. Characters that no text may have come as escapes
/// only: as they are, they are no UTF-8 or no JSON.
final class WellFormedEscapes {
    private WellFormedEscapes() {}

    /// Refuses escapes of unpaired surrogates and of U+0000, and what is not UTF-8 but UTF-16 or UTF-32.
    static void check(byte[] body) {
        for (int i = 0; i < body.length; i++) {
            if (body[i] == 0) {
                throw new MalformedJsonException("", "this is not valid JSON in UTF-8");
            }
            if (body[i] != '\\') {
                continue;
            }
            if (body[++i] != 'u') {
                continue;
            }
            char c = escaped(body, i + 1);
            i += 4;
            if (c == 0) {
                throw new MalformedJsonException("", "a text must not contain U+0000");
            }
            if (Character.isHighSurrogate(c) && lowFollows(body, i + 1)) {
                i += 6;
            } else if (Character.isSurrogate(c)) {
                throw new MalformedJsonException("", "a text must not contain unpaired surrogates");
            }
        }
    }

    private static boolean lowFollows(byte[] body, int at) {
        return body[at] == '\\' && body[at + 1] == 'u' && Character.isLowSurrogate(escaped(body, at + 2));
    }

    private static char escaped(byte[] body, int at) {
        int c = 0;
        for (int i = at; i < at + 4; i++) {
            c = c << 4 | Character.digit(body[i], 16);
        }
        return (char) c;
    }
}
