package io.mandate.server.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReplayKilledIT {
    private static final Pattern TOKEN = Pattern.compile("keep it in a safe place:\\s+(\\S+)");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    @Test
    void a_replay_cut_off_by_kill_9_leaves_what_is_read_untouched_and_goes_on_after_the_restart() throws Exception {
        Path data = folder.resolve("data");
        Path token = folder.resolve("token");
        try (var killed = slow(data)) {
            Matcher shown = TOKEN.matcher(killed.output());
            assertThat(shown.find()).as(killed.output()).isTrue();
            Files.writeString(token, shown.group(1));
            for (String tenant : List.of("north", "south")) {
                ask(killed, token, "POST", "/v1/tenants", """
                        {"id": "%s", "zone": "UTC", "label": "Test", "catalog": "commerce", "firstAdministrator":
                         {"id": "gil", "username": "gil@example.org", "firstName": "Gil", "lastName": "Example"}}""".formatted(tenant));
            }
            awaitModels(killed, token);
            String id =
                    ask(killed, token, "POST", "/v1/replays", "{}").path("id").asString();
            await().atMost(PATIENCE).until(() -> done(killed, token, id) > 20);
            JsonNode before = ask(killed, token, "GET", "/v1/replays/" + id, "");
            assertThat(before.path("state").asString()).isEqualTo("BUILDING");

            killed.kill();

            try (var server = slow(data)) {
                goesOn(server, token, before);
                isFinishedByHand(server, data, token, id);
            }
        }
    }

    private static void goesOn(ServerProcess server, Path token, JsonNode before) {
        JsonNode models = ask(server, token, "GET", "/v1/operations/projections", "");
        assertThat(models.path("generation").asInt()).isEqualTo(1);
        assertThat(models.path("parked")).isEmpty();
        JsonNode replay =
                ask(server, token, "GET", "/v1/replays/" + before.path("id").asString(), "");
        assertThat(replay.path("generation")).as("it goes on with what it had").isEqualTo(before.path("generation"));
        assertThat(replay.at("/events/done").asLong())
                .isGreaterThanOrEqualTo(before.at("/events/done").asLong());
    }

    private static void isFinishedByHand(ServerProcess server, Path data, Path token, String id)
            throws InterruptedException {
        var status = replay(data, token, "status", id);
        assertThat(status.exitCode()).as(status.output()).isZero();
        assertThat(status.output()).contains("READY", ": 0 rows differ, 0 not compared");
        var switched = replay(data, token, "switch", id);
        assertThat(switched.exitCode()).as(switched.output()).isZero();
        assertThat(switched.output()).contains("SWITCHED");
        var again = replay(data, token, "switch", id);
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.output()).contains("REPLAY_NOT_POSSIBLE_NOW").hasLineCount(1);

        var next = replay(data, token, "start", "--models", "profiles,users", "--full");
        assertThat(next.exitCode()).as(next.output()).isZero();
        assertThat(next.output()).contains("profiles, users", "READY", ": 0 rows differ");
        assertThat(ask(server, token, "GET", "/v1/operations/projections", "")
                        .path("generation")
                        .asInt())
                .isEqualTo(2);
    }

    /// A server whose paced replays are slow enough to be interrupted.
    private static ServerProcess slow(Path data) {
        return ServerProcess.started(
                data,
                "--mandate.replay.events-per-second=100",
                "--mandate.replay.batch=1",
                "--mandate.replay.write-every=100ms");
    }

    private static ServerProcess replay(Path data, Path token, String... arguments) {
        var all = new ArrayList<>(List.of("replay"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--data", data.toString(), "--token-file", token.toString()));
        return ServerProcess.run(data, all);
    }

    private static void awaitModels(ServerProcess server, Path token) {
        await().atMost(PATIENCE).until(() -> {
            JsonNode models = ask(server, token, "GET", "/v1/operations/projections", "");
            return models.path("current").asLong() == models.path("tenants").asLong();
        });
    }

    private static long done(ServerProcess server, Path token, String id) {
        return ask(server, token, "GET", "/v1/replays/" + id, "")
                .at("/events/done")
                .asLong();
    }

    private static JsonNode ask(ServerProcess server, Path token, String method, String path, String body) {
        try {
            var request = HttpRequest.newBuilder(URI.create(server.url() + path))
                    .header("Authorization", "Bearer " + Files.readString(token))
                    .header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                    .build();
            var answer = HTTP.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
            return JsonMapper.shared().readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
