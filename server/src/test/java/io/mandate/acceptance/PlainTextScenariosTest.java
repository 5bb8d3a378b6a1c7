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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What people are called is looked for in every place, while they are there and once they are erased.
class PlainTextScenariosTest {
    @Test
    void of_an_erased_person_nothing_is_left_in_clear_anywhere(@TempDir Path folder) throws IOException {
        MandateServer server = MandateServer.start();
        Tenant tenant = Tenant.of("commerce", server);
        JdbcClient superuser = JdbcClient.create(TestPostgres.superuser(server.database()));
        Zeldarina.createdIn(tenant);
        Zeldarina.acts(tenant.as("u-1"), 403);
        Zeldarina.acts(tenant.admin(), 201);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(tables(Zeldarina.NAMES.inRows(server.database())))
                        .containsOnly("person"));
        superuser.sql("analyze").update();

        assertThat(tables(Zeldarina.NAMES.inRows(server.database())))
                .as("no samples are taken of it")
                .containsOnly("person");
        assertThat(Zeldarina.CIRCUMSTANCES.inRows(server.database())).isEmpty();
        export(server, tenant, folder.resolve("living"));

        tenant.admin()
                .ifMatch(tenant.admin().get("/v1/users/u-1").expect(200).etag())
                .delete("/v1/users/u-1")
                .expect(200);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(Zeldarina.NAMES.inRows(server.database())).isEmpty());

        assertThat(answers(tenant)).isEmpty();
        export(server, tenant, folder.resolve("erased"));
        server.close(); // and writes its snapshot and its anchors

        assertThat(server.data().resolve("index.snapshot")).exists();
        assertThat(server.data().resolve("anchors")).exists();
        for (PlainText text : List.of(Zeldarina.NAMES, Zeldarina.CIRCUMSTANCES)) {
            assertThat(text.inRows(server.database())).isEmpty();
            assertThat(text.inHeap(server.database())).isEmpty();
            assertThat(text.inFiles(server.data())).isEmpty();
            assertThat(text.inFiles(server.erasures())).isEmpty();
            assertThat(text.inFiles(folder)).isEmpty();
        }
    }

    /// Her log and its keys, which are sealed for the way.
    private static void export(MandateServer server, Tenant tenant, Path folder) {
        assertThat(MandateCommand.execute(
                        "export",
                        "--data=" + server.data(),
                        "--mandate.clock.replaced=true",
                        "--to=" + folder,
                        "--tenant=" + tenant.id(),
                        "--key-file=" + folder.resolveSibling("transport.key"),
                        "--mandate.master-key.value=" + setting(server, "mandate.master-key.value"),
                        "--mandate.proof-key.value=" + setting(server, "mandate.proof-key.value"),
                        "--mandate.datasource.url=" + server.database().jdbcUrl(),
                        "--mandate.datasource.owner-username=" + TestDatabase.OWNER,
                        "--mandate.datasource.owner-password=" + TestDatabase.PASSWORD,
                        "--mandate.datasource.runtime-username=" + TestDatabase.RUNTIME,
                        "--mandate.datasource.runtime-password=" + TestDatabase.PASSWORD))
                .isZero();
        assertThat(folder.resolve(tenant.id() + ".ndjson")).isNotEmptyFile();
        assertThat(folder.resolve(tenant.id() + ".keys")).isNotEmptyFile();
    }

    private static String setting(MandateServer server, String name) {
        return server.context().getEnvironment().getRequiredProperty(name);
    }

    private static List<String> answers(Tenant tenant) {
        List<String> found = new ArrayList<>();
        for (String path : List.of("/v1/users", "/v1/audit?limit=500", "/v1/journal?limit=500")) {
            for (String type : List.of("application/json", "text/csv", "application/x-ndjson")) {
                Answer answer = tenant.admin().with("Accept", type).get(path);
                found.addAll(Zeldarina.NAMES.in(answer.text(), path + " as " + type));
            }
        }
        return found;
    }

    /// The tables in which something was found.
    private static List<String> tables(List<String> found) {
        return found.stream()
                .map(place -> place.replaceAll(".* in [a-z0-9_]+\\.", ""))
                .distinct()
                .toList();
    }
}
