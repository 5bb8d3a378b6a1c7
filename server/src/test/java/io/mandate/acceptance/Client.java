package io.mandate.acceptance;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Somebody with a token. It reads its own writes: every request asks for the position of the last answer to a write.
final class Client {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    private final HttpClient http;
    private final String url;
    private final @Nullable String token;
    private final Seen seen;
    private final List<String> headers;

    /// What all clients of one tenant have seen, so that a service reads what an administrator wrote.
    static class Seen {
        volatile @Nullable String position;

        /// For operators: what they change is of other tenants, and so are the positions they are answered.
        static Seen nothing() {
            return new Seen() {
                @Override
                void saw(String answered) {}
            };
        }

        void saw(String answered) {
            position = answered;
        }
    }

    Client(String url, @Nullable String token, Seen seen) {
        this(HTTP, url, token, seen, List.of());
    }

    private Client(HttpClient http, String url, @Nullable String token, Seen seen, List<String> headers) {
        this.http = http;
        this.url = url;
        this.token = token;
        this.seen = seen;
        this.headers = headers;
    }

    /// The same client, sending these headers (name, value, name, value) with everything.
    Client with(String... more) {
        List<String> all = new ArrayList<>(headers);
        all.addAll(List.of(more));
        return new Client(http, url, token, seen, all);
    }

    /// What it identifies itself with.
    String token() {
        return Objects.requireNonNull(token);
    }

    /// The same token at another node.
    Client on(String otherUrl) {
        return new Client(http, otherUrl, token, seen, headers);
    }

    /// The same client at another address of this machine, such as `127.0.0.7`.
    Client from(String address) {
        try {
            HttpClient there = HttpClient.newBuilder()
                    .connectTimeout(Duration.ofSeconds(10))
                    .localAddress(InetAddress.getByName(address))
                    .build();
            return new Client(there, url, token, seen, headers);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /// The same client, saying that it has seen this revision.
    Client ifMatch(String etag) {
        return with("If-Match", etag.startsWith("\"") ? etag : "\"" + etag + "\"");
    }

    /// The same client, saying why.
    Client because(String reason) {
        return with(
                "Mandate-Reason",
                java.net.URLEncoder.encode(reason, java.nio.charset.StandardCharsets.UTF_8)
                        .replace("+", "%20"));
    }

    Answer get(String path) {
        return send("GET", path, BodyPublishers.noBody());
    }

    /// The signed checkpoint, as soon as all that the tenant has is signed, which takes a moment.
    Answer checkpoint() {
        return await().atMost(Duration.ofSeconds(30))
                .until(() -> get("/v1/proofs/checkpoint"), answer -> answer.status() == 200);
    }

    Answer post(String path, String json) {
        return send("POST", path, BodyPublishers.ofString(json));
    }

    Answer put(String path, String json) {
        return send("PUT", path, BodyPublishers.ofString(json));
    }

    Answer patch(String path, String json) {
        return send("PATCH", path, BodyPublishers.ofString(json));
    }

    Answer delete(String path) {
        return send("DELETE", path, BodyPublishers.noBody());
    }

    Answer send(String method, String path, BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(60))
                .method(method, body);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (!method.equals("GET") && headers.stream().noneMatch("Content-Type"::equalsIgnoreCase)) {
            request.header("Content-Type", "application/json");
        }
        if (seen.position != null && reads(method, path) && !headers.contains("Mandate-Min-Position")) {
            request.header("Mandate-Min-Position", seen.position);
        }
        for (int i = 0; i < headers.size(); i += 2) {
            request.header(headers.get(i), headers.get(i + 1));
        }
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            if (!reads(method, path)) {
                response.headers().firstValue("Mandate-Position").ifPresent(seen::saw);
            }
            DescribedAnswers.check(url, method, path, response);
            return new Answer(method + " " + path, response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static boolean reads(String method, String path) {
        return method.equals("GET") || path.startsWith("/access/");
    }
}
