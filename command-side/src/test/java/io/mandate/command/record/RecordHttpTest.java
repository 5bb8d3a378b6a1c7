package io.mandate.command.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.command.testing.HttpNode;
import io.mandate.command.testing.ShopOnDisk;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordHttpTest {
    private static HttpNode node;

    @BeforeAll
    static void open(@TempDir Path folder) {
        node = ShopOnDisk.open(folder);
    }

    @AfterAll
    static void close() {
        node.close();
    }

    private static HttpResponse<String> gil(String method, String path, String body, String... headers) {
        return node.send("as:gil", method, path, body, headers);
    }

    @ParameterizedTest
    @ValueSource(strings = {"INV-1", "a/b", "../up", "x?y#z", "100%", "ä+ö &=", ":", "~"})
    void a_record_of_any_name_is_registered_changed_and_retired(String id) {
        String written = id.replace("\"", "\\\"");
        HttpResponse<String> registered = gil("POST", "/v1/records", """
                {"resource":"shop/invoices","id":"%s","creator":"gil","containers":{"team":["t1"]},
                 "attributes":{"owner":"self"},"assignees":["kim"],"reason":"import"}""".formatted(written));
        assertThat(registered.statusCode()).as(registered.body()).isEqualTo(201);
        String place = registered.headers().firstValue("Location").orElseThrow();
        assertThat(place)
                .isEqualTo("/v1/records/shop/invoices?id="
                        + URLEncoder.encode(id, StandardCharsets.UTF_8)
                                .replace("+", "%20")
                                .replace("*", "%2A")
                                .replace("%7E", "~"));
        assertThat(gil("PUT", place, "{\"owner\":\"kim\"}").statusCode()).isEqualTo(200);
        assertThat(gil("DELETE", place, "").statusCode()).isEqualTo(200);
        assertThat(gil("DELETE", place, "").body()).contains("RECORD_NOT_FOUND");
    }

    @Test
    void the_same_again_is_no_mistake_and_other_data_is() {
        String wish = "{\"resource\":\"shop/invoices\",\"id\":\"twice\",\"creator\":\"gil\"}";
        assertThat(gil("POST", "/v1/records", wish).statusCode()).isEqualTo(201);
        assertThat(gil("POST", "/v1/records", wish).statusCode()).isEqualTo(200);
        HttpResponse<String> other = gil("POST", "/v1/records", wish.replace("gil", "kim"));
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(other.body()).contains("RECORD_ALREADY_REGISTERED");
    }

    @Test
    void the_id_belongs_to_what_a_retry_has_to_bring_again() {
        gil("POST", "/v1/records", "{\"resource\":\"shop/invoices\",\"id\":\"r1\"}");
        gil("POST", "/v1/records", "{\"resource\":\"shop/invoices\",\"id\":\"r2\"}");
        String path = "/v1/records/shop/invoices?id=";
        assertThat(gil("DELETE", path + "r1", "", "Idempotency-Key", "k").statusCode())
                .isEqualTo(200);
        assertThat(gil("DELETE", path + "r1", "", "Idempotency-Key", "k").statusCode())
                .isEqualTo(200);
        assertThat(gil("DELETE", path + "r2", "", "Idempotency-Key", "k").body())
                .contains("IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void what_is_not_valid_is_refused() {
        assertThat(gil("POST", "/v1/records", "{\"id\":\"x\"}").body()).contains("FIELD_REQUIRED");
        assertThat(gil("POST", "/v1/records", "{\"resource\":\"Shop\",\"id\":\"x\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(gil("POST", "/v1/records", "{\"resource\":\"shop/dashboard\",\"id\":\"x\"}")
                        .body())
                .contains("SCOPE_NOT_APPLICABLE");
        assertThat(gil("POST", "/v1/records", "{\"resource\":\"shop/teams\",\"id\":\"x\",\"attributes\":{\"a\":null}}")
                        .body())
                .contains("FIELD_REQUIRED");
        assertThat(gil(
                                "POST",
                                "/v1/records",
                                "{\"resource\":\"shop/teams\",\"id\":\"x\",\"containers\":{\"team\":[null]}}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(gil(
                                "POST",
                                "/v1/records",
                                "{\"resource\":\"shop/teams\",\"id\":\"x\",\"containers\":{\"team\":null}}")
                        .body())
                .contains("FIELD_REQUIRED");
        assertThat(gil("PUT", "/v1/records/shop/invoices", "{}").statusCode()).isEqualTo(400);
        assertThat(gil("DELETE", "/v1/records/shop/invoices?id=", "").statusCode())
                .isEqualTo(400);
        assertThat(node.send("as:kim", "POST", "/v1/records", "{\"resource\":\"shop/invoices\",\"id\":\"x\"}")
                        .statusCode())
                .isEqualTo(403);
    }
}
