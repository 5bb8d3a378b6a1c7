package io.mandate.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mandate.server.cli.MandateCommand;
import io.mandate.testing.postgres.TestDatabase;
import io.mandate.testing.postgres.TestPostgres;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// The administrators of a tenant have lost their tokens, and its people come to whoever runs the installation.
@ExtendWith(OutputCaptureExtension.class)
class ReadmitScenariosTest {
    private static final String SHOWN = "and shown this once. That ";
    private static final Pattern SECRET = Pattern.compile("mandate_[A-Za-z0-9_-]{43}");

    @TempDir
    Path folder;

    private final MandateServer server = MandateServer.shared();
    private Path operator;

    @BeforeEach
    void token() throws IOException {
        operator = Files.writeString(
                folder.resolve("operator.token"), server.operator().token());
    }

    @Test
    void an_administrator_is_let_in_for_an_hour_and_his_tenant_sees_who_did_it_and_why(CapturedOutput output)
            throws IOException {
        Tenant tenant = Tenant.of("commerce");
        assertThat(readmit(tenant.id(), "gil", "Ticket 4711, called back")).isZero();

        Client gil = new Client(server.url(), secret(output), tenant.seen());
        await().atMost(Duration.ofSeconds(20)).until(() -> gil.get("/v1/users").status() == 200);
        String own =
                gil.post("/v1/tokens", "{\"principal\": \"gil\"}").expect(201).at("/secret");
        new Client(server.url(), own, tenant.seen()).get("/v1/users").expect(200);

        JsonNode issued = tenant.trail("actor=operator&subject=user:gil&type=ISSUED").stream()
                .filter(row -> row.path("reason").asString("").equals("Ticket 4711, called back"))
                .findFirst()
                .orElseThrow();
        assertThat(issued.at("/actor/kind").asString()).isEqualTo("OPERATOR");
        Instant until =
                Instant.parse(gil.get("/v1/tokens/" + issued.at("/subject/id").asString())
                        .expect(200)
                        .at("/expiresAt"));
        assertThat(until)
                .isBetween(Instant.now().plusSeconds(3_000), Instant.now().plusSeconds(3_600));

        lets_services_ask_again(new Client(server.url(), own, tenant.seen()));
    }

    /// The lost tokens are revoked, and with them goes the last one that could give a service its rights.
    private static void lets_services_ask_again(Client gil) {
        String ofService = "{\"principal\": \"asker\", \"rights\": [\"ASK_ABOUT_OTHERS\", \"ASSERT_PROPERTIES\"]}";
        gil.post("/v1/tokens", ofService).refused(403, "PROFILE_ESCALATION");
        for (JsonNode token :
                gil.get("/v1/tokens?principal=gil").expect(200).json().path("items")) {
            if (!token.path("rights").isEmpty()) {
                gil.delete("/v1/tokens/" + token.path("id").asString()).expect(200);
            }
        }
        gil.post("/v1/tokens", ofService).expect(201);
    }

