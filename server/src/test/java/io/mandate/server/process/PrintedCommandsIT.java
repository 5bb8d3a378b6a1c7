package io.mandate.server.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What somebody new is shown works as it is shown: the lines that the demo prints, and the commands of the README.
class PrintedCommandsIT {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern PASTED =
            Pattern.compile("Try it, line by line:\\n(.*# 5\\. .*?; echo\\n)", Pattern.DOTALL);
    private static final String HEADS =
            "SELECT string_agg(tenant || ' ' || seq, ', ' ORDER BY tenant) FROM mandate.tenant_head";

    /// In the place of a checkout.
    @TempDir
    Path folder;

    private Path data;
    private EmbeddedFiles files;
    private Terminal terminal;

    @BeforeEach
    void open() throws Exception {
        assumeThat(new ProcessBuilder("sh", "-c", "command -v curl >/dev/null")
                        .start()
                        .waitFor())
                .as("a machine with curl")
                .isZero();
        data = folder.resolve("data");
        files = EmbeddedFiles.of(data);
        terminal = Terminal.in(folder);
    }

    @Test
    void the_demo_is_loaded_once_whatever_happens_and_what_it_and_the_readme_print_works() throws Exception {
        String heads;
        String facts;
        try (var killed =
                ServerProcess.run(data, List.of("start", "--demo", "--port", "0", "--data", data.toString()))) {
            killWhileItLoads(killed);
            refusedWithoutTheDemo();
            try (var server = ServerProcess.started(data, "--demo")) {
                whatTheDemoPrints(printed(server));
                terminal = terminal.with("TOKEN", tenant().path("serviceToken").asString())
                        .with("AUDITOR", tenant().path("auditorToken").asString());
                theReadmeAsks(server.url());
                theReadmeProves(server.url());
                theReadmeBacksUp();
                assertThat(files.ask("owner", "SELECT mandate.event_time() > clock_timestamp() - interval '1 minute'"))
                        .as("the clock runs again")
                        .isEqualTo("t");
                heads = files.ask("owner", HEADS);
                facts = tenants();
                interrupt(server);
            }
            try (var server = ServerProcess.started(data, "--demo")) {
                assertThat(printed(server))
                        .contains(tenant().path("serviceToken").asString());
                assertThat(tenants()).isEqualTo(facts);
                assertThat(files.ask("owner", HEADS))
                        .as("nothing is loaded twice")
                        .isEqualTo(heads);
            }
        }
        theRestoredStoreWorks();
    }

