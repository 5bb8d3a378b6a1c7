package io.mandate.store.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mandate.events.values.TenantId;
import io.mandate.store.Samples;
import io.mandate.store.export.ExportFile.Checked;
import io.mandate.store.note.SignedNote;
import io.mandate.store.note.SigningKey;
import io.mandate.store.proof.LogRows;
import io.mandate.store.proof.ProofNode;
import io.mandate.store.proof.TenantCheckpoint;
import io.mandate.store.verify.LogVerification;
import io.mandate.store.verify.Note;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// An export of 530 events, the last three of one commit, and 4 rows of the journal: header on line
/// 1, two tiles of the tree behind lines 257 and 514, the journal from line 534 on, the trailer on
/// line 538.
class ExportFileTest {
    private static final TenantId TENANT = new TenantId("acme");

    private static ProofNode node;
    private static List<String> whole;

    @TempDir
    Path folder;

    @BeforeAll
    static void export(@TempDir Path folder) throws IOException {
        node = ProofNode.onNewDatabase(folder);
        Samples.register(node.node, TENANT);
        node.events(TENANT, 297);
        node.anchor(TENANT);
        node.events(TENANT, 227);
        node.looked(TENANT, 4);
        whole = written();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private static List<String> written() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LogExport export = new LogExport(node.node.sql(), node.store(), node.keys());
        export.write(export.extent(TENANT).orElseThrow(), List.of(), out, _ -> {});
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void what_nobody_touched_is_good_and_has_every_row_as_it_is_stored() throws IOException {
        ExportFile file = open(whole);
        Checked checked = verify(file);
        assertThat(checked.complaints()).isEmpty();
        assertThat(checked.verified().events()).isEqualTo(530);
        assertThat(checked.verified().journalRows()).isEqualTo(4);
        assertThat(file.checkpoint().size()).isEqualTo(530);
        var stored = new LogRows(node.node.sql()).events(TENANT, 0, 530, 1_000);
        List<String> leaves = new ArrayList<>();
        file.log().events(530, event -> leaves.add(event.leaf().base64()));
        assertThat(leaves)
                .isEqualTo(stored.stream().map(event -> event.leaf().base64()).toList());
    }

    @Test
    void every_event_is_a_cloud_event() {
        String line = whole.get(1);
        assertThat(line)
                .startsWith("{\"specversion\":\"1.0\",\"id\":\"")
                .contains("\"source\":\"/mandate/acme\"", "\"position\":\"1\"", "\"data_base64\":\"");
        assertThat(line).containsPattern("\"time\":\"[0-9-]{10}T[0-9:]{8}\\.[0-9]{6}Z\"");
        assertThat(java.util.regex.Pattern.compile("[{,]\"([^\"]+)\":")
                        .matcher(line)
                        .results()
                        .map(name -> name.group(1))
                        .filter(name -> !name.equals("data_base64")))
                .allMatch(name -> name.matches("[a-z0-9]{1,20}"));
    }

    @ParameterizedTest
    @CsvSource({
        "2, type, TenantRegistered",
        "2, time, 2020-01-01T00:00:00.000000Z",
        "100, actor, USER:eve",
        "259, data_base64, e30=",
        "300, metadata, e30=",
        "301, id, 00000000-0000-4000-8000-000000000000",
        "302, subject, acme/user/eve",
        "303, enginetime, 2020-01-01T00:00:00Z",
        "304, revision, 2",
        "305, streamkind, x",
        "306, streamnumber, 9999",
        "307, commit, 400",
        "308, tenant, other",
        "533, position, 531"
    })
    void an_altered_event_is_found_with_its_line(int line, String member, String value) throws IOException {
        List<String> lines = new ArrayList<>(whole);
        // Behind each 256 events lies a tile.
        String before = lines.get(line - 1);
        String after = before.replaceFirst("\"" + member + "\":\"[^\"]*\"", "\"" + member + "\":\"" + value + "\"");
        assertThat(after).isNotEqualTo(before);
        lines.set(line - 1, after);
        assertThat(complaints(lines)).first().asString().startsWith("line " + line + ":");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 256, 300, 530})
    void a_removed_event_is_found(int line) throws IOException {
        List<String> lines = new ArrayList<>(whole);
        lines.remove(line - 1);
        assertThat(complaints(lines)).first().asString().contains("REMOVED").startsWith("line " + line + ":");
    }

    @Test
    void exchanged_events_are_found() throws IOException {
        List<String> lines = new ArrayList<>(whole);
        String line = lines.remove(99);
        lines.add(100, line);
        assertThat(complaints(lines)).first().asString().startsWith("line 101: what belongs at 99");
    }

    @Test
    void an_event_that_is_there_twice_is_found() throws IOException {
        List<String> lines = new ArrayList<>(whole);
        lines.add(100, lines.get(99));
        assertThat(complaints(lines)).first().asString().startsWith("line 101: what belongs at 99");
    }

    @Test
    void an_altered_row_of_the_journal_is_found() throws IOException {
        assertThat(complaints(changed(535, line -> line.replaceFirst("\"data_base64\":\"..", "\"data_base64\":\"AA"))))
                .first()
                .asString()
                .contains("ALTERED", "access journal")
                .startsWith("line 535:");
    }

    @Test
    void an_altered_tile_is_found() throws IOException {
        assertThat(complaints(changed(258, line -> line.replaceFirst("hashes\":\"..", "hashes\":\"AA"))))
                .isNotEmpty();
    }

