package io.mandate.events.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// One user is assigned, two users are.
class CountedMessagesTest {
    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)");
    private static final Pattern ONE_THINGS = Pattern.compile("\\b1 (?:further |other |more )?([a-z]+s)\\b");
    private static final Pattern MANY_THING = Pattern.compile("\\b2 (?:further |other |more )?([a-z]+)\\b");
    private static final Pattern CHOICE = Pattern.compile("\\{\\w+\\|([a-z]+)\\|\\1s}");
    private static final Set<String> VERBS = Set.of("needs", "does", "was", "is", "requires");

    /// What only ever is a name, and stands before a noun.
    private static final Set<String> NAMES = Set.of("profileRoleType");

    @ParameterizedTest
    @EnumSource
    void no_message_counts_one_thing_as_many_or_two_as_one(RejectionCode code) {
        String one = filled(code, name -> NAMES.contains(name) ? "X" : 1).message();
        assertThat(words(ONE_THINGS, one)).allMatch(VERBS::contains);
        assertThat(one).doesNotContain("{", "|", "[");
        assertThat(words(MANY_THING, filled(code, name -> 2).message())).doesNotContainAnyElementsOf(singulars());
    }

    /// The nouns that any message counts.
    private static List<String> singulars() {
        List<String> nouns = Stream.of(RejectionCode.values())
                .flatMap(code -> words(CHOICE, code.message()).stream())
                .toList();
        assertThat(nouns).contains("user", "event", "node", "job", "replay");
        return nouns;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PROFILE_IN_USE            | 1 | "n1" is still assigned to 1 user (a). Give this user another profile first.
            PROFILE_IN_USE            | 2 | "n2" is still assigned to 2 users (a, b). Give them another profile first.
            ROLE_TYPE_IN_USE          | 1 | 1 user of this profile is not of type n1: a.
            ROLE_TYPE_IN_USE          | 2 | 2 users of this profile are not of type n2: a, b.
            QUOTA_EXCEEDED            | 1 | Your contract includes 1 user of tier n1; this would be 1.
            QUOTA_EXCEEDED            | 2 | Your contract includes 2 users of tier n2; this would be 2.
            PROFILE_ESCALATION        | 1 | You cannot give rights that you do not hold: a on n1 (1 further node: a).
            PROFILE_ESCALATION        | 2 | You cannot give rights that you do not hold: a and b on n2 (2 further nodes: a, b).
            REVERT_CONFLICT           | 1 | What the commit n1 changed was changed again since (1 event: a). Revert that first.
            REVERT_CONFLICT           | 2 | What the commit n2 changed was changed again since (2 events: a, b). Revert those first.
            PROFILE_REVISION_UNKNOWN  | 1 | The profile "n1" has no revision 1; its only revision is 1.
            PROFILE_REVISION_UNKNOWN  | 2 | The profile "n2" has no revision 2; its revisions are 1 to 2.
            LEVEL_UNKNOWN             | 1 | "n1" is not available for n1. Choose a.
            LEVEL_UNKNOWN             | 2 | "n2" is not available for n2. Choose a or b.
            MASTER_KEY_NOT_EVERYWHERE | 1 | This node does not have epoch 1 of the master key yet: a. Add its line there first.
            MASTER_KEY_NOT_EVERYWHERE | 2 | These nodes do not have epoch 2 of the master key yet: a, b. Add its line there first.
            TOO_MANY_JOBS             | 1 | 1 job of this tenant is not done yet, and 1 is the most. Wait until it is done, or put more items into one job.
            TOO_MANY_JOBS             | 2 | 2 jobs of this tenant are not done yet, and 2 is the most. Wait until one of them is done, or put more items into one job.
            """)
    void what_is_counted_reads_as_people_write(RejectionCode code, int count, String message) {
        Set<String> lists = Set.of("users", "actions", "nodes", "later", "levels");
        Set<String> numbers = Set.of("count", "limit", "used", "further", "revision", "latest", "epoch", "open");
        List<String> many = List.of("a", "b").subList(0, count);
        assertThat(filled(code, name -> lists.contains(name) ? many : numbers.contains(name) ? count : "n" + count)
                        .message())
                .isEqualTo(message);
    }

    @Test
    void none_are_many() {
        assertThat(Rejection.of(RejectionCode.QUOTA_EXCEEDED, "limit", 0, "tier", "EDITOR", "used", 1)
                        .message())
                .isEqualTo("Your contract includes 0 users of tier EDITOR; this would be 1.");
        assertThat(IntStream.range(0, 3).mapToObj(number -> Counted.of(number, "row")))
                .containsExactly("0 rows", "1 row", "2 rows");
        assertThat(Counted.of(1, "key is", "keys are") + ", " + Counted.of(2, "key is", "keys are"))
                .isEqualTo("1 key is, 2 keys are");
    }

    private static Rejection filled(RejectionCode code, Function<String, Object> value) {
        Map<String, Object> parameters = PARAMETER
                .matcher(code.message())
                .results()
                .map(place -> place.group(1))
                .distinct()
                .collect(Collectors.toMap(Function.identity(), value, (one, other) -> one, LinkedHashMap::new));
        return new Rejection(code, parameters);
    }

    private static List<String> words(Pattern pattern, String message) {
        return pattern.matcher(message).results().map(match -> match.group(1)).toList();
    }
}
