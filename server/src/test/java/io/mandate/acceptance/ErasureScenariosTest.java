package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.server.cli.MandateCommand;
import io.mandate.testing.postgres.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Erasing takes names away and nothing else: what was proved stays proved, and the past is
/// answered as it was.
class ErasureScenariosTest {

    @Test
    void every_count_and_every_answer_about_the_past_is_as_before_but_for_the_names(@TempDir Path folder)
            throws IOException {
        Past past = Past.of(Tenant.of("commerce"));
        Tenant tenant = past.tenant();
        tenant.profile("clerks", "Clerks", "\"roleType\": \"CSR\"").override("clerks", "commerce/orders", "VIEW");
        tenant.person("ana", "CSR", "clerks").person("sam", "CSR", "clerks");
        String told = tenant.admin()
                .because("Ana is ill")
                .put("/v1/profiles/clerks/permissions/commerce/invoices", "{\"level\": \"VIEW\"}")
                .expect(200)
                .position();
        String end = tenant.trail("type=FIELD_UPDATED").getLast().path("time").asString();
        Path trusted = Files.writeString(
                folder.resolve("trusted.note"), tenant.admin().checkpoint().text());
        List<JsonNode> before = answers(past, told, end);
        long rows = tenant.trail("").size();
        assertThat(before.toString()).contains("Ana Example", "Ana is ill");

        String seen = tenant.admin().get("/v1/users/ana").expect(200).etag();
        tenant.admin().ifMatch(seen).delete("/v1/users/ana").expect(200);
        tenant.admin().post("/v1/history/commits/" + told + "/redaction", "{}").expect(200);

        List<JsonNode> after = answers(past, told, end);
        assertThat(after.toString())
                .doesNotContain("Ana Example", "Ana is ill")
                .contains("erased user ana", "(redacted)");
        assertThat(unnamed(after)).isEqualTo(unnamed(before));
        assertThat(tenant.trail("")).hasSizeGreaterThan((int) rows);
        assertThat(verify("--tenant=" + tenant.id(), "--trusted=" + trusted)).isZero();
    }

    /// Who could, what a commit did, what both could do at a moment, and the quotas of then.
    private static List<JsonNode> answers(Past past, String position, String end) {
        List<JsonNode> answers = new ArrayList<>();
        for (String node : List.of("commerce/orders", "commerce/invoices")) {
            answers.add(past.could("view", node, "to=" + end).expect(200).json());
            for (String user : List.of("ana", "sam")) {
                answers.add(past.decided(user, "view", node, "X-1", "\"position\": \"" + position + "\"")
                        .expect(200)
                        .json());
            }
        }
        answers.add(
                past.nora().get("/v1/history/commits/" + position).expect(200).json());
        return answers;
    }

    /// Without names, reasons and addresses, and without the position that is the present one.
    private static List<JsonNode> unnamed(List<JsonNode> answers) {
        List<JsonNode> bare = answers.stream().map(JsonNode::deepCopy).toList();
        bare.forEach(ErasureScenariosTest::strip);
        bare.stream().filter(answer -> answer.has("items")).forEach(report -> ((ObjectNode) report).remove("position"));
        return bare;
    }

    private static void strip(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(List.of("name", "reason", "change_reason", "ip", "age", "asked"));
        }
        node.forEach(ErasureScenariosTest::strip);
    }

    private static int verify(String... more) {
        MandateServer server = MandateServer.shared();
        List<String> arguments = new ArrayList<>(List.of(
                "verify",
                "--data=" + server.context().getEnvironment().getRequiredProperty("mandate.data"),
                "--mandate.proof-key.value="
                        + server.context().getEnvironment().getRequiredProperty("mandate.proof-key.value"),
                "--mandate.datasource.url=" + server.database().jdbcUrl(),
                "--mandate.datasource.runtime-username=" + TestDatabase.RUNTIME,
                "--mandate.datasource.runtime-password=" + TestDatabase.PASSWORD));
        arguments.addAll(List.of(more));
        return MandateCommand.execute(arguments.toArray(String[]::new));
    }
}
