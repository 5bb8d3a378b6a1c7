package io.mandate.bench.history;

import io.mandate.command.gate.CommandGate;
import io.mandate.command.token.IssueToken;
import io.mandate.command.token.TokenSecret;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.TokenId;
import io.mandate.events.values.UserId;
import io.mandate.live.identity.Caller;
import io.mandate.server.MandateApplication;
import io.mandate.server.operator.OperatorBootstrap;
import io.mandate.store.StoreId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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

/// The product as it is shipped, with a tenant in it whose past nora may read and about which a service asks.
final class PastServer implements AutoCloseable {
    static final TenantId TENANT = new TenantId("past");
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final ConfigurableApplicationContext context;
    private final String url;
    private final String auditor;
    private final String service;

    PastServer(Path data) {
        context = MandateApplication.start("--mandate.data=" + data, "--server.port=0");
        url = "http://localhost:" + context.getEnvironment().getRequiredProperty("local.server.port");
        String admin = secret("/v1/tenants", operator(), """
            {"id": "%s", "zone": "UTC", "label": "Bench", "catalog": "commerce",
             "firstAdministrator": {"id": "gil", "username": "gil@example.org"}}\
            """.formatted(TENANT));
        send("POST", "/v1/services", admin, "{\"id\": \"asker\", \"label\": \"Asker\"}");
        service = secret("/v1/tokens", admin, "{\"principal\": \"asker\"}");
        send("POST", "/v1/profiles", admin, """
            {"id": "auditors", "name": "Auditors", "roleType": "ADMIN", "changes": [
              {"kind": "OverridePermission", "node": "administration/audit", "level": "HISTORY"}]}\
            """);
        send("POST", "/v1/users", admin, """
            {"id": "nora", "username": "nora@example.org", "firstName": "Nora", "lastName": "Example",
             "role": "ADMIN", "profile": "auditors", "active": true}\
            """);
        auditor = secret("/v1/tokens", admin, "{\"principal\": \"nora\"}");
    }

    ConfigurableApplicationContext context() {
        return context;
    }

    private String operator() {
        TokenSecret secret = TokenSecret.generate();
        context.getBean(CommandGate.class)
                .execute(
                        OperatorBootstrap.request("bench"),
                        List.of(new IssueToken(
                                Caller.SYSTEM_TENANT,
                                new TokenId(UUID.randomUUID().toString()),
                                new UserId("operator"),
                                secret.sha256(),
                                null,
                                null)));
        return secret.shown();
    }

    private String secret(String path, String token, String body) {
        return send("POST", path, token, body).path("secret").asString();
    }

    /// Asks the auditor's question.
    JsonNode history(String pathAndQuery) {
        return send("GET", pathAndQuery, auditor, "");
    }

    /// Whether a user may edit an invoice.
    ///
    /// @param context further members of the question's context
    JsonNode mayEdit(UserId user, String context) {
        return send("POST", "/access/v1/evaluation", service, """
            {"subject": {"type": "user", "id": "%s"}, "action": {"name": "edit"},
             "resource": {"type": "commerce/invoices", "id": "INV-1"}, "context": {%s}}\
            """.formatted(user, context));
    }

    /// The whole audit trail as a file, as it comes.
    ///
    /// @param format `ndjson` or `csv`
    InputStream export(String format) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/v1/audit?order=asc&format=" + format))
                .header("Authorization", "Bearer " + auditor)
                .build();
        try {
            var answer = http.send(request, BodyHandlers.ofInputStream());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("the export was answered " + answer.statusCode());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /// Waits until the trail is as far as the log.
    void awaitTrail(long seq) {
        StoreId store = context.getBean(StoreId.class);
        for (int i = 0; i < 600; i++) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/v1/audit?limit=1"))
                    .header("Authorization", "Bearer " + auditor)
                    .header("Mandate-Min-Position", store.position(seq).toString())
                    .build();
            try {
                // It waits there for 2 s before it says that it is not as far yet.
                if (http.send(request, BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
        throw new IllegalStateException("the trail did not reach " + seq);
    }

    private JsonNode send(String method, String path, String token, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(path + " was answered " + answer.statusCode() + " " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        context.close();
        http.close();
    }
}
