package io.mandate.server.cli;

import io.mandate.store.startup.StartupRefusedException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Calls of a running server. What it refuses is told in its own words.
final class ServerCalls {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final URI server;
    private final String token;

    ServerCalls(URI server, String token) {
        this.server = server;
        this.token = token;
    }

    JsonNode get(String path) {
        return send(request(path).GET());
    }

    JsonNode post(String path, JsonNode body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server + path))
                .timeout(Duration.ofSeconds(60))
                .header("Accept", "application/json, application/problem+json")
                .header("Authorization", "Bearer " + token);
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new StartupRefusedException(refusal(answer));
            }
            return JSON.readTree(answer.body());
        } catch (IOException | JacksonException e) {
            throw new StartupRefusedException("no answer of a Mandate server from " + server, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartupRefusedException("interrupted", e);
        }
    }

    private static String refusal(HttpResponse<String> answer) {
        try {
            JsonNode problem = JSON.readTree(answer.body());
            String code = problem.path("code").asString("");
            String detail = problem.path("detail").asString("");
            if (!detail.isEmpty()) {
                return detail + (code.isEmpty() ? "" : " (" + code + ")");
            }
        } catch (JacksonException _) {
            // not one of ours: the status says what there is to say
        }
        return "the server answered " + answer.statusCode();
    }
}
