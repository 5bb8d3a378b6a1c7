package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.server.cli.MandateCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// An auditor takes an answer away, and somebody else checks it with one source file and a JDK.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EvidenceScenariosTest {
    private Tenant tenant;
    private Past past;

    @BeforeAll
    void kim_could_edit_invoices_for_a_while() {
        tenant = Tenant.of("commerce");
        past = Past.of(tenant);
        tenant.profile("clerks", "Clerks", """
                "roleType": "CSR", "changes": [
                  {"kind": "OverridePermission", "node": "commerce/invoices", "level": "EDIT"}]""");
        tenant.person("kim", "CSR", "clerks");
        tenant.override("clerks", "commerce/invoices", "VIEW");
    }

    @Test
    void a_decision_with_its_proofs_is_checked_without_the_server(@TempDir Path folder) throws Exception {
        Path trusted = Files.writeString(
                folder.resolve("trusted.note"), past.nora().checkpoint().text());
        long size = Long.parseLong(Files.readAllLines(trusted).get(1));
        tenant.profile("more", "More", "\"roleType\": \"CSR\"");

        Answer pack = past.nora()
                .get("/v1/proofs/evidence?user=kim&node=commerce/invoices&action=edit&since=" + size)
                .expect(200)
                .at("/answer/allowed", false)
                .at("/answer/reason", "ACTION_NOT_GRANTED");
        Path file = Files.writeString(folder.resolve("pack.json"), pack.text());
        Path keys = Files.writeString(folder.resolve("keys.txt"), pack.at("/keys/0/key") + "\n");

        assertThat(check(file)).startsWith("0 PROVED: ").contains("Nothing that you trust was given");
        assertThat(check(file, trusted)).startsWith("0 PROVED: ").doesNotContain("Nothing that you trust");
        assertThat(check(file, keys, trusted)).startsWith("0 PROVED: ");
    }

    @Test
    void who_could_and_who_granted_it_is_checked_without_the_server(@TempDir Path folder) throws Exception {
        Answer pack = past.nora()
                .get("/v1/proofs/evidence/access?node=commerce/invoices&action=edit&user=kim")
                .expect(200);
        assertThat(pack.at("/answer/items/0/user/id")).isEqualTo("kim");
        assertThat(pack.at("/answer/items/0/intervals/0/grantedBy/position")).isNotEmpty();
        assertThat(pack.json().at("/events").size()).isGreaterThan(3);
        assertThat(check(Files.writeString(folder.resolve("pack.json"), pack.text())))
                .startsWith("0 PROVED: ");
    }

    @Test
    void the_command_line_writes_a_pack_too(@TempDir Path folder) throws Exception {
        Path token = Files.writeString(folder.resolve("token"), past.nora().token());
        Path out = folder.resolve("evidence.json");
        int code = MandateCommand.execute(
                "evidence",
                "--url=" + tenant.url(),
                "--token-file=" + token,
                "--node=commerce/invoices",
                "--action=edit",
                "--out=" + out);
        assertThat(code).isZero();
        assertThat(check(out)).startsWith("0 PROVED: ");
        assertThat(MandateCommand.execute("evidence", "--node=n", "--action=a", "--at=2026-03-03"))
                .isEqualTo(2);
    }

    @Test
    void a_pack_that_was_changed_proves_nothing(@TempDir Path folder) throws Exception {
        String pack = past.nora()
                .get("/v1/proofs/evidence?user=kim&node=commerce/invoices&action=edit")
                .expect(200)
                .text();
        String store = past.nora().get("/v1/proofs/checkpoint").position().replaceFirst("-.*", "");
        Path foreign = Files.writeString(
                folder.resolve("foreign.note"),
                Past.of(Tenant.of("commerce")).nora().checkpoint().text());
        List<String> changed = List.of(
                pack.replaceFirst("\"actor\":\"USER:gil\"", "\"actor\":\"USER:eve\""),
                pack.replaceFirst(
                        "\"path\":\\[\"[^\"]*\"", "\"path\":[\"bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=\""),
                pack.replaceFirst("\"event\":\"" + store + "-[0-9]+\"", "\"event\":\"" + store + "-999999\""),
                pack.replaceFirst("\"position\":\"" + store + "-[0-9]+\"", "\"position\":\"" + store + "-999999\""),
                pack.replaceFirst("mandate/evidence/1", "mandate/evidence/2"),
                pack.replaceFirst("\\\\n—", "x\\\\n—"),
                pack.substring(0, pack.length() - 1));
        for (String one : changed) {
            assertThat(one).isNotEqualTo(pack);
            assertThat(check(Files.writeString(folder.resolve("pack.json"), one)))
                    .startsWith("1 NOT PROVED: ");
        }
        assertThat(check(Files.writeString(folder.resolve("pack.json"), pack), foreign))
                .startsWith("1 NOT PROVED: the trusted note is of tenant");
    }

    @Test
    void what_somebody_wrote_names_no_event(@TempDir Path folder) throws Exception {
        String written = past.nora().get("/v1/proofs/checkpoint").position().replaceFirst("-.*", "-999999999999");
        tenant.profile("writers", written, "\"roleType\": \"CSR\"");
        tenant.person("kai", "CSR", "writers");
        tenant.admin()
                .because(written)
                .put("/v1/profiles/writers/permissions/commerce/invoices", "{\"level\": \"EDIT\"}")
                .expect(200);

        Answer pack = past.nora()
                .get("/v1/proofs/evidence/access?node=commerce/invoices&action=edit&user=kai")
                .expect(200);

        assertThat(pack.at("/answer/items/0/intervals/0/grantedBy/reason")).isEqualTo(written);
        assertThat(check(Files.writeString(folder.resolve("pack.json"), pack.text())))
                .startsWith("0 PROVED: ");
    }

    @Test
    void who_may_see_the_past_but_not_export_it_gets_no_evidence() {
        Tenant other = Tenant.of("commerce");
        other.profile("readers", "Readers", """
                "roleType": "ADMIN", "changes": [
                  {"kind": "OverridePermission", "node": "administration/audit", "actions": ["view", "history"]}]""");
        other.person("rita", "ADMIN", "readers");
        String question = "?user=rita&node=commerce/invoices&action=edit";
        Client rita = other.as("rita");
        rita.get("/v1/history/access" + question.replace("user=rita&", "")).expect(200);
        for (String evidence : List.of("/v1/proofs/evidence", "/v1/proofs/evidence/access")) {
            rita.get(evidence + question).refused(403, "NOT_PERMITTED").at("/parameters/action", "export");
        }
    }

    @Test
    void only_who_may_read_the_past_gets_evidence_and_it_is_an_export() {
        String question = "/v1/proofs/evidence?user=kim&node=commerce/invoices&action=edit";
        tenant.admin().get(question).refused(403, "NOT_PERMITTED");
        tenant.service().get(question).refused(403, "NOT_PERMITTED");
        past.nora().get(question + "&at=2999-01-01T00:00:00Z").refused(422, "INSTANT_IN_FUTURE");
        past.nora().get(question + "&position=elsewhere-1").refused(422, "POSITION_UNKNOWN");
        past.nora().get(question + "&since=100000").refused(422, "POSITION_UNKNOWN");
        past.nora()
                .get("/v1/proofs/evidence?user=kim&node=commerce/nothing&action=edit")
                .refused(422, "NODE_UNKNOWN");
        past.nora().get(question).expect(200);
        assertThat(past.nora().get("/v1/journal?kind=EXPORTED").expect(200).text())
                .contains("GET /v1/proofs/evidence");
    }

    /// Runs the verifier as a stranger would; its exit code and what it says.
    private static String check(Path pack, Path... trusted) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dstdout.encoding=UTF-8",
                "--source",
                "17", // the oldest that it promises
                Path.of("..", "docs", "verify", "VerifyEvidence.java").toString(),
                pack.toString()));
        for (Path file : trusted) {
            command.add(file.toString());
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        return process.waitFor() + " " + said;
    }
}
