package io.mandate.bench.load;

import io.mandate.command.gate.CommandGate;
import io.mandate.command.token.IssueToken;
import io.mandate.command.token.TokenSecret;
import io.mandate.events.values.TokenId;
import io.mandate.events.values.UserId;
import io.mandate.live.identity.Caller;
import io.mandate.server.MandateApplication;
import io.mandate.server.operator.OperatorBootstrap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.springframework.context.ConfigurableApplicationContext;

/// The product as it is shipped, in this JVM, on its own PostgreSQL with `fsync` on.
///
/// @param operator the token of an operator
record BenchServer(ConfigurableApplicationContext context, int port, String operator) implements AutoCloseable {
    /// @param more configuration classes of the bench, such as endpoints to compare with
    static BenchServer on(Path data, Class<?>... more) {
        String sources =
                String.join(",", List.of(more).stream().map(Class::getName).toList());
        ConfigurableApplicationContext context = MandateApplication.start(
                "--mandate.data=" + data, "--server.port=0", "--spring.main.sources=" + sources);
        int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        return new BenchServer(context, port, operatorToken(context));
    }

    private static String operatorToken(ConfigurableApplicationContext context) {
        TokenSecret secret = TokenSecret.generate();
        var issue = new IssueToken(
                Caller.SYSTEM_TENANT,
                new TokenId(UUID.randomUUID().toString()),
                new UserId("operator"),
                secret.sha256(),
                null,
                null);
        context.getBean(CommandGate.class).execute(OperatorBootstrap.request("bench"), List.of(issue));
        return secret.shown();
    }

    /// Registers a tenant of the commerce catalog; answers the token of its first administrator.
    String register(String tenant) throws IOException {
        return secret(post("/v1/tenants", operator, """
                {"id": "%s", "zone": "UTC", "label": "Bench", "catalog": "commerce",
                 "firstAdministrator": {"id": "gil", "username": "gil@example.org"}}""".formatted(tenant)));
    }

    /// The answer to a request that must be accepted.
    String post(String path, String token, String body) throws IOException {
        try (var connection = new KeepAlive(port)) {
            KeepAlive.Answer answer = connection.ask(KeepAlive.post(path, token, body));
            if (answer.status() >= 300) {
                throw new IllegalStateException(
                        "POST " + path + " was answered " + answer.status() + " " + answer.body());
            }
            return answer.body();
        }
    }

    static String secret(String answer) {
        return tools.jackson.databind.json.JsonMapper.shared()
                .readTree(answer)
                .path("secret")
                .asString();
    }

    @Override
    public void close() {
        context.close();
    }
}
