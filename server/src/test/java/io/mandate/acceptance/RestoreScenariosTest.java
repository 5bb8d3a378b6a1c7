package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mandate.server.cli.MandateCommand;
import io.mandate.testing.postgres.PlainText;
import io.mandate.testing.postgres.TestDatabase;
import io.mandate.testing.postgres.TestPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.FileSystemUtils;

/// Somebody is erased, the database is lost, and a backup from before is restored.
@ExtendWith(OutputCaptureExtension.class)
class RestoreScenariosTest {
    @Test
    void who_was_erased_after_the_backup_is_erased_again_before_anybody_is_served(
            CapturedOutput output, @TempDir Path folder) throws IOException {
        PlainText names = new PlainText("Zeldarina", "Quistgard");
        MandateServer first = MandateServer.start();
        Tenant tenant = Tenant.of("commerce", first);
        tenant.profile("clerks", "Clerks", "\"roleType\": \"CSR\"");
        person(tenant.admin(), "u-1", "Zeldarina", "Quistgard");
        person(tenant.admin(), "u-2", "Wilhelmina", "Overbeck");
        String seen = tenant.admin().get("/v1/users/u-2").expect(200).etag();
        String kept =
                tenant.admin().get("/v1/users/u-2/permissions").expect(200).etag();
        first.close();
        TestDatabase backup = TestPostgres.copyOf(first.database());
        assertThat(names.inRows(backup)).as("the search finds what is there").isNotEmpty();
        Path anchors = folder.resolve("anchors");
        FileSystemUtils.copyRecursively(first.data().resolve("anchors"), anchors);
        MandateServer second = first.again(first.database());
        Client admin = tenant.admin().on(second.url());
        admin.ifMatch(admin.get("/v1/users/u-1").expect(200).etag())
                .delete("/v1/users/u-1")
                .expect(200);
        second.close();

        try (MandateServer restored = first.again(backup, "--mandate.proofs.anchors.folder=" + anchors)) {
            assertThat(output).contains("Keys destroyed again by the erasure ledger: 1.");
            Client there = tenant.admin().on(restored.url());
            there.get("/v1/users/u-2").refused(422, "POSITION_UNKNOWN");
            tenant.seen().position = null;
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> there.get("/v1/users/u-1").refused(410, "USER_DELETED"));
            there.get("/v1/users/u-2").expect(200).at("/firstName", "Wilhelmina");
            // The numbers may be given out again: what was seen in the lost store is not taken for them.
            String now = there.with("If-None-Match", kept)
                    .get("/v1/users/u-2/permissions")
                    .expect(200)
                    .etag();
            there.with("If-None-Match", kept + ", W/" + now)
                    .get("/v1/users/u-2/permissions")
                    .expect(304);
            there.ifMatch(seen)
                    .patch("/v1/users/u-2", "{\"lastName\": \"Overbecker\"}")
                    .refused(409, "STALE_REVISION");
            assertThat(names.inRows(backup)).isEmpty();
            there.get("/v1/audit?subject=user:u-1&limit=1")
                    .expect(200)
                    .at("/items/0/actor/id", "mandate")
                    .at("/items/0/subject/name", "erased user u-1");
            // Nothing of hers is kept, not even the keyed hash by which her username was looked up.
            person(there, "u-3", "Zeldarina", "Quistgard");
            assertThat(verify(restored, tenant, anchors)).isZero();
        }
    }

    private static int verify(MandateServer server, Tenant tenant, Path anchors) {
        return MandateCommand.execute(
                "verify",
                "--data=" + server.data(),
                "--tenant=" + tenant.id(),
                "--anchors=" + anchors,
                "--mandate.proof-key.value="
                        + server.context().getEnvironment().getRequiredProperty("mandate.proof-key.value"),
                "--mandate.datasource.url=" + server.database().jdbcUrl(),
                "--mandate.datasource.runtime-username=" + TestDatabase.RUNTIME,
                "--mandate.datasource.runtime-password=" + TestDatabase.PASSWORD);
    }

    private static void person(Client admin, String id, String first, String last) {
        admin.post("/v1/users", """
                        {"id": "%s", "username": "%s.%s@example.org", "firstName": "%2$s", "lastName": "%3$s",
                         "role": "CSR", "profile": "clerks", "active": true}""".formatted(id, first, last)).expect(201);
    }
}
