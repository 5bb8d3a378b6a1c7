package io.mandate.events.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileNameTest {
    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '|', textBlock = """
        'VIP customers'          | '  vip   CUSTOMERS '       | case and spaces
        'a b'                    | 'a\\u00a0b'                | no-break space
        'a b'                    | 'a\\u2003\\u3000b'         | em space and ideographic space
        'a b'                    | 'a\\tb'                    | tabulator
        'a b'                    | 'a\\nb'                    | new line
        'a b'                    | 'a\\u2028b'                | line separator
        'caf\\u00e9'             | 'cafe\\u0301'              | composed and decomposed
        'CAF\\u00c9'             | 'cafe\\u0301'              | decomposed of another case
        'stra\\u00dfe'           | 'STRASSE'                  | sharp s
        'stra\\u00dfe'           | 'STRA\\u1e9eE'             | capital sharp s
        'file'                   | '\\ufb01le'                | ligature
        'ABC'                    | '\\uff21\\uff22\\uff23'    | full width
        '\\u03bf\\u03b4\\u03cc\\u03c2' | '\\u039f\\u0394\\u038c\\u03a3' | final sigma
        '\\u03c3'                | '\\u03c2'                  | both small sigmas
        'k'                      | '\\u212a'                  | kelvin sign
        '\\u00e5'                | '\\u212b'                  | angstrom sign
        '1'                      | '\\u00b9'                  | superscript
        'VIII'                   | '\\u2167'                  | roman numeral
        '\\u01c6'                | '\\u01c5'                  | title case digraph
        '\\ud801\\udc28'         | '\\ud801\\udc00'           | beyond the basic plane
        """)
    void names_that_read_the_same_are_one(String name, String other, String why) {
        assertThat(name(name).normalized()).as(why).isEqualTo(name(other).normalized());
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '|', textBlock = """
        'resume'                 | 'r\\u00e9sum\\u00e9'       | accents count
        'a'                      | '\\u0430'                  | Latin and Cyrillic
        'a b'                    | 'ab'                       | a space counts
        'a-b'                    | 'a b'                      | a hyphen is no space
        """)
    void names_that_read_differently_are_two(String name, String other, String why) {
        assertThat(name(name).normalized()).as(why).isNotEqualTo(name(other).normalized());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"stra\\u00dfe", "\\ufb03", "\\u0130stanbul", "\\u1e9e", "\\u03a3", "\\u0390", "a\\u00a0\\u00a0b"
            })
    void normalizing_what_is_normalized_changes_nothing(String written) {
        String once = name(written).normalized();

        assertThat(new ProfileName(once).normalized()).isEqualTo(once);
    }

    @Test
    void it_is_kept_as_written_but_for_spaces() {
        assertThat(name("\\u3000 Caf\\u00e9 \\u00a0 Stra\\u00dfe ").value()).isEqualTo("Caf\u00e9 Stra\u00dfe");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\\u00a0\\u2003", "a\\u0000b", "a\\u007fb", "\\u001bred"})
    void a_name_needs_something_to_read_and_nothing_unreadable(String written) {
        assertThatThrownBy(() -> name(written)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void its_length_is_counted_in_characters_people_see() {
        String key = "\ud83d\udd11";

        assertThat(new ProfileName(key.repeat(120)).value()).hasSize(240);
        assertThatThrownBy(() -> new ProfileName(key.repeat(121))).isInstanceOf(InvalidValueException.class);
    }

    /// Escapes are resolved here, so that the tables above show what cannot be told apart by eye.
    private static ProfileName name(String escaped) {
        return new ProfileName(unicode(escaped).replace("\\t", "\t").replace("\\n", "\n"));
    }

    private static String unicode(String escaped) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < escaped.length(); i++) {
            if (escaped.startsWith("\\u", i)) {
                text.append((char) Integer.parseInt(escaped.substring(i + 2, i + 6), 16));
                i += 5;
            } else {
                text.append(escaped.charAt(i));
            }
        }
        return text.toString();
    }
}
