package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the server answered, and what a test expects of it.
///
/// @param request method and path, for messages
/// @param text the body as it came
record Answer(String request, int status, HttpHeaders headers, String text) {
    private static final JsonMapper JSON = new JsonMapper();

    Answer expect(int wanted) {
        assertThat(status).as("%s -> %s", request, text).isEqualTo(wanted);
        return this;
    }

    /// A refusal with this code and status.
    Answer refused(int wanted, String code) {
        expect(wanted);
        assertThat(json().path("code").asString(""))
                .as("%s -> %s", request, text)
                .isEqualTo(code);
        return this;
    }

    JsonNode json() {
        return JSON.readTree(text);
    }

    /// The value at a JSON pointer, as text.
    String at(String pointer) {
        return json().at(pointer).asString("");
    }

    Answer at(String pointer, Object wanted) {
        assertThat(at(pointer)).as("%s %s -> %s", request, pointer, text).isEqualTo(String.valueOf(wanted));
        return this;
    }

    String header(String name) {
        return headers.firstValue(name).orElseThrow(() -> new AssertionError(request + " answered without " + name));
    }

    String position() {
        return header("Mandate-Position");
    }

    String etag() {
        return header("ETag");
    }
}
