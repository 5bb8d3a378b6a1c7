package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mandate.events.values.TenantId;
import io.mandate.server.cli.MandateCommand;
import io.mandate.store.merkle.Hash;
import io.mandate.store.note.SignedNote;
import io.mandate.store.note.SigningKey;
import io.mandate.store.proof.TenantCheckpoint;
import io.mandate.store.proof.anchor.AnchorFolder;
import io.mandate.testing.postgres.TestDatabase;
import io.mandate.testing.postgres.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Everything out of one store and into another: the five sample tenants with their months of
/// history, and what is asked of both.
@ExtendWith(OutputCaptureExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ExportScenariosTest {
    private static final List<String> LOOKUPS = List.of(
            "used_id",
            "profile_name",
            "profile_code",
            "assignment",
            "username",
            "external_identity",
            "tenant_head",
            "domain_event",
            "subject_key");

    private static MandateServer from;
    private static Path backup;
    private static Path key;
    private static Path keys;
    private static JsonNode tenants;
    private static String state;

    @BeforeAll
    static void export(@TempDir Path folder) throws IOException {
        from = MandateServer.start("--mandate.demo=true");
        Path data = Path.of(from.context().getEnvironment().getRequiredProperty("mandate.data"));
        tenants = new JsonMapper()
                .readTree(Files.readString(data.resolve("demo.json")))
                .path("tenants");
        state = state(from);
        delete("kim");
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

    private static void delete(String user) {
        Client administrator = client(from, tenants.get(0), "administratorToken");
        administrator
                .ifMatch(administrator.get("/v1/users/" + user).expect(200).etag())
                .delete("/v1/users/" + user)
                .expect(200);
    }

    /// All that held in March, without a word about anybody.
    private static String state(MandateServer server) {
        return client(server, tenants.get(0), "auditorToken")
                .get("/v1/history/state?at=2026-03-15")
                .expect(200)
                .text();
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
    @Order(2)
    void whoever_may_read_the_past_and_export_takes_the_log_away_without_keys(@TempDir Path folder) throws IOException {
        Answer taken = client(from, tenants.get(0), "auditorToken")
                .get("/v1/exports/log")
                .expect(200);
        Path log = Files.writeString(folder.resolve("taken.ndjson"), taken.text());
        assertThat(MandateCommand.execute("verify", "--keys=" + keys, "--export=" + log))
                .isZero();
        assertThat(taken.position()).startsWith(from.storeId() + "-");
        assertThat(taken.text()).doesNotContain("gil@", "\"lineage\"", "\"erasures\"");
        for (String other : List.of("administratorToken", "serviceToken")) {
            client(from, tenants.get(0), other).get("/v1/exports/log").refused(403, "NOT_PERMITTED");
        }
        assertThat(client(from, tenants.get(0), "auditorToken")
                        .get("/v1/journal?kind=EXPORTED")
                        .expect(200)
                        .text())
                .contains("GET /v1/exports/log", "mandate export");
    }

    @Test
    @Order(2)
    void one_tenant_goes_into_a_file_and_what_makes_no_sense_is_wrong_use(CapturedOutput output, @TempDir Path folder) {
        Path out = folder.resolve("one.ndjson");
        assertThat(run(from, from.database(), "export", "--tenant=demo-feedback", "--out=" + out, "--without-keys"))
                .isZero();
        assertThat(MandateCommand.execute("verify", "--keys=" + keys, "--export=" + out))
                .isZero();
        for (List<String> wrong : List.of(
                List.of("--out=" + folder.resolve("x"), "--without-keys"),
                List.of("--tenant=demo-feedback", "--out=" + folder.resolve("x"), "--key-file=" + key),
                List.of("--to=" + folder, "--out=" + folder.resolve("x"), "--without-keys"),
                List.of("--to=" + folder),
                List.of("--to=" + folder, "--tenant=No Tenant", "--without-keys"))) {
            assertThat(run(from, from.database(), "export", wrong.toArray(String[]::new)))
                    .as(wrong.toString())
                    .isEqualTo(2);
        }
        assertThat(run(from, from.database(), "export", "--to=" + folder, "--tenant=nobody", "--without-keys"))
                .isEqualTo(1);
        assertThat(output).contains("there is no tenant nobody in this store");
        assertThat(folder).isDirectoryNotContaining("glob:**/x");
    }

    @Test
    @Order(3)
    void an_imported_store_answers_as_the_one_that_was_exported_once_the_erasure_ledger_was_applied(
            @TempDir Path folder, @TempDir Path nowhere) throws IOException {
        Map<String, String> before = answers(from);
        Map<String, List<String>> lookups = lookups(from.database());
        Map<String, List<String>> models = models(from.database());
        TestDatabase database = TestPostgres.newDatabase();
        assertThat(run(from, database, "import", "--keys=" + keys, "--key-file=" + key, backup.toString()))
                .isZero();
        assertThat(lookups(database)).isEqualTo(lookups);
        assertThatThrownBy(() -> MandateServer.on(database, nowhere).close())
                .hasStackTraceContaining("Files of the erasure ledger are missing");
        try (MandateServer into = MandateServer.on(database, ledger(folder))) {
            assertThat(state(into)).isEqualTo(state).isEqualTo(state(from)).contains("kim");
            assertThat(into.storeId()).isNotEqualTo(from.storeId());
            assertThat(answers(into)).isEqualTo(before);
            assertThat(models(database)).isEqualTo(models);
            client(into, tenants.get(0), "auditorToken")
                    .get("/v1/history/users/gil?position=" + from.storeId() + "-5")
                    .expect(422);
            assertThat(run(into, database, "verify")).isZero();
            goesOn(into);
        }
    }

    private static void goesOn(MandateServer into) {
        Client administrator = client(into, tenants.get(0), "administratorToken");
        administrator
                .post("/v1/profiles", "{\"id\": \"csr-junior\", \"name\": \"Another\"}")
                .refused(409, "PROFILE_ID_TAKEN");
        administrator
                .post("/v1/profiles", "{\"name\": \"After the move\", \"roleType\": \"CSR\"}")
                .expect(201);
        assertThat(client(into, tenants.get(0), "auditorToken")
                        .get("/v1/journal?kind=IMPORTED")
                        .expect(200)
                        .json()
                        .at("/items/0/facts/from")
                        .asString())
                .isEqualTo(from.storeId());
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
                        "--nothing-was-erased",
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
    void one_tenant_moves_beside_others_without_those_who_were_erased_since_and_its_operators_are_erased_there(
            CapturedOutput output, @TempDir Path nowhere) throws IOException {
        JsonNode moved = tenant("demo-feedback");
        Client there = client(from, moved, "administratorToken");
        there.ifMatch(there.get("/v1/users/ben").expect(200).etag())
                .delete("/v1/users/ben")
                .expect(200);
        try (MandateServer into = MandateServer.start()) {
            Tenant other = Tenant.of("commerce", into);
            List<String> add = List.of(
                    "--add",
                    "--keys=" + keys,
                    "--key-file=" + key,
                    file("demo-feedback.ndjson").toString());
            for (Map.Entry<String, String> refused : Map.of(
                            "",
                            "or state with --nothing-was-erased",
                            "--erasures=" + nowhere,
                            "There is no erasure ledger in",
                            "--erasures=" + into.erasures(),
                            "is that of another store")
                    .entrySet()) {
                assertThat(add(into, add, refused.getKey())).isEqualTo(1);
                assertThat(output).contains(refused.getValue());
            }
            assertThat(output.getErr().lines().filter(line -> line.startsWith("mandate: Nothing was imported")))
                    .hasSize(3);
            assertThat(add(into, add, "--nothing-was-erased", "--erasures=" + from.erasures()))
                    .isEqualTo(2);
            assertThat(add(into, add, "--erasures=" + from.erasures())).isZero();
            assertThat(output).contains("keys destroyed since, and here as well: 1");
            Client auditor = client(into, moved, "auditorToken");
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> auditor.get("/v1/audit?limit=500").status() == 200);
            Client administrator = client(into, moved, "administratorToken");
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> administrator.get("/v1/users/ben").refused(410, "USER_DELETED"));
            Answer trail = auditor.get("/v1/audit?subject=user:ben&limit=500").expect(200);
            assertThat(trail.text()).contains("UserDeleted").doesNotContain("Okoro", "ben@", "restore");
            assertThat(trail.json().path("items").valueStream())
                    .filteredOn(row -> row.path("event").asString().equals("UserDeleted"))
                    .isNotEmpty()
                    .allSatisfy(row -> assertThat(row.path("correlation").asString())
                            .as("nothing was restored here")
                            .isEqualTo("erasure ledger"));
            assertThat(auditor.get("/v1/journal?kind=IMPORTED")
                            .expect(200)
                            .json()
                            .at("/items/0/facts/erasures")
                            .asString())
                    .isEqualTo("ledger given");
            // Names come from the read models, which take the moved tenant in after the index.
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(
                                    withoutStore(into, auditor.get("/v1/history/users/gil?at=2026-03-01")))
                            .isEqualTo(withoutStore(
                                    from,
                                    client(from, moved, "auditorToken").get("/v1/history/users/gil?at=2026-03-01"))));
            other.admin().get("/v1/users").expect(200);
        }
    }

    private static int add(MandateServer into, List<String> add, String... more) {
        List<String> arguments = new ArrayList<>(add);
        arguments.addAll(Arrays.stream(more).filter(each -> !each.isEmpty()).toList());
        return run(into, into.database(), "import", arguments.toArray(String[]::new));
    }

    @Test
    @Order(6)
    void whoever_was_erased_after_the_export_is_erased_again_in_what_is_made_from_it(@TempDir Path folder)
            throws IOException {
        delete("sam");
        TestDatabase database = TestPostgres.newDatabase();
        assertThat(run(from, database, "import", "--keys=" + keys, "--key-file=" + key, backup.toString()))
                .isZero();
        try (MandateServer into = MandateServer.on(database, ledger(folder))) {
            Client administrator = client(into, tenants.get(0), "administratorToken");
            // The read models are being made.
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> administrator.get("/v1/users/sam").status() != 503);
            administrator.get("/v1/users/sam").refused(410, "USER_DELETED");
            Client auditor = client(into, tenants.get(0), "auditorToken");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> auditor.get("/v1/audit?subject=user:sam")
                                    .text()
                                    .contains("UserDeleted")
                            || auditor.get("/v1/audit?subject=user:sam").text().contains("Deleted"));
            assertThat(auditor.get("/v1/audit?subject=user:sam&limit=500")
                            .expect(200)
                            .text())
                    .doesNotContain("sam@", "\"Sam\"");
            assertThat(state(into)).isEqualTo(state);
        }
    }

    @Test
    @Order(7)
    void a_log_that_is_not_what_was_anchored_is_not_given_away() {
        TenantId tenant = new TenantId("demo-commerce");
        Client auditor = client(from, tenants.get(0), "auditorToken");
        SignedNote kept = SignedNote.parse(auditor.checkpoint().text());
        anchor(tenant, 1);
        assertThat(auditor.get("/v1/exports/log").expect(500).text()).doesNotContain(tenant.value());
        // Behind the first bytes that go out: what was begun must not look like a whole file.
        anchor(tenant, TenantCheckpoint.parse(kept.text()).size());
        assertThatThrownBy(() -> auditor.get("/v1/exports/log")).isInstanceOf(UncheckedIOException.class);
        // Nor is a log that ends before what was anchored.
        anchor(tenant, Integer.MAX_VALUE);
        assertThatThrownBy(() -> auditor.get("/v1/exports/log")).isInstanceOf(UncheckedIOException.class);
        anchors().append(tenant, kept);
        assertThat(auditor.get("/v1/exports/log").expect(200).text()).contains("{\"end\":");
    }

    /// Says of as many events something that was never so.
    private static void anchor(TenantId tenant, long size) {
        TenantCheckpoint said =
                new TenantCheckpoint(from.storeId(), tenant, size, Hash.EMPTY, Instant.EPOCH, 0, Hash.EMPTY);
        anchors().append(tenant, SignedNote.sign(said.text(), said.origin(), SigningKey.generate()));
    }

    private static AnchorFolder anchors() {
        return new AnchorFolder(from.data().resolve("anchors"));
    }

    /// A copy of the erasure ledger as it is now.
    private static Path ledger(Path folder) throws IOException {
        Path copy = Files.createDirectories(folder.resolve("erasures"));
        try (var files = Files.list(from.erasures())) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        return copy;
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

    /// What both are asked, without what names the store.
    private static Map<String, String> answers(MandateServer server) {
        Map<String, String> answers = new LinkedHashMap<>();
        for (JsonNode tenant : tenants) {
            Client auditor = client(server, tenant, "auditorToken");
            Client administrator = client(server, tenant, "administratorToken");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> administrator.get("/v1/users?limit=100").status() == 200
                            && auditor.get("/v1/audit?limit=500").status() == 200);
            for (String path : List.of("/v1/users?limit=100", "/v1/profiles?limit=100", "/v1/catalog")) {
                answers.put(tenant.path("id").asString() + path, withoutStore(server, administrator.get(path)));
            }
            for (JsonNode user : administrator.get("/v1/users?limit=100").json().path("items")) {
                String id = user.path("id").asString();
                String now = "/v1/users/" + id + "/permissions";
                answers.put(tenant.path("id").asString() + now, withoutStore(server, administrator.get(now)));
                for (String then : List.of(
                        "/v1/users/" + id + "/permissions?at=2026-03-03T12:00:00Z",
                        "/v1/history/users/" + id + "?at=2026-04-01")) {
                    answers.put(tenant.path("id").asString() + then, withoutStore(server, auditor.get(then)));
                }
            }
            answers.put(
                    tenant.path("id").asString() + " catalog then",
                    withoutStore(server, auditor.get("/v1/history/diff?from=2026-02-01&to=2026-04-01")));
            answers.put(
                    tenant.path("id").asString() + " trail",
                    withoutStore(server, auditor.get("/v1/audit?order=asc&limit=500")));
        }
        return answers;
    }

    private static String withoutStore(MandateServer server, Answer answer) {
        return answer.expect(200).text().replace(server.storeId() + "-", "store-");
    }

    /// The rows of the store's own tables, without what numbers rows of a database.
    private static Map<String, List<String>> lookups(TestDatabase database) {
        JdbcClient sql = JdbcClient.create(database.owner());
        Map<String, List<String>> rows = new LinkedHashMap<>();
        for (String table : LOOKUPS) {
            rows.put(
                    table,
                    sql.sql("select (to_jsonb(t) - 'global_index')::text from mandate." + table
                                    + " t order by (to_jsonb(t) - 'global_index')::text collate \"C\"")
                            .query(String.class)
                            .list());
        }
        return rows;
    }

    private static Map<String, List<String>> models(TestDatabase database) {
        Map<String, List<String>> rows = ReadModels.of(database).rows();
        // Each start of the harness gives its operator a token.
        rows.replaceAll((_, all) -> all.stream()
                .filter(row -> !row.contains("\"tenant\": \"system\""))
                .toList());
        return rows;
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
                "--mandate.erasures.folder=" + setting(server, "mandate.erasures.folder"),
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
