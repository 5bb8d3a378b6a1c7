package io.mandate.bench.replay;

import io.mandate.command.gate.CommandGate;
import io.mandate.command.token.IssueToken;
import io.mandate.command.token.TokenSecret;
import io.mandate.events.values.TokenId;
import io.mandate.events.values.UserId;
import io.mandate.live.identity.Caller;
import io.mandate.server.MandateApplication;
import io.mandate.server.operator.OperatorBootstrap;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The product in this JVM, asked over HTTP.
///
/// @param operator the token of an operator
record ReplayServer(ConfigurableApplicationContext context, String url, String operator) implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    static ReplayServer on(Path data) {
        var context = MandateApplication.start("--mandate.data=" + data, "--server.port=0");
        TokenSecret secret = TokenSecret.generate();
        var issue = new IssueToken(
                Caller.SYSTEM_TENANT,
                new TokenId(UUID.randomUUID().toString()),
                new UserId("operator"),
                secret.sha256(),
                null,
                null);
        context.getBean(CommandGate.class).execute(OperatorBootstrap.request("bench"), List.of(issue));
        String url = "http://localhost:" + context.getEnvironment().getRequiredProperty("local.server.port");
        return new ReplayServer(context, url, secret.shown());
    }

    JsonNode get(String path, String token) {
        return send(request(path, token).GET().build());
    }

    JsonNode post(String path, String token, String body) {
        return post(path, token, "application/json", body);
    }

    JsonNode post(String path, String token, String type, String body) {
        return send(request(path, token)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(URI.create(url + path)).header("Authorization", "Bearer " + token);
    }

    private static JsonNode send(HttpRequest request) {
        try {
            var answer = HTTP.send(request, BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(request + " was answered " + answer.statusCode() + " " + answer.body());
            }
            return JsonMapper.shared().readTree(answer.body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