    @Test
    void the_operators_are_let_in_by_the_machine_alone(CapturedOutput output) {
        InputStream given = System.in;
        System.setIn(new ByteArrayInputStream("The envelope was empty\n".getBytes(UTF_8)));
        try {
            assertThat(run(List.of("--tenant=system", "--administrator=operator", "--reason-file=-", "--minutes=5")))
                    .isZero();
        } finally {
            System.setIn(given);
        }
        Client operators = new Client(server.url(), secret(output), Client.Seen.nothing());
        await().atMost(Duration.ofSeconds(30))
                .until(() -> operators.get("/v1/users").status() == 200);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(operators
                                .get("/v1/audit?actor=mandate&limit=500")
                                .expect(200)
                                .text())
                        .contains("The envelope was empty"));
    }

    @Test
    void whatever_does_not_fit_is_told_in_one_line_and_nobody_is_let_in(CapturedOutput output) throws IOException {
        Tenant tenant = Tenant.of("commerce");
        tenant.profile("clerks", "Clerks", "\"roleType\": \"CSR\"").person("kim", "CSR", "clerks");
        Tenant ended = Tenant.of("commerce");
        server.operator()
                .ifMatch(server.operator()
                        .get("/v1/tenants/" + ended.id())
                        .expect(200)
                        .etag())
                .post("/v1/tenants/" + ended.id() + "/offboarding", "{\"tenant\": \"" + ended.id() + "\"}")
                .expect(200);
        long tokens = tokens(tenant);

        refused(output, "There is no tenant \"nowhere\"", readmit("nowhere", "gil", "why"));
        refused(output, "The user \"nobody\" does not exist", readmit(tenant.id(), "nobody", "why"));
        refused(
                output,
                "kim is not active, or can neither manage users and profiles nor edit the catalog",
                readmit(tenant.id(), "kim", "why"));
        refused(
                output,
                "asker is not active, or can neither manage users and profiles nor edit the catalog",
                readmit(tenant.id(), "asker", "why"));
        refused(output, ended.id(), readmit(ended.id(), "gil", "why"));
        Files.writeString(operator, tenant.admin().token());
        refused(output, "the token is not that of an operator", readmit(tenant.id(), "gil", "why"));
        Files.writeString(operator, "mandate_" + "x".repeat(43));
        refused(output, "the token is not that of an operator", readmit(tenant.id(), "gil", "why"));
        Files.delete(operator);
        refused(output, "the token cannot be read from", readmit(tenant.id(), "gil", "why"));

        for (String reason : List.of("  ", "x".repeat(1_001), "x".repeat(10_000))) {
            assertThat(readmit(tenant.id(), "gil", reason)).isEqualTo(2);
            assertThat(output.getErr().lines().toList().getLast()).contains("must say why, in 1 to 1000");
        }
        assertThat(run(List.of("--tenant=" + tenant.id(), "--administrator=gil", "--reason=Ann called")))
                .isEqualTo(2);
        assertThat(output.getErr()).contains("say why with --reason-file FILE").doesNotContain("Ann");
        refused(
                output,
                "the reason cannot be read from",
                run(List.of("--tenant=system", "--administrator=operator", "--reason-file=" + folder + "/none")));
        assertThat(readmit("No Tenant", "gil", "why")).isEqualTo(2);
        assertThat(run(List.of(
                        "--tenant=system", "--administrator=operator", "--reason-file=" + why("x"), "--minutes=1441")))
                .isEqualTo(2);

        assertThat(tokens(tenant)).isEqualTo(tokens);
        assertThat(output.getOut()).doesNotContain(SHOWN);
    }

    @Test
    void nobody_is_let_into_a_store_that_no_command_node_has_looked_at(CapturedOutput output) throws IOException {
        Tenant tenant = Tenant.of("commerce");
        long tokens = tokens(tenant);
        JdbcClient owner = JdbcClient.create(server.database().owner());
        String origin = owner.sql("select origin from mandate.store_identity")
                .query(String.class)
                .single();
        try {
            owner.sql("update mandate.store_identity set origin = '1/1/1'").update();
            refused(output, "no command node has looked at it since", readmit(tenant.id(), "gil", "why"));
        } finally {
            owner.sql("update mandate.store_identity set origin = ?")
                    .param(origin)
                    .update();
        }
        refused(
                output,
                "start a command node of this version first",
                run(
                        TestPostgres.newDatabase(),
                        List.of("--tenant=system", "--administrator=operator", "--reason-file=" + why("why"))));

        assertThat(tokens(tenant)).isEqualTo(tokens);
        assertThat(output.getOut()).doesNotContain(SHOWN);
    }

    /// Whom a restored log has again may not be the one who is let in.
    @Test
    void nobody_is_let_into_a_tenant_in_which_somebody_is_still_to_be_erased(CapturedOutput output) throws IOException {
        Tenant tenant = Tenant.of("commerce");
        tenant.profile("clerks", "Clerks", "\"roleType\": \"CSR\"").person("kim", "CSR", "clerks");
        long tokens = tokens(tenant);
        JdbcClient owner = JdbcClient.create(server.database().owner());
        owner.sql("create trigger held before insert on mandate.domain_event for each row when (new.tenant = '"
                        + tenant.id() + "' and new.payload_type = 'UserDeleted')"
                        + " execute function mandate.refuse_change()")
                .update();
        try {
            owner.sql("insert into mandate.reapplied_erasure (tenant, key_id) values (?, 'user:kim')")
                    .param(tenant.id())
                    .update();
            refused(output, "start a command node first", readmit(tenant.id(), "gil", "why"));
            assertThat(tokens(tenant)).isEqualTo(tokens);
        } finally {
            owner.sql("drop trigger held on mandate.domain_event").update();
        }
        assertThat(output.getOut()).doesNotContain(SHOWN);
    }

    private static void refused(CapturedOutput output, String why, int code) {
        assertThat(code).as(why).isOne();
        assertThat(output.getErr().lines().toList().getLast())
                .startsWith("mandate: ")
                .contains(why);
    }

    private long tokens(Tenant tenant) {
        return JdbcClient.create(server.database().owner())
                .sql("select count(*) from mandate.domain_event where tenant = ? and payload_type = 'TokenIssued'")
                .param(tenant.id())
                .query(Long.class)
                .single();
    }

    /// A server that starts shows a token as well.
    private static String secret(CapturedOutput output) {
        String out = output.getOut();
        assertThat(out).containsOnlyOnce(SHOWN);
        Matcher secret = SECRET.matcher(out.substring(out.indexOf(SHOWN)));
        assertThat(secret.find()).as(out).isTrue();
        return secret.group();
    }

    private int readmit(String tenant, String administrator, String reason) throws IOException {
        return run(List.of("--tenant=" + tenant, "--administrator=" + administrator, "--reason-file=" + why(reason)));
    }

    private Path why(String reason) throws IOException {
        return Files.writeString(folder.resolve("why.txt"), reason + "\n");
    }

    private int run(List<String> more) {
        return run(server.database(), more);
    }

    private int run(TestDatabase database, List<String> more) {
        List<String> arguments = new ArrayList<>(List.of(
                "readmit",
                "--data=" + folder,
                "--token-file=" + operator,
                "--mandate.clock.replaced=true",
                "--mandate.master-key.value=" + setting("mandate.master-key.value"),
                "--mandate.erasures.folder=" + setting("mandate.erasures.folder"),
                "--mandate.datasource.url=" + database.jdbcUrl(),
                "--mandate.datasource.runtime-username=" + TestDatabase.RUNTIME,
                "--mandate.datasource.runtime-password=" + TestDatabase.PASSWORD));
        arguments.addAll(more);
        return MandateCommand.execute(arguments.toArray(String[]::new));
    }

    private String setting(String name) {
        return server.context().getEnvironment().getRequiredProperty(name);
    }
}
