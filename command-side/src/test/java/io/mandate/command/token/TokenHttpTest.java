package io.mandate.command.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.command.testing.HttpNode;
import io.mandate.command.testing.ShopOnDisk;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenHttpTest {
    private static final Pattern SECRET = Pattern.compile("\"secret\":\"(mandate_[A-Za-z0-9_-]{43})\"");
    private static HttpNode node;

    @BeforeAll
    static void open(@TempDir Path folder) {
        node = ShopOnDisk.open(folder);
    }

    @AfterAll
    static void close() {
        node.close();
    }

    private static HttpResponse<String> issue(String bearer, String body, String... headers) {
        return node.send(bearer, "POST", "/v1/tokens", body, headers);
    }

    private static String secret(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        Matcher secret = SECRET.matcher(answer.body());
        assertThat(secret.find()).as(answer.body()).isTrue();
        return secret.group(1);
    }

    @Test
    void a_secret_is_a_credential_until_its_token_is_revoked() {
        HttpResponse<String> answer = issue("as:gil", "{\"principal\":\"gil\"}");
        String secret = secret(answer);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        String place = answer.headers().firstValue("Location").orElseThrow();
        assertThat(node.send(secret, "POST", "/v1/services", "{\"label\":\"Billing\"}")
                        .statusCode())
                .isEqualTo(201);
        assertThat(node.send(secret, "DELETE", place, "").statusCode()).isEqualTo(200);
        assertThat(node.send(secret, "POST", "/v1/services", "{\"label\":\"Billing\"}")
                        .statusCode())
                .isEqualTo(401);
        assertThat(node.send("as:gil", "DELETE", place, "").statusCode()).isEqualTo(200);
    }

    @Test
    void a_repeated_request_gets_the_same_token_without_its_secret() {
        HttpResponse<String> first = issue("as:gil", "{\"principal\":\"gil\"}", "Idempotency-Key", "once");
        secret(first);
        HttpResponse<String> second = issue("as:gil", "{\"principal\":\"gil\"}", "Idempotency-Key", "once");
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));
        assertThat(second.body()).doesNotContain("secret");
    }

    @Test
    void only_who_may_issue_gets_one_and_only_for_the_future() {
        assertThat(issue("as:kim", "{\"principal\":\"kim\"}").statusCode()).isEqualTo(403);
        assertThat(issue("as:gil", "{\"principal\":\"nobody\"}").body()).contains("USER_NOT_FOUND");
        assertThat(issue("as:gil", "{}").body()).contains("FIELD_REQUIRED");
        assertThat(issue("as:gil", "{\"principal\":\"gil\",\"expiresAt\":\"2001-01-01T00:00:00Z\"}")
                        .body())
                .contains("FIELD_INVALID");
        assertThat(issue("as:gil", "{\"principal\":\"gil\",\"expiresAt\":\"tomorrow\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(issue("as:gil", "{\"principal\":\"gil\",\"rights\":[\"FLY\"]}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(issue("as:gil", "{\"principal\":\"gil\",\"rights\":[null]}").statusCode())
                .isBetween(400, 422);
        assertThat(node.send("as:gil", "DELETE", "/v1/tokens/other", "").body()).contains("TOKEN_NOT_FOUND");
        secret(issue("as:gil", "{\"principal\":\"gil\",\"expiresAt\":\"2999-01-01T00:00:00Z\",\"rights\":[]}"));
    }
}
