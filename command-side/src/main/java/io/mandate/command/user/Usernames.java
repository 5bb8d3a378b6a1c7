package io.mandate.command.user;

import io.mandate.command.invariants.UniqueForms;
import io.mandate.events.values.PersonalText;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What usernames and addresses may look like.
final class Usernames {
    /// The longest username and the longest address, in characters (RFC 5321, 4.5.3.1.3).
    static final int LONGEST = 254;

    // Possessive: linear in its input. Whether the address exists is for its owner to prove, not for a pattern.
    private static final Pattern EMAIL =
            Pattern.compile("[^@\\s\\p{Cntrl}\"(),:;<>\\[\\]\\\\]++@[\\p{L}\\p{N}-]++(\\.[\\p{L}\\p{N}-]++)++");

    private Usernames() {}

    /// The rule that this text breaks as a username, or nothing.
    ///
    /// @param policy `EMAIL`, `ANY` or a character class such as `[A-Za-z0-9._]`
    static Optional<String> brokenRule(PersonalText username, String policy) {
        String text = username.clear();
        if (text == null || !plain(text) || UniqueForms.username(text).isEmpty()) {
            return Optional.of("1 to " + LONGEST + " characters, without control characters and surrounding spaces");
        }
        return switch (policy) {
            case "ANY" -> Optional.empty();
            case "EMAIL" -> email(text) ? Optional.empty() : Optional.of("it must be an e-mail address");
            default ->
                Pattern.matches(policy + "{1," + LONGEST + "}", text)
                        ? Optional.empty()
                        : Optional.of("only characters of " + policy);
        };
    }

    /// Whether this could be an address, such as `ana@example.com`.
    static boolean email(@Nullable String text) {
        return text != null && plain(text) && EMAIL.matcher(text).matches();
    }

    private static boolean plain(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST
                && text.strip().equals(text)
                && text.codePoints().noneMatch(Character::isISOControl);
    }
}
