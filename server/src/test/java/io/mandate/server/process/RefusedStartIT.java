package io.mandate.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.testing.postgres.TestDatabase;
import io.mandate.testing.postgres.TestPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What makes a start impossible is told in one line with the way out, and the exit code says that it failed.
class RefusedStartIT {
    @TempDir
    Path folder;

    @Test
    void a_busy_port() throws Exception {
        try (var busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(refusal("--port", Integer.toString(busy.getLocalPort())))
                    .contains("port " + busy.getLocalPort() + " on 127.0.0.1 is in use", "--port");
        }
        assertThat(folder.resolve("data/postgres"))
                .as("nothing was started for it")
                .doesNotExist();
    }

    @Test
    void a_folder_of_another_program() throws Exception {
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("data/precious.txt"), "not ours");

        assertThat(refusal("--port", "0")).contains("holds files of another program", "--data DIR");

        assertThat(folder.resolve("data")).isDirectoryContaining("glob:**precious.txt");
        assertThat(folder.resolve("data").toFile().list()).containsExactly("precious.txt");
    }

    @Test
    void a_folder_written_by_another_version() throws Exception {
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(
                folder.resolve("data/mandate-data"), "This folder holds the data of a Mandate server.\nformat=999\n");

        assertThat(refusal("--port", "0")).contains("another version of Mandate");
    }

    @Test
    void a_file_in_the_place_of_the_folder() throws Exception {
        Files.writeString(folder.resolve("data"), "a file");

        assertThat(refusal("--port", "0")).contains("is a file, not a folder", "--data DIR");
    }

    @Test
    void a_folder_that_cannot_be_made() throws Exception {
        Files.writeString(folder.resolve("file"), "a file");

        assertThat(output(
                        1,
                        List.of(
                                "start",
                                "--port",
                                "0",
                                "--data",
                                folder.resolve("file/data").toString())))
                .contains("cannot write to the data folder", "--data DIR");
    }

    @Test
    void a_database_that_nobody_can_reach() throws Exception {
        assertThat(refusal(external("jdbc:postgresql://127.0.0.1:1/mandate", "mandate_owner", "mandate_runtime")))
                .contains("cannot connect to the database at 127.0.0.1:1/mandate", "mandate.datasource.url");
    }

    @Test
    void a_role_that_the_database_does_not_know() throws Exception {
        TestDatabase database = TestPostgres.newDatabase();
        String[] settings = external(database.jdbcUrl(), TestDatabase.OWNER, TestDatabase.RUNTIME);
        settings[3] = "--mandate.datasource.runtime-username=nobody_of_that_name";

        assertThat(refusal(settings))
                .contains("as runtime \"nobody_of_that_name\"")
                .doesNotContain("test-only");
    }

    @Test
    void one_role_for_both_jobs() throws Exception {
        assertThat(refusal(external("jdbc:postgresql://127.0.0.1:1/mandate", "mandate", "mandate")))
                .contains("are both \"mandate\"");
    }

    @Test
    void a_database_without_its_credentials() throws Exception {
        assertThat(refusal("--port", "0", "--mandate.datasource.url=jdbc:postgresql://127.0.0.1:1/mandate"))
                .contains("mandate.datasource.owner-username is not");
    }

    @Test
    void a_lost_master_key() throws Exception {
        Path data = folder.resolve("data");
        try (var server = ServerProcess.started(data)) {
            server.kill();
        }
        Files.delete(data.resolve("master.key"));

        assertThat(refusal("--port", "0"))
                .containsIgnoringCase("the master key is missing")
                .contains("master.key");
        assertThat(data.resolve("master.key"))
                .as("a new key would hide the loss")
                .doesNotExist();
        assertThat(EmbeddedFiles.of(data).postgres())
                .as("the database ends with the attempt")
                .isEmpty();
    }

    @Test
    void a_role_that_does_not_exist() throws Exception {
        assertThat(refusal("--roles", "command,qurey")).contains("\"qurey\" is not a role");
    }

    @Test
    void a_setting_that_cannot_be_read() throws Exception {
        assertThat(refusal("--port", "0", "--mandate.erasures.lost=perhaps"))
                .contains("mandate.erasures.lost is \"perhaps\", and must be true or false");
    }

    @Test
    void a_setting_that_makes_no_sense() throws Exception {
        assertThat(refusal("--port", "0", "--mandate.datasource.pool-size=0"))
                .contains("mandate.datasource.pool-size is \"0\", and must be a whole number from 8 to 1000");
        assertThat(folder.resolve("data")).as("nothing was started for it").doesNotExist();
    }

    @Test
    void a_port_that_is_none() throws Exception {
        assertThat(refusal("--port", "99999")).contains("server.port is \"99999\", and must be a whole number");
    }

    @Test
    void half_of_what_tls_needs() throws Exception {
        assertThat(refusal("--mandate.tls.certificate=cert.pem")).contains("mandate.tls.key");
    }

    @Test
    void a_certificate_that_is_not_there() throws Exception {
        assertThat(refusal("--mandate.tls.certificate=no.pem", "--mandate.tls.key=no.pem"))
                .contains("no.pem", "does not exist");
    }

    @Test
    void a_certificate_that_is_none() throws Exception {
        Path garbage = Files.writeString(folder.resolve("garbage.pem"), "-----BEGIN CERTIFICATE-----\nnot base64");

        assertThat(refusal("--mandate.tls.certificate=" + garbage, "--mandate.tls.key=" + garbage))
                .contains("mandate.tls.certificate names " + garbage, "no certificate in PEM form");
    }

    @Test
    void an_unknown_option() throws Exception {
        assertThat(output(2, List.of("start", "--prot", "80"))).contains("--prot", "mandate start --help");
    }

    @Test
    void a_setting_that_nobody_reads() throws Exception {
        assertThat(output(2, List.of("start", "--mandate.index.histroy=30")))
                .contains("unknown setting mandate.index.histroy; the nearest is mandate.index.history");
        assertThat(output(
                        2,
                        List.of(
                                "export",
                                "--to=" + folder.resolve("backup"),
                                "--without-keys",
                                "--mandate.proofs.anchors.foldr=/x")))
                .contains("unknown setting mandate.proofs.anchors.foldr; the nearest is mandate.proofs.anchors.folder");
    }

    private String refusal(String... settings) throws IOException, InterruptedException {
        var arguments = new ArrayList<>(
                List.of("start", "--data", folder.resolve("data").toString()));
        arguments.addAll(List.of(settings));
        return output(1, arguments);
    }

    private String output(int code, List<String> arguments) throws IOException, InterruptedException {
        try (var server = ServerProcess.run(folder.resolve("data"), arguments)) {
            assertThat(server.exitCode()).as(server.output()).isEqualTo(code);
            assertThat(server.output().lines().filter(line -> !line.contains(" INFO ")))
                    .as(server.output())
                    .singleElement()
                    .asString()
                    .startsWith("mandate: ");
            return server.output();
        }
    }

    private static String[] external(String url, String owner, String runtime) {
        return new String[] {
            "--mandate.datasource.url=" + url,
            "--mandate.datasource.owner-username=" + owner,
            "--mandate.datasource.owner-password=" + TestDatabase.PASSWORD,
            "--mandate.datasource.runtime-username=" + runtime,
            "--mandate.datasource.runtime-password=" + TestDatabase.PASSWORD,
            "--server.port=0"
        };
    }
}
