package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mandate.command.catalog.document.CatalogReader;
import io.mandate.command.tenant.Registration;
import io.mandate.command.tenant.Registration.FirstAdministrator;
import io.mandate.command.tenant.TenantRegistration;
import io.mandate.events.values.Label;
import io.mandate.events.values.PersonalText;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import io.mandate.server.MandateApplication;
import io.mandate.server.operator.OperatorBootstrap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/// The embedded database of a data folder is put back as it was yesterday, by copying its files: nothing in the
/// database tells.
@ExtendWith(OutputCaptureExtension.class)
class RestoredFilesIT {
    @Test
    void it_is_noticed_by_the_ledger_and_who_was_erased_since_is_erased_again(
            @TempDir Path folder, CapturedOutput output) throws IOException {
        Path data = folder.resolve("data");
        Path backup = folder.resolve("backup");
        String secret;
        try (ConfigurableApplicationContext server = start(data)) {
            secret = register(server);
            Client admin = admin(server, secret);
            admin.post("/v1/profiles", "{\"id\": \"clerks\", \"name\": \"Clerks\", \"roleType\": \"CSR\"}")
                    .expect(201);
            person(admin, "u-1", "Zeldarina", "Quistgard");
            person(admin, "u-2", "Wilhelmina", "Overbeck");
        }
        FileSystemUtils.copyRecursively(data.resolve("postgres"), backup);
        String lost;
        try (ConfigurableApplicationContext server = start(data)) {
            Client admin = admin(server, secret);
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> admin.get("/v1/users/u-1").expect(200));
            lost = admin.ifMatch(admin.get("/v1/users/u-1").expect(200).etag())
                    .delete("/v1/users/u-1")
                    .expect(200)
                    .position();
        }
        FileSystemUtils.deleteRecursively(data.resolve("postgres"));
        FileSystemUtils.copyRecursively(backup, data.resolve("postgres"));
        // PostgreSQL starts on nothing that others could read.
        Files.setPosixFilePermissions(
                data.resolve("postgres").resolve("cluster"), PosixFilePermissions.fromString("rwx------"));

        try (ConfigurableApplicationContext server = start(data)) {
            assertThat(output).contains("Keys destroyed again by the erasure ledger: 1.");
            Client admin = admin(server, secret);
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> admin.get("/v1/users/u-1").refused(410, "USER_DELETED"));
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> admin.get("/v1/users/u-2").expect(200).at("/firstName", "Wilhelmina"));
            admin.with("Mandate-Min-Position", lost).get("/v1/users").refused(422, "POSITION_UNKNOWN");
        }
    }

    private static ConfigurableApplicationContext start(Path data) {
        return MandateApplication.start("--mandate.data=" + data, "--server.port=0");
    }

    private static Client admin(ConfigurableApplicationContext server, String secret) {
        String url = "http://localhost:" + server.getEnvironment().getProperty("local.server.port");
        return new Client(url, secret, new Client.Seen());
    }

    private static String register(ConfigurableApplicationContext server) {
        String secret = server.getBean(TenantRegistration.class)
                .register(
                        OperatorBootstrap.request("test"),
                        new Registration(
                                new TenantId("shop"),
                                ZoneOffset.UTC,
                                Label.of("Shop"),
                                CatalogReader.shipped("commerce"),
                                new FirstAdministrator(
                                        new UserId("gil"),
                                        PersonalText.of("gil@example.org"),
                                        null,
                                        null,
                                        null,
                                        null,
                                        Map.of())))
                .secret();
        if (secret == null) {
            throw new AssertionError("the first administrator has a token");
        }
        return secret;
    }

    private static void person(Client admin, String id, String first, String last) {
        admin.post("/v1/users", """
                        {"id": "%s", "username": "%s.%s@example.org", "firstName": "%2$s", "lastName": "%3$s",
                         "role": "CSR", "profile": "clerks", "active": true}""".formatted(id, first, last)).expect(201);
    }
}