    /// Killed between two of the requests that load the first sample tenant: its lock is held here until then.
    private void killWhileItLoads(ServerProcess server) throws Exception {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> asked("SELECT count(*) FROM mandate.tenant_head WHERE tenant = 'demo-commerce'")
                        .equals("1"));
        try (Connection holder = files.connect("owner");
                var lock = holder.createStatement()) {
            holder.setAutoCommit(false);
            lock.execute("SELECT FROM mandate.tenant_head WHERE tenant = 'demo-commerce' FOR UPDATE");
            server.kill();
        }
        assertThat(files.ask("owner", HEADS)).contains("demo-commerce ").doesNotContain("demo-commerce-classic");
    }

    /// Empty while there is nobody to ask.
    private String asked(String sql) {
        try {
            return files.ask("owner", sql);
        } catch (SQLException | IOException | IndexOutOfBoundsException _) {
            return "";
        }
    }

    private void refusedWithoutTheDemo() throws Exception {
        ProcessHandle orphan = files.postgres().orElseThrow();
        assertThat(terminal.run(1, "./mandate start --port 0").lines().filter(line -> !line.contains(" INFO ")))
                .satisfiesExactly(
                        stopped -> assertThat(stopped).contains("that a killed server had left behind"),
                        refused -> assertThat(refused).startsWith("mandate: ").contains("start once with --demo"));
        // It gives its files back before it is gone.
        await("the database of the killed server").atMost(PATIENCE).until(() -> !orphan.isAlive());
    }

    private static String printed(ServerProcess server) {
        Matcher[] lines = new Matcher[1];
        await().atMost(PATIENCE).until(() -> {
            lines[0] = PASTED.matcher(server.output());
            return lines[0].find() || !server.process().isAlive();
        });
        assertThat(server.process().isAlive()).as(server.output()).isTrue();
        return lines[0].group(1);
    }

    private void whatTheDemoPrints(String lines) throws Exception {
        assertThat(Printed.commands(lines)).hasSize(5);
        List<String> answers = terminal.paste("curl() { command curl -w ' %{http_code}' \"$@\"; }\n" + lines)
                .lines()
                .toList();
        assertThat(answers)
                .extracting(answer -> answer.substring(answer.lastIndexOf(' ') + 1))
                .containsExactly("201", "200", "200", "200", "200");
        JsonNode decision = body(answers.get(3));
        assertThat(decision.path("decision").asBoolean()).isTrue();
        assertThat(decision.at("/context/mandate/because")).isNotEmpty();
        String profile = body(answers.get(0)).path("id").asString();
        List<JsonNode> trail = body(answers.get(4)).path("items").valueStream().toList();
        assertThat(trail).allMatch(row -> row.toString().contains("\"" + profile + "\""));
        assertThat(trail)
                .extracting(row -> row.path("event").asString())
                .containsOnly("ProfileCreated", "PermissionOverridden", "UserAssigned");
    }

    private static JsonNode body(String answer) {
        return JSON.readTree(answer.substring(0, answer.lastIndexOf(' ')));
    }

    private JsonNode tenant() throws IOException {
        return JSON.readTree(Files.readString(data.resolve("demo.json"))).at("/tenants/0");
    }

    private String tenants() throws IOException {
        return JSON.readTree(Files.readString(data.resolve("demo.json")))
                .path("tenants")
                .toString();
    }

    private void theReadmeAsks(String url) throws Exception {
        assertThat(answers("Ask it", url))
                .singleElement()
                .matches(told -> told.path("decision").asBoolean());
        List<JsonNode> past = answers("Ask the past", url);
        JsonNode kim = past.get(0)
                .path("items")
                .valueStream()
                .filter(row -> row.at("/user/id").asString().equals("kim"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(past.get(0).toString()))
                .at("/intervals/0");
        assertThat(kim.path("to").asString()).as("15:00 in Stockholm").startsWith("2026-03-03T14:00:00");
        assertThat(kim.at("/grantedBy/actor/id").asString()).isEqualTo("maria");
        assertThat(kim.at("/endedBy/actor/id").asString()).isEqualTo("gil");
        assertThat(kim.at("/endedBy/reason").asString()).isEqualTo("Amounts are being checked");
        assertThat(past.get(1).at("/evaluations/0/decision").asBoolean()).isTrue();
        assertThat(past.get(1).at("/evaluations/1/decision").asBoolean()).isFalse();
        assertThat(past.get(2).at("/items/0/intervals")).hasSize(2);
        assertThat(past.get(3).at("/profile/id").asString()).isEqualTo("csr-junior");
        assertThat(past.get(3).at("/profile/revision").asInt()).isPositive();
        assertThat(past.get(4).path("items")).hasSizeGreaterThan(3);
        String asked = "/v1/history/access?node=invoice&action=edit";
        assertThat(Attempt.get(url, asked, tenant().path("administratorToken").asString())
                        .status())
                .as("the auditor, and not the administrator")
                .isEqualTo(403);
    }

    /// What the commands of a section answer, in their order.
    private List<JsonNode> answers(String section, String url) throws Exception {
        List<JsonNode> answers = new ArrayList<>();
        for (String block : Printed.readme(section)) {
            for (String command : Printed.commands(here(block, url))) {
                answers.add(JSON.readTree(terminal.paste(command)));
            }
        }
        return answers;
    }

    private static String here(String block, String url) {
        return block.replace("http://localhost:8080", url);
    }

    private void theReadmeProves(String url) throws Exception {
        List<String> blocks = Printed.readme("Prove it");
        assertThat(blocks).hasSize(3);
        terminal.paste(here(blocks.get(0), url));
        assertThat(folder.resolve("trusted.note")).content().contains("demo-commerce");
        terminal.paste(blocks.get(1));
        terminal.paste(blocks.get(2));
        assertThat(terminal.paste("grep -c maria evidence.json").strip()).isNotEqualTo("0");
    }

    private void theReadmeBacksUp() throws Exception {
        List<String> blocks = Printed.readme("Back it up");
        assertThat(blocks).hasSize(2);
        terminal.paste(blocks.get(0));
        List<String> commands = Printed.commands(blocks.get(1));
        assertThat(commands).hasSize(3);
        terminal.paste(commands.get(0));
        String restore = commands.get(1);
        assertThat(restore).contains(" --erasures data/erasures ");
        assertThat(terminal.run(1, restore.replace(" --erasures data/erasures", "")))
                .contains("--nothing-was-erased");
        assertThat(terminal.paste(restore)).contains("tenant demo-commerce: ", "tenant system: ");
        assertThat(terminal.run(1, restore)).as("there is a store already").hasLineCount(1);
    }

    /// What Ctrl-C does.
    private void interrupt(ServerProcess server) throws Exception {
        new ProcessBuilder("kill", "-INT", Long.toString(server.process().pid()))
                .start()
                .waitFor();
        assertThat(server.process().waitFor(60, TimeUnit.SECONDS))
                .as(server.output())
                .isTrue();
        assertThat(files.postgres()).isEmpty();
    }

    private void theRestoredStoreWorks() throws Exception {
        String start = Printed.commands(Printed.readme("Back it up").get(1)).get(2);
        assertThat(start).isEqualTo("./mandate start --data data-restored --port 8081");
        String administrator = tenant().path("administratorToken").asString();
        try (var server = ServerProcess.started(folder.resolve("data-restored"))) {
            assertThat(server.output()).doesNotContain("The token of the first operator");
            assertThat(answers("Ask it", server.url()))
                    .singleElement()
                    .matches(told -> told.path("decision").asBoolean());
            String another = """
                    {"id": "another", "name": "Another", "roleType": "CSR"}""";
            assertThat(Attempt.ask(server.url(), "/v1/profiles", administrator, another)
                            .status())
                    .isEqualTo(201);
        }
        terminal.paste("./mandate verify --data data-restored");
    }
}
