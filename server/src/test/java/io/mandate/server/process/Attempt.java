package io.mandate.server.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/// One change that somebody tried, under a key by which it can be tried again.
///
/// @param kind what sort of change it is
/// @param aggregate the end of the stream it goes to, such as `profile/std`
record Attempt(String tenant, String kind, String method, String path, String body, String aggregate, UUID key) {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    /// What was answered.
    record Answer(int status, String body, Optional<String> position) {
        long seq() {
            String text = position.orElseThrow(() -> new AssertionError("no position with " + status + ": " + body));
            return Long.parseLong(text.substring(text.indexOf('-') + 1));
        }
    }

    Answer at(String url, String token) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url + path))
                .method(method, BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key.toString())
                .header("Authorization", "Bearer " + token));
    }

    static Answer get(String url, String path, String token) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url + path)).header("Authorization", "Bearer " + token));
    }

    /// A question, which changes nothing and needs no key.
    static Answer ask(String url, String path, String token, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url + path))
                .POST(BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token));
    }

    private static Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response =
                HTTP.send(request.timeout(Duration.ofSeconds(60)).build(), BodyHandlers.ofString());
        return new Answer(
                response.statusCode(), response.body(), response.headers().firstValue("Mandate-Position"));
    }
}
