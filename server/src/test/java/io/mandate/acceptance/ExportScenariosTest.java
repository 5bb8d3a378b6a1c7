package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mandate.server.cli.MandateCommand;
import io.mandate.testing.postgres.TestDatabase;
import io.mandate.testing.postgres.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Everything out of one store and into another: the five sample tenants with their months of
/// history, and what is asked of both.
@ExtendWith(OutputCaptureExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ExportScenariosTest {
    private static MandateServer from;
    private static Path backup;
    private static Path key;
    private static Path keys;
    private static JsonNode tenants;

    @BeforeAll
    static void export(@TempDir Path folder) throws IOException {
        from = MandateServer.start("--mandate.demo=true");
        Path data = Path.of(from.context().getEnvironment().getRequiredProperty("mandate.data"));
        tenants = new JsonMapper()
                .readTree(Files.readString(data.resolve("demo.json")))
                .path("tenants");
        Client administrator = client(from, tenants.get(0), "administratorToken");
        administrator
                .ifMatch(administrator.get("/v1/users/kim").expect(200).etag())
                .delete("/v1/users/kim")
                .expect(200);
        backup = folder.resolve("backup");
        key = folder.resolve("transport.key");
        assertThat(run(from, from.database(), "export", "--to=" + backup, "--key-file=" + key))
                .isZero();
        keys = folder.resolve("public.keys");
        Files.writeString(keys, publicKey());
    }

    @AfterAll
    static void stop() {
        from.close();
    }

    private static String publicKey() {
        return client(from, tenants.get(0), "auditorToken")
                .get("/v1/proofs/keys")
                .expect(200)
                .at("/keys/0/key");
    }

    @Test
    @Order(1)
    void an_export_has_every_tenant_and_verifies_without_a_store(CapturedOutput output, @TempDir Path nowhere)
            throws IOException {
        try (var files = Files.list(backup)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .contains("system.ndjson", "system.keys", "demo-commerce.ndjson", "demo-commerce.keys")
                    .hasSize(12);
        }
        assertThat(MandateCommand.execute(
                        "verify", "--keys=" + keys, "--data=" + nowhere, "--export=" + file("demo-commerce.ndjson")))
                .isZero();
        assertThat(output).contains("tenant demo-commerce: ", "as they were written");

        List<String> lines = new ArrayList<>(Files.readAllLines(file("demo-commerce.ndjson")));
        lines.set(6, lines.get(6).replace("\"actor\":\"", "\"actor\":\"x"));
        Path altered = Files.write(nowhere.resolve("altered.ndjson"), lines);
        assertThat(MandateCommand.execute("verify", "--keys=" + keys, "--export=" + altered))
                .isEqualTo(4);
        assertThat(output).contains("line 7: tenant demo-commerce: ALTERED at 6 of the log");
        Path cut = Files.write(nowhere.resolve("cut.ndjson"), lines.subList(0, 20));
        assertThat(MandateCommand.execute("verify", "--keys=" + keys, "--export=" + cut))
                .isEqualTo(4);
        assertThat(output).contains("line 21: the file ends without the last line");
    }

    @Test
    @Order(2)
    void no_file_has_personal_text_in_the_open() throws IOException {
        try (var files = Files.list(backup)) {
            for (Path file : files.toList()) {
                assertThat(Files.readString(file)).doesNotContain("gil@", "Maria", "Amounts are being checked");
            }
        }
    }

    @Test
    @Order(4)
    void what_is_broken_or_not_empty_is_refused_with_the_place_and_nothing_is_stored(
            CapturedOutput output, @TempDir Path folder) throws IOException {
        TestDatabase database = TestPostgres.newDatabase();
        Path copy = folder.resolve("demo-commerce.ndjson");
        List<String> lines = new ArrayList<>(Files.readAllLines(file("demo-commerce.ndjson")));
        lines.remove(30);
        Files.write(copy, lines);
        Files.copy(file("demo-commerce.keys"), folder.resolve("demo-commerce.keys"));
        assertThat(run(from, database, "import", "--keys=" + keys, "--key-file=" + key, copy.toString()))
                .isEqualTo(1);
        assertThat(output).contains("demo-commerce.ndjson, line 31: ").contains("Nothing was imported");

        Path wrong = Files.writeString(
                folder.resolve("wrong.key"), java.util.Base64.getEncoder().encodeToString(new byte[32]));
        assertThat(run(from, database, "import", "--keys=" + keys, "--key-file=" + wrong, backup.toString()))
                .isEqualTo(1);
        assertThat(output).contains(".keys, line 1: the secret is not the one");
        assertThat(run(from, database, "import", "--keys=" + keys, backup.toString()))
                .isEqualTo(2);
        assertThat(run(from, from.database(), "import", "--keys=" + keys, "--key-file=" + key, backup.toString()))
                .isEqualTo(1);
        assertThat(output).contains("this store is not empty");
        assertThat(run(
                        from,
                        from.database(),
                        "import",
                        "--add",
                        "--keys=" + keys,
                        "--key-file=" + key,
                        file("demo-commerce.ndjson").toString()))
                .isEqualTo(1);
        assertThat(output).contains("there is a tenant demo-commerce in this store already");
        assertThat(run(from, from.database(), "export", "--to=" + backup, "--key-file=" + key))
                .isEqualTo(1);
        assertThat(output).contains("exists already");
    }

    @Test
    @Order(5)
    void one_tenant_moves_beside_others_and_its_operators_are_erased_there() throws IOException {
        try (MandateServer into = MandateServer.start()) {
            Tenant other = Tenant.of("commerce", into);
            assertThat(run(
                            into,
                            into.database(),
                            "import",
                            "--add",
                            "--keys=" + keys,
                            "--key-file=" + key,
                            file("demo-feedback.ndjson").toString()))
                    .isZero();
            JsonNode moved = tenant("demo-feedback");
            Client auditor = client(into, moved, "auditorToken");
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> auditor.get("/v1/audit?limit=500").status() == 200);
            assertThat(withoutStore(into, auditor.get("/v1/history/users/gil?at=2026-03-01")))
                    .isEqualTo(withoutStore(
                            from, client(from, moved, "auditorToken").get("/v1/history/users/gil?at=2026-03-01")));
            other.admin().get("/v1/users").expect(200);
        }
    }

    private static JsonNode tenant(String id) {
        return tenants.valueStream()
                .filter(tenant -> tenant.path("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Path file(String name) {
        return backup.resolve(name);
    }

    private static String withoutStore(MandateServer server, Answer answer) {
        return answer.expect(200).text().replace(server.storeId() + "-", "store-");
    }

    private static Client client(MandateServer server, JsonNode tenant, String token) {
        return new Client(server.url(), tenant.path(token).asString(), new Client.Seen());
    }

    /// A command of the command line on that database, with the keys of that server.
    private static int run(MandateServer server, TestDatabase database, String command, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                command,
                "--data=" + setting(server, "mandate.data"),
                "--mandate.clock.replaced=true",
                "--mandate.master-key.value=" + setting(server, "mandate.master-key.value"),
                "--mandate.proof-key.value=" + setting(server, "mandate.proof-key.value"),
                "--mandate.datasource.url=" + database.jdbcUrl(),
                "--mandate.datasource.owner-username=" + TestDatabase.OWNER,
                "--mandate.datasource.owner-password=" + TestDatabase.PASSWORD,
                "--mandate.datasource.runtime-username=" + TestDatabase.RUNTIME,
                "--mandate.datasource.runtime-password=" + TestDatabase.PASSWORD));
        arguments.addAll(Arrays.asList(more));
        return MandateCommand.execute(arguments.toArray(String[]::new));
    }

    private static String setting(MandateServer server, String name) {
        return server.context().getEnvironment().getRequiredProperty(name);
    }
}
