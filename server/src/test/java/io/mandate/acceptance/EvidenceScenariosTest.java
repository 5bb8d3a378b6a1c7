package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.events.values.TenantId;
import io.mandate.query.export.ExportPlaces;
import io.mandate.server.cli.MandateCommand;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// An auditor takes an answer away, and somebody else checks it with one source file and a JDK.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EvidenceScenariosTest {
    @TempDir
    private static Path compiled;

    private static Verifier verifier;

    private Tenant tenant;
    private Past past;

    @BeforeAll
    static void the_verifier_is_compiled() throws Exception {
        verifier = new Verifier(compiled);
    }

    @BeforeAll
    void kim_could_edit_invoices_for_a_while() {
        tenant = Tenant.of("commerce");
        past = Past.of(tenant);
        tenant.profile("clerks", "Clerks", """
            "roleType": "CSR", "changes": [
              {"kind": "OverridePermission", "node": "commerce/invoices", "level": "EDIT"}]\
            """);
        tenant.person("kim", "CSR", "clerks");
        tenant.override("clerks", "commerce/invoices", "VIEW");
        past.nora().checkpoint();
    }

    @Test
    void a_decision_with_its_proofs_is_checked_without_the_server(@TempDir Path folder) throws Exception {
        Path trusted = Files.writeString(
                folder.resolve("trusted.note"), past.nora().checkpoint().text());
        long size = Long.parseLong(Files.readAllLines(trusted).get(1));
        tenant.profile("more", "More", "\"roleType\": \"CSR\"");
        past.nora().checkpoint();

        Answer pack = past.nora()
                .get("/v1/proofs/evidence?user=kim&node=commerce/invoices&action=edit&since=" + size)
                .expect(200)
                .at("/answer/allowed", false)
                .at("/answer/reason", "ACTION_NOT_GRANTED");
        Path file = Files.writeString(folder.resolve("pack.json"), pack.text());
        Path keys = Files.writeString(folder.resolve("keys.txt"), pack.at("/keys/0/key") + "\n");

        assertThat(check(file))
                .startsWith("PROVED: ")
                .contains("Nothing that you trust was given", "Not proved: that the answer follows from the events");
        assertThat(Verifier.run(file)).isEqualTo("0 " + check(file) + "\n");
        assertThat(check(file, trusted)).startsWith("PROVED: ").doesNotContain("Nothing that you trust");
        assertThat(check(file, keys, trusted)).startsWith("PROVED: ");
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
                .startsWith("PROVED: ");
    }

    @Test
    void what_made_a_record_and_an_attribute_matter_is_proved_too_and_missed_where_it_is_left_out(@TempDir Path folder)
            throws Exception {
        tenant.profile("accounts", "Accounts", """
            "roleType": "CSR", "changes": [
              {"kind": "OverridePermission", "node": "commerce/invoices", "actions": ["view", "edit"]},
              {"kind": "SetRecordScope", "node": "commerce/invoices", "scope":
                {"kind": "ATTRIBUTE", "name": "account", "values": ["$user.accountNumber"]}}]\
            """);
        tenant.person("ida", "CSR", "accounts", "{\"accountNumber\": \"sued\"}");
        tenant.admin()
                .ifMatch(tenant.admin().get("/v1/users/ida").expect(200).etag())
                .patch("/v1/users/ida", "{\"attributes\": {\"accountNumber\": \"nord\"}}")
                .expect(200);
        tenant.admin().post("/v1/records", """
            {"resource": "commerce/invoices", "id": "INV-7", "attributes": {"account": "nord"}}\
            """).expect(201);
        past.nora().checkpoint();
        String question = "node=commerce/invoices&action=edit&user=ida&record=INV-7";
        for (String evidence : List.of("/access?", "?")) {
            String pack = past.nora()
                    .get("/v1/proofs/evidence" + evidence + question)
                    .expect(200)
                    .text();
            assertThat(check(Files.writeString(folder.resolve("pack.json"), pack)))
                    .startsWith("PROVED: ");
            for (String kind : List.of("RECORD", "USER_ATTRIBUTE")) {
                JsonNode less = new JsonMapper().readTree(pack);
                String named = named(less.path("answer"), kind);
                ArrayNode events = (ArrayNode) less.path("events");
                int all = events.size();
                events.removeIf(event -> event.path("position").asString().equals(named));
                assertThat(events.size()).as("%s in %s", kind, pack).isEqualTo(all - 1);
                assertThat(check(Files.writeString(folder.resolve("pack.json"), less.toString())))
                        .startsWith("NOT PROVED: ");
            }
        }
    }

    /// The event that an answer names for a condition, in either form.
    private static String named(JsonNode answer, String kind) {
        JsonNode finding = answer.findValues("because")
                .getFirst()
                .valueStream()
                .filter(each -> each.path("kind").asString("").equals(kind))
                .findFirst()
                .orElseThrow();
        return finding.at("/event/position").asString(finding.path("event").asString(""));
    }

    @Test
    void evidence_takes_every_parameter_of_its_report_and_answers_the_same() {
        tenant.profile("sellers", "Sellers", """
            "roleType": "CSR", "changes": [
              {"kind": "OverridePermission", "node": "commerce/invoices", "level": "EDIT"},
              {"kind": "SetRecordScope", "node": "commerce/invoices", "scope": {"kind": "CREATED_BY_ME"}}]\
            """);
        tenant.person("kit", "CSR", "sellers");
        past.nora().checkpoint();
        String question = "access?node=commerce/invoices&action=edit&user=kit&";
        for (String asked : List.of(
                "creator=kit",
                "creator=kim",
                "owner=kit",
                "assignee=kit&assignee=kim",
                "container=team:a&container=team:b",
                "attribute=region:north&attribute=accountNumber:1",
                "masked=true",
                "masked=false",
                "record=O-1&limit=1&count=false")) {
            Answer pack =
                    past.nora().get("/v1/proofs/evidence/" + question + asked).expect(200);
            Answer report = past.nora().get("/v1/history/" + question + asked).expect(200);
            assertThat(pack.json().at("/answer/items"))
                    .as(asked)
                    .isEqualTo(report.json().path("items"));
            String name = asked.substring(0, asked.indexOf('='));
            assertThat(pack.at("/question/" + name)).as(asked).isNotEmpty();
        }
        assertThat(past.nora()
                        .get("/v1/proofs/evidence/" + question + "creator=kit")
                        .json()
                        .at("/answer/items"))
                .hasSize(1);
        assertThat(past.nora()
                        .get("/v1/proofs/evidence/" + question + "creator=kim")
                        .json()
                        .at("/answer/items"))
                .isEmpty();
        assertThat(past.nora()
                        .get("/v1/journal?kind=EXPORTED&limit=500")
                        .expect(200)
                        .text())
                .contains("[region, accountNumber:1]")
                .doesNotContain("north");
    }

    @Test
    void a_tenant_that_packs_as_much_evidence_as_it_may_is_told_to_wait() {
        ExportPlaces places = MandateServer.shared().context().getBean(ExportPlaces.class);
        TenantId id = new TenantId(tenant.id());
        String question = "?node=commerce/invoices&action=edit&user=kim";
        try (ExportPlaces.Place _ = places.take(ExportPlaces.Of.EVIDENCE, id);
                ExportPlaces.Place _ = places.take(ExportPlaces.Of.EVIDENCE, id)) {
            for (String evidence : List.of("/v1/proofs/evidence", "/v1/proofs/evidence/access")) {
                assertThat(past.nora().get(evidence + question).expect(503).header("Retry-After"))
                        .isNotBlank();
            }
        }
        for (int i = 0; i < 3; i++) {
            past.nora().get("/v1/proofs/evidence" + question + "&since=100000").refused(422, "POSITION_UNKNOWN");
            past.nora().get("/v1/proofs/evidence/access" + question).expect(200);
        }
    }

    @Test
    void the_command_line_writes_a_pack_too(@TempDir Path folder) throws Exception {
        Path token = Files.writeString(folder.resolve("token"), past.nora().token());
        Path out = folder.resolve("evidence.json");
        int code = MandateCommand.execute(
                "evidence",
                "access",
                "--url=" + tenant.url(),
                "--token-file=" + token,
                "--node=commerce/invoices",
                "--action=edit",
                "--out=" + out);
        assertThat(code).isZero();
        assertThat(check(out)).startsWith("PROVED: ");
        assertThat(Files.getPosixFilePermissions(out))
                .as("it has names, addresses and reasons in it")
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        assertThat(MandateCommand.execute(
                        "evidence",
                        "access",
                        "--url=" + tenant.url(),
                        "--token-file=" + token,
                        "--node=commerce/invoices",
                        "--action=edit",
                        "--user=kim",
                        "--masked=false",
                        "--creator=kim",
                        "--owner=kim",
                        "--assignee=kim",
                        "--assignee=gil",
                        "--container=team:a",
                        "--attribute=region:north",
                        "--limit=5",
                        "--count",
                        "--out=" + out))
                .isZero();
        assertThat(new JsonMapper().readTree(out.toFile()).path("question").properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder(
                        "node",
                        "action",
                        "user",
                        "masked",
                        "creator",
                        "owner",
                        "assignee",
                        "container",
                        "attribute",
                        "limit",
                        "count");
    }

    @Test
    void the_command_line_writes_a_pack_to_the_output_and_nothing_else(@TempDir Path folder) throws Exception {
        Path token = Files.writeString(folder.resolve("token"), past.nora().token());
        Path out = folder.resolve("evidence.json");
        PrintStream before = System.out;
        try (PrintStream output = new PrintStream(Files.newOutputStream(out), true, StandardCharsets.US_ASCII)) {
            System.setOut(output);
            assertThat(MandateCommand.execute(
                            "evidence", "user", "kim", "--url=" + tenant.url(), "--token-file=" + token, "--out=-"))
                    .isZero();
        } finally {
            System.setOut(before);
        }
        assertThat(check(out)).startsWith("PROVED: ");
        assertThat(Path.of("-")).doesNotExist();
    }

    @Test
    void every_question_has_its_command(@TempDir Path folder) throws Exception {
        Path token = Files.writeString(folder.resolve("token"), past.nora().token());
        Path out = folder.resolve("evidence.json");
        String position = past.position();
        past.nora().checkpoint();
        Map<String, String> commands = new LinkedHashMap<>();
        commands.put("decision --user kim --node commerce/invoices --action edit --position " + position, "DECISION");
        commands.put("user kim --position " + position, "USER");
        commands.put("licence --at 2020-01-01", "LICENCE");
        commands.put("commit " + position + " --limit 5", "COMMIT");
        commands.put("commits none --limit 5", "COMMITS");
        commands.put("diff --from " + position + " --to " + position + " --user kim", "DIFF");
        commands.put("own-changes --from 2020-01-01 --to 2020-01-02 --limit 5", "OWN_CHANGES");
        for (Map.Entry<String, String> command : commands.entrySet()) {
            List<String> arguments = new ArrayList<>(List.of("evidence"));
            arguments.addAll(List.of(command.getKey().split(" ")));
            arguments.addAll(List.of("--url=" + tenant.url(), "--token-file=" + token, "--out=" + out));
            assertThat(MandateCommand.execute(arguments.toArray(String[]::new)))
                    .as(command.getKey())
                    .isZero();
            assertThat(check(out)).startsWith("PROVED: ").contains("\nquestion: " + command.getValue() + " {");
            Files.delete(out);
        }
        String[] ofNobody = {"evidence", "user", "no/body x", "--url=" + tenant.url(), "--token-file=" + token};
        assertThat(MandateCommand.execute(ofNobody)).isOne();
        String[] nowhere = {
            "evidence", "licence", "--url=" + tenant.url(), "--token-file=" + token, "--out=" + folder + "/none/e.json"
        };
        assertThat(MandateCommand.execute(nowhere)).isOne();
        assertThat(out).doesNotExist();
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
                    .startsWith("NOT PROVED: ");
        }
        assertThat(check(Files.writeString(folder.resolve("pack.json"), pack), foreign))
                .startsWith("NOT PROVED: the trusted note is of tenant");
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
        past.nora().checkpoint();

        Answer pack = past.nora()
                .get("/v1/proofs/evidence/access?node=commerce/invoices&action=edit&user=kai")
                .expect(200);

        assertThat(pack.at("/answer/items/0/intervals/0/grantedBy/reason")).isEqualTo(written);
        assertThat(check(Files.writeString(folder.resolve("pack.json"), pack.text())))
                .startsWith("PROVED: ");
    }

    @Test
    void who_may_see_the_past_but_not_export_it_gets_no_evidence() {
        Tenant other = Tenant.of("commerce");
        other.profile("readers", "Readers", """
            "roleType": "ADMIN", "changes": [
              {"kind": "OverridePermission", "node": "administration/audit", "actions": ["view", "history"]}]\
            """);
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

    @Test
    void what_is_said_of_an_event_is_what_the_log_says(@TempDir Path folder) throws Exception {
        String pack = past.nora()
                .get("/v1/proofs/evidence/access?node=commerce/invoices&action=edit&user=kim")
                .expect(200)
                .text();
        Map<String, Consumer<ObjectNode>> lies = new LinkedHashMap<>();
        lies.put("actor", event -> ((ObjectNode) event.get("actor")).put("id", "maria"));
        lies.put("event", event -> event.put("event", "UserCreated"));
        lies.put("time", event -> event.put("time", "2026-01-01T00:00:00Z"));
        lies.put("changeSet", event -> event.put("changeSet", "another"));
        lies.put("source", event -> event.put("source", "IDP"));
        lies.put(
                "onBehalfOf",
                event -> event.putObject("onBehalfOf").put("kind", "USER").put("id", "maria"));
        lies.put("s1-07", event -> event.put("position", "s1-07"));
        lies.put("elsewhere-1", event -> event.put("position", "elsewhere-1"));
        lies.put("null", event -> event.remove("position"));
        for (Map.Entry<String, Consumer<ObjectNode>> lie : lies.entrySet()) {
            JsonNode changed = new JsonMapper().readTree(pack);
            lie.getValue().accept((ObjectNode) changed.at("/answer/items/0/intervals/0/grantedBy"));
            assertThat(check(Files.writeString(folder.resolve("pack.json"), changed.toString())))
                    .startsWith("NOT PROVED: the answer ")
                    .contains(lie.getKey());
        }
        JsonNode unnamed = new JsonMapper().readTree(pack);
        ((ObjectNode) unnamed.at("/answer/items/0/user")).put("time", "2026-01-01T00:00:00Z");
        assertThat(check(Files.writeString(folder.resolve("pack.json"), unnamed.toString())))
                .startsWith("NOT PROVED: the answer does not tell of which event its \"time\" is");
    }

    private static String check(Path pack, Path... trusted) {
        return verifier.check(pack, trusted);
    }
}
