package io.mandate.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Backup and restore as an operator does them: files, folders and commands, each store on its own PostgreSQL.
class ExportIT {
    private static final Pattern TOKEN = Pattern.compile("keep it in a safe place:\\s+(\\S+)");

    @TempDir
    Path folder;

    @Test
    void a_backup_beside_a_running_server_becomes_a_store_that_the_same_operator_works_with() throws Exception {
        Path data = folder.resolve("data");
        Path backup = folder.resolve("backup");
        Path key = folder.resolve("transport.key");
        Path restored = folder.resolve("restored");
        String token;
        try (var server = ServerProcess.started(data)) {
            Matcher shown = TOKEN.matcher(server.output());
            assertThat(shown.find()).as(server.output()).isTrue();
            token = shown.group(1);
            assertThat(register(server, token, "north").statusCode()).isEqualTo(201);
            mandate(0, data, "export", "--to=" + backup, "--key-file=" + key, "--data=" + data);
        }
        mandate(0, data, "verify", "--data=" + data, "--export=" + backup.resolve("north.ndjson"));
        Path keys = folder.resolve("public.keys");
        Files.writeString(keys, mandate(0, data, "key", "show", "--data=" + data));

        List<String> restore =
                List.of("import", "--keys=" + keys, "--key-file=" + key, "--data=" + restored, backup.toString());
        assertThat(mandate(1, restored, restore)).contains("--nothing-was-erased");
        String said = mandate(0, restored, with(restore, "--erasures=" + data.resolve("erasures")));
        assertThat(said).contains("tenant north: ", "tenant system: ", "are as they were exported");
        assertThat(mandate(1, restored, with(restore, "--nothing-was-erased"))).hasLineCount(1);
        try (var server = ServerProcess.started(restored)) {
            assertThat(server.output()).doesNotContain("The token of the first operator");
            assertThat(register(server, token, "north").statusCode()).isEqualTo(409);
            assertThat(register(server, token, "south").statusCode()).isEqualTo(201);
        }
        mandate(0, restored, "verify", "--data=" + restored);
    }

    private static List<String> with(List<String> arguments, String more) {
        List<String> all = new ArrayList<>(arguments);
        all.add(more);
        return all;
    }

    private static String mandate(int code, Path data, String... arguments) throws Exception {
        return mandate(code, data, List.of(arguments));
    }

    private static String mandate(int code, Path data, List<String> arguments) throws Exception {
        // Not the folder itself: what ends here must not take the database of a running server along.
        try (var command = ServerProcess.run(data.resolveSibling("none"), new ArrayList<>(arguments))) {
            int ended = command.exitCode();
            String output = command.output();
            assertThat(ended).as(output).isEqualTo(code);
            return output;
        }
    }

    private static HttpResponse<String> register(ServerProcess server, String token, String tenant)
            throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create(server.url() + "/v1/tenants"))
                            .header("Authorization", "Bearer " + token)
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString("""
                            {"id": "%s", "zone": "UTC", "label": "Test", "catalog": "commerce", "firstAdministrator":
                             {"id": "gil", "username": "gil@example.org", "firstName": "Gil", "lastName": "Example"}}""".formatted(tenant)))
                            .build(),
                    BodyHandlers.ofString());
        }
    }
}
