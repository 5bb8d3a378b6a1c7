package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.events.values.TenantId;
import io.mandate.server.cli.MandateCommand;
import io.mandate.store.merkle.Hash;
import io.mandate.store.merkle.ProofCheck;
import io.mandate.store.note.SignedNote;
import io.mandate.store.note.VerifierKey;
import io.mandate.store.proof.LoggedEvent;
import io.mandate.store.proof.TenantCheckpoint;
import io.mandate.store.proof.key.Succession;
import io.mandate.testing.postgres.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
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

/// An auditor who trusts nobody: checkpoints, proofs and verification, by HTTP and on the command line.
@ExtendWith(OutputCaptureExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ProofScenariosTest {
    private static MandateServer server;

    @BeforeAll
    static void start() {
        server = MandateServer.start("--mandate.proofs.evidence.most=20KB");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void a_checkpoint_is_signed_and_every_event_is_proved_to_be_in_it() {
        Tenant tenant = Tenant.of("commerce", server);
        Answer checkpoint = tenant.admin().checkpoint();
        SignedNote note = SignedNote.parse(checkpoint.text());
        assertThat(note.signedBy(key(tenant))).isTrue();
        TenantCheckpoint said = TenantCheckpoint.parse(note.text());
        assertThat(said.tenant()).isEqualTo(new TenantId(tenant.id()));
        assertThat(checkpoint.position()).isEqualTo(said.store() + "-" + said.size());

        for (long seq = 1; seq <= said.size(); seq++) {
            Answer proof = tenant.admin()
                    .get("/v1/proofs/inclusion?position=" + said.store() + "-" + seq)
                    .expect(200);
            TenantCheckpoint of = TenantCheckpoint.parse(
                    SignedNote.parse(proof.at("/checkpoint")).text());
            Hash leaf = event(proof.json().at("/proof/event")).leaf();
            assertThat(leaf.base64()).isEqualTo(proof.at("/proof/leafHash"));
            assertThat(ProofCheck.included(leaf, seq - 1, of.size(), of.root(), path(proof, "/proof/path")))
                    .isTrue();
        }
    }

    @Test
    void a_later_checkpoint_continues_an_earlier_one() {
        Tenant tenant = Tenant.of("commerce", server);
        TenantCheckpoint before = checkpoint(tenant);
        tenant.admin()
                .post("/v1/profiles", "{\"name\": \"Clerks\", \"roleType\": \"CSR\"}")
                .expect(201);
        tenant.admin()
                .post("/v1/profiles", "{\"name\": \"Heads\", \"roleType\": \"CSR\"}")
                .expect(201);
        TenantCheckpoint after = checkpoint(tenant);
        assertThat(after.size()).isGreaterThan(before.size());

        Answer proof = tenant.admin()
                .get("/v1/proofs/consistency?from=" + before.size() + "&to=" + after.store() + "-" + after.size())
                .expect(200);
        assertThat(ProofCheck.consistent(
                        before.size(), before.root(), after.size(), after.root(), path(proof, "/path")))
                .isTrue();
        tenant.admin()
                .get("/v1/proofs/consistency?from=" + before.size())
                .expect(200)
                .at("/fromRoot", before.root().base64());
    }

    @Test
    void what_makes_no_sense_is_refused_with_what_to_do() {
        Tenant tenant = Tenant.of("commerce", server);
        TenantCheckpoint said = checkpoint(tenant);
        Client admin = tenant.admin();
        admin.get("/v1/proofs/inclusion?position=elsewhere-1").refused(422, "POSITION_UNKNOWN");
        admin.get("/v1/proofs/inclusion?position=100000").refused(422, "POSITION_UNKNOWN");
        admin.get("/v1/proofs/inclusion?position=" + said.store() + "-0").expect(400);
        admin.get("/v1/proofs/inclusion?position=first").expect(400);
        admin.get("/v1/proofs/inclusion").expect(400);
        admin.get("/v1/proofs/consistency?from=2&to=1").expect(400);
        admin.get("/v1/proofs/consistency?from=0").expect(400);
        admin.get("/v1/proofs/consistency?from=1&to=100000").refused(422, "POSITION_UNKNOWN");
    }

    @Test
    void evidence_of_events_that_are_too_large_together_is_refused_with_a_way_out() {
        Past past = Past.of(Tenant.of("commerce", server));
        past.nora().checkpoint();
        String catalog = past.position().replaceFirst("[0-9]+$", "2");
        past.nora()
                .get("/v1/proofs/evidence/commits/" + catalog)
                .refused(400, "INVALID_VALUE")
                .at("/value", "position");
        Answer difference = past.nora().get("/v1/proofs/evidence/diff?from=2020-01-01");
        difference.refused(400, "INVALID_VALUE").at("/value", "from");
        assertThat(difference.at("/detail"))
                .contains(
                        "between them are ", " bytes of events, and a pack takes 20480; GET /v1/exports/log gives all");
        past.nora().get("/v1/proofs/evidence/diff?from=" + past.position()).expect(200);
        past.nora().get("/v1/proofs/evidence/own-changes").expect(200);
    }

    @Test
    void only_readers_of_the_trail_get_proofs_and_each_look_is_in_the_journal() {
        Tenant tenant = Tenant.of("commerce", server);
        for (String path : List.of("checkpoint", "keys", "inclusion?position=1", "consistency?from=1")) {
            tenant.service().get("/v1/proofs/" + path).refused(403, "NOT_PERMITTED");
            tenant.admin().get("/v1/proofs/" + path).expect(200);
        }
        assertThat(tenant.admin().get("/v1/journal?kind=PAST_READ").expect(200).text())
                .contains("GET /v1/proofs/checkpoint")
                .contains("GET /v1/proofs/keys")
                .contains("GET /v1/proofs/inclusion")
                .contains("GET /v1/proofs/consistency");
    }

    @Test
    void verify_finds_nothing_then_names_the_event_that_was_altered(CapturedOutput output, @TempDir Path folder)
            throws IOException {
        Tenant tenant = Tenant.of("commerce", server);
        Path trusted = Files.writeString(
                folder.resolve("trusted.note"), tenant.admin().checkpoint().text());

        assertThat(verify("--tenant=" + tenant.id(), "--trusted=" + trusted)).isZero();
        assertThat(output).contains("tenant " + tenant.id() + ": ").contains("are as they were written");

        JdbcClient owner = JdbcClient.create(server.database().owner());
        owner.sql("alter table mandate.domain_event disable trigger all").update();
        owner.sql("update mandate.domain_event set actor = 'USER:eve' where tenant = ? and seq = 2")
                .param(tenant.id())
                .update();
        owner.sql("alter table mandate.domain_event enable trigger all").update();

        assertThat(verify("--tenant=" + tenant.id(), "--trusted=" + trusted)).isEqualTo(4);
        assertThat(output).contains("tenant " + tenant.id() + ": ALTERED at 2 of the log: ");
        tenant.admin().get("/v1/proofs/inclusion?position=2").expect(500);
    }

    @Test
    void verify_refuses_what_it_cannot_use(@TempDir Path folder) throws IOException {
        Path nothing = Files.writeString(folder.resolve("nothing.note"), "hello\n");
        assertThat(verify("--trusted=" + nothing)).isEqualTo(1);
        assertThat(verify("--keys=" + nothing)).isEqualTo(1);
        assertThat(MandateCommand.execute("verify", "--data=" + folder)).isEqualTo(1);
        assertThat(MandateCommand.execute("verify", "--nonsense")).isEqualTo(2);
    }

    @Test
    void verify_says_so_where_it_would_compare_nothing(@TempDir Path folder) throws IOException {
        Tenant kept = Tenant.of("commerce", server);
        Tenant other = Tenant.of("commerce", server);
        Path note = Files.writeString(
                folder.resolve("kept.note"), kept.admin().checkpoint().text());
        assertThat(verify("--tenant=nobody-here")).isEqualTo(1);
        assertThat(verify("--anchors=" + folder.resolve("nowhere"))).isEqualTo(1);
        assertThat(verify("--tenant=" + other.id(), "--trusted=" + note)).isEqualTo(1);
        assertThat(verify("--export=" + note, "--anchors=" + folder)).isEqualTo(2);
        assertThat(verify("--export=" + note, "--tenant=" + kept.id())).isEqualTo(2);
        assertThat(verify("--tenant=" + kept.id(), "--trusted=" + note)).isZero();
    }

    /// The last of all, because the server goes on with the new key.
    @Test
    @Order(Integer.MAX_VALUE)
    void a_rotated_key_signs_from_the_next_start_on_and_what_the_old_one_signed_stays_proved(
            CapturedOutput output, @TempDir Path folder) throws Exception {
        Tenant tenant = Tenant.of("commerce", server);
        Past past = Past.of(tenant);
        VerifierKey first = key(tenant);
        Path trusted = Files.writeString(
                folder.resolve("trusted.note"), past.nora().checkpoint().text());
        long size = checkpoint(tenant).size();

        assertThat(MandateCommand.execute(
                        "key",
                        "rotate",
                        "--data=" + setting("mandate.data"),
                        "--mandate.proof-key.value=" + setting("mandate.proof-key.value")))
                .isZero();
        String rotated = output.getOut()
                .lines()
                .filter(line -> line.startsWith("1:"))
                .toList()
                .getLast();
        assertThat(rotated).startsWith(setting("mandate.proof-key.value") + ",2:");
        server.close();
        // Given twice, the lines of the key are joined with a comma.
        server = server.again(
                server.database(), "--mandate.proof-key.value=" + rotated.substring(rotated.indexOf(",2:") + 1));

        Client nora = past.nora().on(server.url());
        tenant.admin()
                .on(server.url())
                .post("/v1/profiles", "{\"name\": \"Clerks\", \"roleType\": \"CSR\"}")
                .expect(201);
        Answer keys = nora.get("/v1/proofs/keys").expect(200);
        assertThat(keys.json().path("keys")).hasSize(2);
        assertThat(VerifierKey.parse(keys.at("/keys/0/key"))).isEqualTo(first);
        VerifierKey second = VerifierKey.parse(keys.at("/keys/1/key"));
        assertThat(Succession.proves(SignedNote.parse(keys.at("/keys/1/succession")), 2, first, second))
                .isTrue();
        SignedNote note = SignedNote.parse(nora.checkpoint().text());
        assertThat(note.signedBy(second)).isTrue();
        assertThat(note.signedBy(first)).isFalse();
        assertThat(TenantCheckpoint.parse(note.text()).size()).isGreaterThan(size);

        assertThat(verify("--tenant=" + tenant.id(), "--trusted=" + trusted)).isZero();
        Path pack = Files.writeString(
                folder.resolve("pack.json"),
                nora.get("/v1/proofs/evidence?user=gil&node=administration/users&action=edit&since=" + size)
                        .expect(200)
                        .text());
        Verifier verifier = new Verifier(Files.createDirectory(folder.resolve("compiled")));
        assertThat(verifier.check(pack, trusted)).startsWith("PROVED: ").doesNotContain("Nothing that you trust");
        Path both = Files.writeString(folder.resolve("both.txt"), first + "\n" + second + "\n");
        assertThat(verifier.check(pack, both, trusted)).startsWith("PROVED: ");
        Path old = Files.writeString(folder.resolve("old.txt"), first + "\n");
        assertThat(verifier.check(pack, old, trusted)).startsWith("NOT PROVED: ");
    }

    private static int verify(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "verify",
                "--data=" + setting("mandate.data"),
                "--mandate.proof-key.value=" + setting("mandate.proof-key.value"),
                "--mandate.datasource.url=" + server.database().jdbcUrl(),
                "--mandate.datasource.runtime-username=" + TestDatabase.RUNTIME,
                "--mandate.datasource.runtime-password=" + TestDatabase.PASSWORD));
        arguments.addAll(Arrays.asList(more));
        return MandateCommand.execute(arguments.toArray(String[]::new));
    }

    private static String setting(String name) {
        return server.context().getEnvironment().getRequiredProperty(name);
    }

    private static TenantCheckpoint checkpoint(Tenant tenant) {
        return TenantCheckpoint.parse(
                SignedNote.parse(tenant.admin().checkpoint().text()).text());
    }

    private static VerifierKey key(Tenant tenant) {
        return VerifierKey.parse(
                tenant.admin().get("/v1/proofs/keys").expect(200).at("/keys/0/key"));
    }

    private static List<Hash> path(Answer proof, String pointer) {
        List<Hash> path = new ArrayList<>();
        proof.json().at(pointer).forEach(hash -> path.add(Hash.parse(hash.asString())));
        return path;
    }

    private static LoggedEvent event(JsonNode json) {
        return new LoggedEvent(
                new TenantId(json.path("tenant").asString()),
                json.path("seq").asLong(),
                json.path("commitSeq").asLong(),
                Instant.parse(json.path("recordedAt").asString()),
                UUID.fromString(json.path("eventId").asString()),
                json.path("aggregateId").asString(),
                json.path("sequence").asLong(),
                json.path("aggregateType").asString(),
                json.path("timestamp").asString(),
                json.path("type").asString(),
                json.path("revision").asString(),
                json.path("actor").asString(),
                Base64.getDecoder().decode(json.path("payload").asString()),
                Base64.getDecoder().decode(json.path("metadata").asString()));
    }
}
