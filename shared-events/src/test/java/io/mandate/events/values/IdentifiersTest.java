package io.mandate.events.values;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// The forms as regular expressions say them: slow to ask, easy to read.
class IdentifiersTest {
    private static final Map<String, Consumer<String>> FORMS = Map.of(
            "(?!\\.{1,2}$)[A-Za-z0-9._:~+=-]{1,128}", value -> Identifiers.id("Id", value),
            "[a-z][a-z0-9-]{0,63}", value -> Identifiers.word("Word", value),
            "[A-Z0-9_]{1,64}", value -> Identifiers.constant("Constant", value),
            "[A-Za-z][A-Za-z0-9_]{0,63}", value -> Identifiers.name("Name", value),
            "[a-z][a-z0-9.-]{0,127}", value -> Identifiers.dotted("Dotted", value),
            "(?=.{1,200}$)[a-z0-9-]+(/[a-z0-9-]+){0,7}", value -> Identifiers.path("Path", value));

    @Test
    void a_value_is_accepted_exactly_if_its_form_says_so() {
        Random random = new Random(1);
        for (int i = 0; i < 50_000; i++) {
            String value = value(random);
            FORMS.forEach((form, check) -> assertThat(accepts(check, value))
                    .as("\"%s\" as %s", value, form)
                    .isEqualTo(value.matches(form)));
        }
        FORMS.forEach((form, check) -> {
            for (String value : new String[] {
                "",
                "/",
                "a/",
                "/a",
                "a//b",
                "a/b/c/d/e/f/g/h",
                "a/b/c/d/e/f/g/h/i",
                "\n",
                "a\n",
                "é",
                ".",
                "..",
                "...",
                ".a",
                "a."
            }) {
                assertThat(accepts(check, value))
                        .as("\"%s\" as %s", value, form)
                        .isEqualTo(value.matches(form));
            }
            for (int length : new int[] {63, 64, 65, 127, 128, 129, 200, 201}) {
                for (String letter : new String[] {"a", "A", "7"}) {
                    String value = letter.repeat(length);
                    assertThat(accepts(check, value))
                            .as("%d of %s as %s", length, letter, form)
                            .isEqualTo(value.matches(form));
                }
            }
        });
    }

    @Test
    void a_text_is_whole_characters() {
        for (String half : new String[] {"x\ud800", "\udc00x", "\ud800\ud800", "x\ud800y", "\udc00\ud800"}) {
            assertThat(accepts(value -> new RecordId(value), half)).isFalse();
            assertThat(accepts(value -> Label.of(value), half)).isFalse();
            assertThat(accepts(value -> new ProfileName(value), half)).isFalse();
        }
        assertThat(accepts(value -> new RecordId(value), "\ud83d\ude00")).isTrue();
        assertThat(accepts(value -> new ProfileName(value), "\ud83d\ude00")).isTrue();
    }

    private static boolean accepts(Consumer<String> check, String value) {
        try {
            check.accept(value);
            return true;
        } catch (InvalidValueException refused) {
            return false;
        }
    }

    private static String value(Random random) {
        String letters = random.nextInt(3) == 0 ? "abzAZ09._:~+=-/ @é名\u0000{" : "az09-/";
        StringBuilder value = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            value.append(letters.charAt(random.nextInt(letters.length())));
        }
        return value.toString();
    }
}
