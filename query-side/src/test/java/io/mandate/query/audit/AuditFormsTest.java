package io.mandate.query.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mandate.events.values.InvalidValueException;
import io.mandate.events.values.Position;
import io.mandate.query.user.ActorView;
import java.io.StringWriter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// The forms in which the trail is asked for and given out.
class AuditFormsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+1",
                "-1",
                "@SUM(A1)",
                "\t1",
                "\r1",
                "\n1",
                "  =1",
                "\uFF1D1",
                "\uFF0B1",
                "\uFF0D1",
                "\uFF201",
                "-2+3+cmd|' /C calc'!A0"
            })
    void what_could_run_in_a_spreadsheet_is_made_a_text(String text) {
        assertThat(AuditCsv.safe(text)).isEqualTo("'" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Cy", "10.0.0.7", "a=b", "'quoted", "1+1", "EDIT (edit, view)"})
    void other_text_stays_as_it_is(String text) {
        assertThat(AuditCsv.safe(text)).isEqualTo(text);
    }

    /// A spreadsheet that parts cells at semicolons or tabs does so inside of quotes, too, where they do not begin its
    /// cell.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "x;=cmd('/C calc');y | x;'=cmd('/C calc');y",
                "x; +1;-2;@A | x;' +1;'-2;'@A",
                "x;\"=1 | x;'\"=1",
                "x;;=1 | x;;'=1",
                "=1;=2 | '=1;'=2",
                "x;\uFF1D1 | x;'\uFF1D1",
                "x;\u00A0=1 | x;'\u00A0=1",
                "a;b;1=1 | a;b;1=1"
            })
    void what_could_run_behind_another_separator_is_made_a_text(String text, String safe) {
        assertThat(AuditCsv.safe(text)).isEqualTo(safe);
    }

    @Test
    void a_line_break_or_tab_begins_a_cell_as_well() {
        assertThat(AuditCsv.safe("\t=1")).isEqualTo("'\t'=1");
        assertThat(AuditCsv.safe("x\t=1")).isEqualTo("x\t'=1");
        assertThat(AuditCsv.safe("x\r\n=1\n@2")).isEqualTo("x\r'\n'=1\n'@2");
    }

    /// Whatever is put together of the characters that matter: no cell that either kind of spreadsheet makes of it
    /// begins a formula.
    @Test
    void no_cell_of_either_kind_of_spreadsheet_begins_a_formula() {
        String[] pieces = {"=", "a", ";", "\"", " ", "\t", "\n", ",", "-"};
        for (int i = 0; i < pieces.length * pieces.length * pieces.length * pieces.length; i++) {
            String text = pieces[i % 9] + pieces[i / 9 % 9] + pieces[i / 81 % 9] + pieces[i / 729] + "=1";
            StringWriter to = new StringWriter();
            AuditWriter.csv(to).write(entry(text, null));
            String line = to.toString().substring(to.toString().indexOf('\n') + 1);
            for (String cell : line.split("[;\t\r\n]", -1)) {
                assertThat(cell.replaceAll("^[\\s\"]+", ""))
                        .as(line)
                        .doesNotStartWith("=")
                        .doesNotStartWith("-");
            }
        }
    }

    @Test
    void a_cell_with_another_separator_is_quoted() {
        StringWriter to = new StringWriter();
        AuditWriter.csv(to).write(entry("a;b", "c\td"));

        assertThat(to.toString()).contains(",\"a;b\",\"c\td\",");
    }

    @Test
    void a_table_has_its_columns_first_and_quotes_where_needed() {
        StringWriter to = new StringWriter();
        AuditWriter writer = AuditWriter.csv(to);
        writer.write(entry("=HYPERLINK(\"http://x\")", "a \"b\", c\nd"));

        String[] lines = to.toString().split("\r\n");
        assertThat(lines[0]).startsWith("Time,Actor,Actor Id,On Behalf Of,").endsWith(",Event,Position,Row");
        assertThat(lines[1])
                .startsWith("2026-03-03T15:00:00.000001Z,Gil,gil,")
                .contains(",\"'=HYPERLINK(\"\"http://x\"\")\",\"a \"\"b\"\", c\nd\",")
                .endsWith(",UserDetailsChanged,s1-7,0");
        assertThat(AuditCsv.cells(entry("a", "b"))).hasSameSizeAs(AuditCsv.COLUMNS);
    }

    @Test
    void a_line_of_ndjson_is_one_object() {
        StringWriter to = new StringWriter();
        AuditWriter writer = AuditWriter.ndjson(to, JsonMapper.builder().build());
        writer.write(entry("a", "line\nbreak"));
        writer.write(entry("b", null));

        String[] lines = to.toString().split("\n");
        assertThat(lines).hasSize(2);
        assertThat(lines[0])
                .contains(
                        "\"position\":\"s1-7\"", "\"time\":\"2026-03-03T15:00:00.000001Z\"", "\"to\":\"line\\nbreak\"");
        assertThat(lines[1]).doesNotContain("\"to\"");
    }

    @ParameterizedTest
    @CsvSource({
        ",, JSON",
        "csv,, CSV",
        "ndjson, application/json, NDJSON",
        "json, text/csv, JSON",
        ", text/csv, CSV",
        ", application/x-ndjson, NDJSON",
        ", 'text/html, text/csv;q=0.9', CSV",
        ", application/problem+json, JSON",
        ", '*/*', JSON",
        ", 'text/csv;q=0.1, application/json', JSON",
        ", 'application/json;q=0.2, text/csv;q=0.1, application/x-ndjson;q=0.3', NDJSON",
        ", 'application/json, text/csv', JSON",
        ", 'text/csv, application/json', CSV",
        ", 'text/csv;q=0, */*', JSON",
        ", 'application/json;q=0, */*;q=0.5', CSV",
        ", '*/*, text/csv;q=0.5', JSON",
        ", 'text/*;q=0.5, application/*;q=0.4, text/csv;q=0.1', JSON",
        ", text/csv;q=0, JSON"
    })
    void the_format_is_a_parameter_or_what_is_accepted(
            @Nullable String parameter, @Nullable String accept, AuditFormat format) {
        assertThat(AuditFormat.of(parameter, accept)).isEqualTo(format);
    }

    @Test
    void what_is_no_format_is_refused() {
        assertThatThrownBy(() -> AuditFormat.of("xls", null)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> AuditFormat.of(null, "no type")).isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "user:eve, USER, eve",
        "profile:std:1, PROFILE, std:1",
        "record:staff/teams/t1, RECORD, staff/teams/t1",
        "record:staff/teams/INV 1/a, RECORD, staff/teams/INV 1/a",
        "token:t, TOKEN, t",
        "licence:USER, LICENCE, USER",
        "catalog, CATALOG, catalog",
        "tenant, TENANT, tenant"
    })
    void a_subject_has_a_kind_and_an_id(String written, Subject.Kind kind, String id) {
        assertThat(AuditFilter.Wanted.of(written)).isEqualTo(new AuditFilter.Wanted(kind, id));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eve",
                "user",
                "user:",
                "user:e@x",
                "catalog:x",
                "robot:1",
                "record:",
                "record:t1",
                "record:Ann Lee/t1",
                "record:jo@example.org",
                "record:staff/",
                "record:/t1",
                "tenant:x"
            })
    void what_is_no_subject_is_refused(String written) {
        assertThatThrownBy(() -> AuditFilter.Wanted.of(written)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void the_name_of_a_record_has_a_bound() {
        String resource = "a".repeat(48) + ("/" + "b".repeat(48)).repeat(3) + "/cccc";
        assertThat(resource).hasSize(200);
        String longest = "record:" + resource + "/" + "r".repeat(256);

        assertThat(AuditFilter.Wanted.of(longest).id()).hasSize(457);
        for (String longer :
                new String[] {longest + "r", "record:" + "a/".repeat(8_000), "record:a/" + "/".repeat(16_000)}) {
            assertThatThrownBy(() -> AuditFilter.Wanted.of(longer))
                    .isInstanceOf(InvalidValueException.class)
                    .hasMessageContaining("record:<resource>/<id>, by at most 457 characters");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"FIELD_UPDATED", "Field Updated", "field updated"})
    void a_type_is_known_by_its_name_and_its_label(String written) {
        assertThat(AuditType.of(written)).isEqualTo(AuditType.FIELD_UPDATED);
        assertThat(AuditType.FIELD_UPDATED.label()).isEqualTo("Field Updated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1.2", "a.b.c", "1.2.3.4", "-1.2.3", "1234567890123456789.1.1"})
    void what_is_no_place_is_refused(String written) {
        assertThatThrownBy(() -> AuditPlace.parse(written)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void a_place_survives_being_written() {
        AuditPlace place = new AuditPlace(100, 7, 3);

        assertThat(AuditPlace.parse(place.toString())).isEqualTo(place);
    }

    private static AuditEntry entry(@Nullable String from, @Nullable String to) {
        return new AuditEntry(
                new Position("s1", 7),
                0,
                Instant.parse("2026-03-03T15:00:00.000001Z"),
                new ActorView("USER", "gil", "Gil"),
                null,
                "10.0.0.7",
                null,
                "API",
                "UserDetailsChanged",
                new AuditEntry.Concerned("USER", "cy", "Cyr"),
                "First Name",
                "Field Updated",
                null,
                from,
                to,
                null,
                "set",
                "request");
    }
}
