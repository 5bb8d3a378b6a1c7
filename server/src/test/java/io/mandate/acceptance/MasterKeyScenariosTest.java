package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mandate.server.cli.MandateCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Operators replace the master key of an installation of two nodes.
class MasterKeyScenariosTest {
    private static final String STANDING = "/v1/operations/master-key";
    /// Settings that are given twice are joined with a comma, which is what a second line of the
    /// key takes.
    private static final String SECOND = "--mandate.master-key.value=2:"
            + Base64.getEncoder()
                    .encodeToString(
                            "a second key of 32 bytes, really".getBytes(java.nio.charset.StandardCharsets.US_ASCII));

    @Test
    void the_key_is_replaced_when_every_node_has_the_new_one_and_the_old_one_ends(@TempDir Path folder)
            throws IOException {
        try (MandateServer server = MandateServer.start(SECOND, "--mandate.master-key.keep=0s")) {
            Tenant tenant = Tenant.of("commerce", server);
            tenant.admin()
                    .because("so that there is one")
                    .post("/v1/profiles", "{\"id\": \"clerks\", \"name\": \"Clerks\", \"roleType\": \"CSR\"}")
                    .expect(201);
            tenant.person("sam", "CSR", "clerks");
            Client operator = server.operator();
            try (MandateServer behind = server.secondNode()) {
                assertThat(behind.url()).isNotEqualTo(server.url());
                operator.post(STANDING + "/activation", "{\"epoch\": 2}")
                        .refused(409, "MASTER_KEY_NOT_EVERYWHERE")
                        .at("/parameters/nodes/0");
                assertThat(operator.get(STANDING).expect(200).json().path("nodes"))
                        .hasSize(2);
            }
            operator.post(STANDING + "/activation", "{\"epoch\": 3}").refused(422, "MASTER_KEY_UNKNOWN");
            tenant.admin().post(STANDING + "/activation", "{\"epoch\": 2}").refused(403, "NOT_PERMITTED");
            tenant.admin().get(STANDING).expect(403);
            operator.get(STANDING).expect(200).at("/active", 1);

            operator.because("the yearly one")
                    .post(STANDING + "/activation", "{\"epoch\": 2}")
                    .expect(200);

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(
                                    epoch(operator, 0).path("destroyedAt").asString(""))
                            .isNotEmpty());
            assertThat(epoch(operator, 0).path("wraps").asLong()).isZero();
            assertThat(epoch(operator, 1).path("wraps").asLong()).isEqualTo(2);
            tenant.admin().get("/v1/users/sam").expect(200).at("/name", "Sam Example");
            assertThat(tenant.admin().get("/v1/audit").expect(200).text()).contains("so that there is one");
            assertThat(operator.get("/v1/audit?subject=tenant").expect(200).text())
                    .contains("the yearly one", "MasterKeyActivated", "MasterKeyDestroyed");
            try (MandateServer late = server.secondNode(SECOND)) {
                tenant.admin().on(late.url()).get("/v1/users/sam").expect(200).at("/name", "Sam Example");
            }
            commandLine(server, folder);
        }
    }

    /// The same by the command line.
    private static void commandLine(MandateServer server, Path folder) throws IOException {
        Path key = Files.writeString(folder.resolve("master.key"), "7:" + "A".repeat(43) + "=\n");
        assertThat(MandateCommand.execute("master-key", "add", "--data=" + folder))
                .isZero();
        assertThat(Files.readAllLines(key)).hasSize(2).last().asString().startsWith("8:");
        assertThat(MandateCommand.execute("master-key", "add", "--data=" + folder.resolve("nowhere")))
                .isEqualTo(1);
        assertThat(MandateCommand.execute("master-key")).isEqualTo(2);
        assertThat(MandateCommand.execute("master-key", "activate", "2", "--url=" + server.url()))
                .as("no token")
                .isEqualTo(1);
    }

    private static JsonNode epoch(Client operator, int index) {
        return operator.get(STANDING).expect(200).json().path("epochs").path(index);
    }
}