    @Test
    void a_header_that_lies_about_the_store_is_found() throws IOException {
        assertThat(complaints(changed(1, line -> line.replaceFirst("\"store\":\"[^\"]*\"", "\"store\":\"other\""))))
                .isNotEmpty();
    }

    @Test
    void whoever_signs_it_again_is_found_and_named() throws IOException {
        SigningKey own = SigningKey.generate();
        TenantCheckpoint said = open(whole).checkpoint();
        String note = SignedNote.sign(said.text(), said.origin(), own).toString();
        List<String> lines = changed(
                whole.size(),
                line -> line.replaceFirst(
                        "\"checkpoint\":\".*?[^\\\\]\"",
                        java.util.regex.Matcher.quoteReplacement(
                                "\"checkpoint\":\"" + note.replace("\n", "\\n") + "\"")));
        assertThat(complaints(lines)).first().asString().contains("RE_SIGNED");
    }

    @Test
    void a_checkpoint_that_somebody_kept_must_be_continued() throws IOException {
        String kept = node.node
                .sql()
                .sql("select note from mandate.proof_checkpoint order by size limit 1")
                .query(String.class)
                .single();
        ExportFile file = open(whole);
        assertThat(file.verify(LogVerification.trusted(node.keys()), List.of(new Note("mine", kept)), _ -> {})
                        .complaints())
                .isEmpty();
        TenantCheckpoint other = new TenantCheckpoint(
                node.store().value(),
                TENANT,
                600,
                file.checkpoint().root(),
                null,
                0,
                file.checkpoint().root());
        String later = SignedNote.sign(other.text(), other.origin(), node.keys().signing())
                .toString();
        assertThat(file.verify(LogVerification.trusted(node.keys()), List.of(new Note("mine", later)), _ -> {})
                        .complaints())
                .first()
                .asString()
                .contains("CUT_OFF", "mine");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 257, 533, 537})
    void a_file_that_was_cut_off_between_lines_is_refused_with_the_place(int lines) {
        assertThatThrownBy(() -> open(whole.subList(0, lines)))
                .isInstanceOf(BrokenExportException.class)
                .hasMessageStartingWith("line " + (lines + 1) + ": ");
    }

    @Test
    void a_file_that_was_cut_off_in_a_line_is_refused_with_the_place() throws IOException {
        Path path = folder.resolve("cut");
        Files.writeString(path, String.join("\n", whole.subList(0, 50)).replaceFirst("..$", ""));
        assertThatThrownBy(() -> ExportFile.open(path, _ -> {}))
                .isInstanceOf(BrokenExportException.class)
                .hasMessageStartingWith("line 50: ")
                .hasMessageContaining("cut off");
    }

    @ParameterizedTest
    @CsvSource({"40, no JSON", "2, ''", "538, ''", "258, ''"})
    void a_line_that_is_none_is_refused_with_the_place(int line, String text) {
        assertThatThrownBy(() -> open(changed(line, _ -> text)))
                .isInstanceOf(BrokenExportException.class)
                .hasMessageStartingWith("line " + line + ": ");
    }

    @Test
    void a_line_that_says_the_same_in_another_way_is_refused() {
        assertThatThrownBy(() -> open(changed(77, line -> line.replaceFirst(",", ", "))))
                .isInstanceOf(BrokenExportException.class)
                .hasMessageStartingWith("line 77: ");
    }

    @Test
    void what_lies_behind_the_end_is_refused() {
        List<String> lines = new ArrayList<>(whole);
        lines.add(whole.get(1));
        assertThatThrownBy(() -> open(lines))
                .isInstanceOf(BrokenExportException.class)
                .hasMessageStartingWith("line 539: ");
    }

    @Test
    void a_store_that_was_tampered_with_is_not_exported(@TempDir Path other) {
        try (ProofNode tampered = ProofNode.onNewDatabase(other)) {
            Samples.register(tampered.node, TENANT);
            tampered.events(TENANT, 5);
            tampered.anchor(TENANT);
            tampered.tamper("update mandate.domain_event set actor = 'USER:eve' where seq = 3");
            LogExport export = new LogExport(tampered.node.sql(), tampered.store(), tampered.keys());
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            assertThatThrownBy(() -> export.write(export.extent(TENANT).orElseThrow(), List.of(), out, _ -> {}))
                    .isInstanceOf(NotContinuedException.class);
            assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain("\"end\"");
        }
    }

    @Test
    void an_export_that_is_written_while_the_log_grows_ends_at_the_head_that_was_read() throws IOException {
        LogExport export = new LogExport(node.node.sql(), node.store(), node.keys());
        LogExport.Extent extent = export.extent(new TenantId("acme")).orElseThrow();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TenantCheckpoint written = export.write(extent, List.of(), out, _ -> node.looked(TENANT, 1));
        assertThat(written.size()).isEqualTo(extent.head());
        assertThat(written.journalSize()).isEqualTo(extent.journalHead());
    }

    private List<String> changed(int line, UnaryOperator<String> change) {
        List<String> lines = new ArrayList<>(whole);
        lines.set(line - 1, change.apply(lines.get(line - 1)));
        return lines;
    }

    private ExportFile open(List<String> lines) throws IOException {
        Path path = folder.resolve("export.ndjson");
        Files.writeString(path, lines.stream().map(line -> line + "\n").reduce("", String::concat));
        return ExportFile.open(path, _ -> {});
    }

    private List<String> complaints(List<String> lines) throws IOException {
        try {
            return verify(open(lines)).complaints();
        } catch (BrokenExportException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }

    private static Checked verify(ExportFile file) {
        return file.verify(LogVerification.trusted(node.keys()), List.of(), _ -> {});
    }
}
