package io.mandate.server.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;

/// Sends the requests of a plan to this server, as an administrator would. Each has an idempotency key of its own,
/// so a load that was interrupted goes on where it stopped.
final class DemoRequests {
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient client;
    private final String url;

    DemoRequests(OwnConnection connection) {
        this.client = connection.client();
        this.url = connection.url();
    }

    /// @param when is told the moment of each step before it is sent
    /// @param token the token of who sends a step
    void send(DemoPlan plan, Consumer<Instant> when, Function<DemoPlan.Step, String> token) {
        Instant now = Instant.EPOCH;
        for (int i = 0; i < plan.steps().size(); i++) {
            DemoPlan.Step step = plan.steps().get(i);
            if (!step.at().equals(now)) {
                now = step.at();
                when.accept(now);
            }
            send(step, token.apply(step), "demo-" + plan.tenant() + "-" + i);
        }
    }

    private void send(DemoPlan.Step step, String token, String key) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + step.path()))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .method(step.method(), BodyPublishers.ofByteArray(JSON.writeValueAsBytes(step.body())))
                .build();
        try {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException("the demo could not be loaded: " + step.request() + " was answered "
                        + answer.statusCode() + " " + answer.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the demo could not be loaded: " + step.request(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the demo load was interrupted", e);
        }
    }
}
