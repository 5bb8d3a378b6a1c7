package io.mandate.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

@SpringBootTest(classes = EdgeApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class HttpEdgeTest {
    private final HttpClient client = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Test
    void a_good_body_arrives_with_its_caller_reason_and_position() throws Exception {
        HttpResponse<String> answer = send(request("/v1/echo")
                .header("Mandate-Reason", "gr%C3%BC%C3%9Fe")
                .header("Mandate-Min-Position", "s1-42")
                .POST(BodyPublishers.ofString("{\"text\":\"hi\",\"number\":1,\"more\":[]}")));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"caller\":\"USER:gil\"", "\"reason\":\"grüße\"", "\"position\":\"s1-42\"");
    }

    static Stream<Arguments> bad_bodies() {
        return Stream.of(
                Arguments.of(
                        "{\"text\":\"a\",\"number\":1,\"more\":[],\"colour\":1}", "there is no field \\\"colour\\\""),
                Arguments.of("{\"text\":\"a\",\"text\":\"b\",\"number\":1,\"more\":[]}", "a field is given twice"),
                Arguments.of("{\"text\":5,\"number\":1,\"more\":[]}", "\"pointer\":\"/text\""),
                Arguments.of("{\"text\":\"a\",\"number\":\"1\",\"more\":[]}", "\"pointer\":\"/number\""),
                Arguments.of("{\"text\":\"a\",\"number\":1.5,\"more\":[]}", "\"pointer\":\"/number\""),
                Arguments.of("{\"text\":\"a\",\"number\":99999999999999999999,\"more\":[]}", "\"pointer\":\"/number\""),
                Arguments.of(
                        "{\"text\":\"a\",\"number\":1,\"more\":[{\"number\":true}]}", "\"pointer\":\"/more/0/number\""),
                Arguments.of("{\"text\":\"\\u0000\",\"number\":1,\"more\":[]}", "U+0000"),
                Arguments.of("{\"text\":\"\\ud800\",\"number\":1,\"more\":[]}", "unpaired surrogates"),
                Arguments.of("{\"text\":\"a\",\"number\":1,\"more\":[]} {}", "more after the end"),
                Arguments.of("{\"number\":" + "1".repeat(2_000) + "}", "too long"),
                Arguments.of("{\"text\":\"a\",\"number\":" + "1".repeat(200) + "}", "\"pointer\":\"/number\""),
                Arguments.of(
                        "{\"more\":[{\"number\":1},{\"number\":-" + "1".repeat(200) + "}]}",
                        "\"pointer\":\"/more/1/number\""),
                Arguments.of("{\"colour\":[1," + "1".repeat(200) + "]}", "\"pointer\":\"/colour"),
                Arguments.of("{\"more\":[".repeat(5_000), "too deep"),
                Arguments.of("[]", "wrong type"),
                Arguments.of("null", "null"),
                Arguments.of("{", "not valid JSON"),
                Arguments.of("\"\"", "wrong"));
    }

    @ParameterizedTest
    @MethodSource("bad_bodies")
    void a_bad_body_is_a_400_that_names_the_place(String body, String told) throws Exception {
        HttpResponse<String> answer = send(request("/v1/echo").POST(BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("urn:mandate:problem:malformed-json", told);
    }

    @Test
    void invalid_utf_8_is_a_400() throws Exception {
        byte[] body = "{\"text\":\"?\",\"number\":1,\"more\":[]}".getBytes(StandardCharsets.US_ASCII);
        body[9] = (byte) 0xff;
        HttpResponse<String> answer = send(request("/v1/echo").POST(BodyPublishers.ofByteArray(body)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    }

    @Test
    void a_body_over_the_limit_is_a_413_even_without_a_length() throws Exception {
        byte[] large = new byte[1024 * 1024 + 1];
        HttpResponse<String> chunked = send(
                request("/v1/echo").POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(large))));
        assertThat(chunked.statusCode()).as(chunked.body()).isEqualTo(413);
        assertThat(chunked.body()).contains("body-too-large");
    }

    @ParameterizedTest
    @CsvSource({
        "HEAD,    /v1/numbered?number=1, 200",
        "HEAD,    /v1/jobs/j1,           200",
        "GET,     /v1/jobs/j1,           200",
        "OPTIONS, /v1/jobs/j1/again,     200",
        "POST,    /v1/jobs/j1/again,     413"
    })
    void what_takes_no_body_is_answered_without_waiting_for_the_rest_of_one(String method, String path, int status)
            throws Exception {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(10_000); // so that who waits for the rest fails
            String head = method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Authorization: Bearer " + EdgeApplication.TOKEN + "\r\nContent-Length: 2097152\r\n\r\n";
            socket.getOutputStream().write((head + " ".repeat(10_000)).getBytes(StandardCharsets.US_ASCII));
            byte[] begin = socket.getInputStream().readNBytes(12);
            assertThat(new String(begin, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 " + status);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 200", "4096, 400", "4097, 413"})
    void so_much_is_read_of_a_body_where_none_is_taken(int bytes, int status) throws Exception {
        HttpResponse<String> answer =
                send(request("/v1/jobs/j1/again").POST(BodyPublishers.ofString("x".repeat(bytes))));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        if (status == 413) {
            assertThat(answer.body()).contains("\"code\":\"BODY_TOO_LARGE\"", "{\"limit\":4096}");
        }
    }

    @Test
    void without_a_valid_token_it_is_a_401_that_says_how_to_send_one() throws Exception {
        HttpResponse<String> answer =
                send(HttpRequest.newBuilder(uri("/v1/refused")).header("Authorization", "Bearer wrong"));
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"mandate\"");
        assertThat(answer.body()).contains("urn:mandate:problem:unauthenticated");
    }

    @Test
    void of_two_tokens_none_counts() throws Exception {
        assertThat(send(request("/v1/refused")).statusCode()).isEqualTo(409);
        for (String other : new String[] {"Bearer " + EdgeApplication.TOKEN, "Bearer wrong"}) {
            assertThat(send(request("/v1/refused").header("Authorization", other))
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @ParameterizedTest
    @CsvSource({"garbage", "text/html", "text/event-stream", "application/json", "image/*;q=x"})
    void a_problem_is_told_whatever_is_accepted(String accept) throws Exception {
        for (String path : new String[] {"/v1/refused", "/v1/answered/404", "/v1/nodes/Not_A_Node", "/v1/awaited"}) {
            HttpResponse<String> answer = send(request(path).header("Accept", accept));
            assertThat(answer.headers().firstValue("Content-Type")).as(path).contains("application/problem+json");
            assertThat(answer.body()).as(path).contains("\"code\":\"");
        }
    }

    @Test
    void a_tenant_that_cannot_be_followed_is_a_503_already_for_its_callers() throws Exception {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(uri("/v1/refused"))
                .header("Authorization", "Bearer " + EdgeApplication.TOKEN_OF_A_LOST_TENANT));
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(answer.body()).contains("urn:mandate:problem:unavailable");
    }

    @Test
    void what_cannot_be_traced_is_a_503_and_not_answered() throws Exception {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(uri("/v1/refused"))
                .header("Authorization", "Bearer " + EdgeApplication.TOKEN_WITHOUT_TRACE));
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(answer.body()).contains("urn:mandate:problem:unavailable").doesNotContain("store");
    }

    @Test
    void a_rejection_is_a_problem_with_code_parameters_and_message() throws Exception {
        HttpResponse<String> answer = send(request("/v1/refused"));
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body())
                .contains(
                        "\"type\":\"urn:mandate:problem:profile-name-taken\"",
                        "\"code\":\"PROFILE_NAME_TAKEN\"",
                        "\"parameters\":{\"name\":\"Sales EU\"}",
                        "A profile named \\\"Sales EU\\\" already exists.");
    }

    @Test
    void what_was_not_answered_in_time_is_unavailable_and_says_when_to_ask_again() throws Exception {
        HttpResponse<String> answer = send(request("/v1/awaited"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(answer.body()).contains("urn:mandate:problem:unavailable", "\"code\":\"UNAVAILABLE\"");
    }

    @ParameterizedTest
    @CsvSource({
        "403, NOT_PERMITTED",
        "404, NOT_FOUND",
        "405, METHOD_NOT_ALLOWED",
        "406, NOT_ACCEPTABLE",
        "408, REQUEST_TIMEOUT",
        "413, BODY_TOO_LARGE",
        "414, ADDRESS_TOO_LONG",
        "415, UNSUPPORTED_MEDIA_TYPE",
        "418, BAD_REQUEST",
        "429, TOO_MANY_REQUESTS",
        "431, HEADERS_TOO_LARGE",
        "500, INTERNAL_ERROR",
        "501, BAD_REQUEST",
        "505, BAD_REQUEST",
        "503, UNAVAILABLE"
    })
    void a_status_of_the_framework_has_a_code_of_its_own(int status, String code) throws Exception {
        HttpResponse<String> answer = send(request("/v1/answered/" + status));
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains("\"code\":\"" + code + "\"", "\"parameters\":{}");
    }

    @Test
    void a_failure_of_ours_says_nothing_but_its_trace() throws Exception {
        HttpResponse<String> answer = send(request("/v1/broken"));
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("\"trace\":").doesNotContain("secret", "IllegalState");
    }

    @Test
    void a_value_its_type_refuses_is_a_400_that_says_what_would_be_valid() throws Exception {
        HttpResponse<String> answer = send(request("/v1/nodes/Not_A_Node"));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("NodeKey must be 1 to 8 segments");
    }

    @Test
    void what_does_not_exist_is_a_problem_too() throws Exception {
        HttpResponse<String> answer = send(request("/v1/nothing"));
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("urn:mandate:problem:not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Mandate-Reason", "Mandate-Min-Position", "Idempotency-Key", "If-Match"})
    void of_two_headers_that_say_one_thing_none_counts(String header) throws Exception {
        for (String other : List.of("s1-42", "s1-43")) {
            HttpResponse<String> answer = send(request("/v1/echo")
                    .header(header, "s1-42")
                    .header(header, other)
                    .POST(BodyPublishers.ofString("{\"text\":\"hi\",\"number\":1,\"more\":[]}")));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
            assertThat(answer.body()).contains("\"value\":\"" + header + "\"", "must be sent once");
        }
    }

    @Test
    void a_parameter_is_given_once_unless_the_request_takes_several() throws Exception {
        for (String other : List.of("1", "2")) {
            HttpResponse<String> answer = send(request("/v1/numbered?number=1&number=" + other));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
            assertThat(answer.body()).contains("\"value\":\"number\"", "must be given once");
        }
        assertThat(send(request("/v1/listed?name=a&name=b")).body()).contains("[\"a\",\"b\"]");
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of("POST", "/v1/echo", "{", 400, "MALFORMED_JSON", "{\"pointer\":\"\"}"),
                Arguments.of("GET", "/v1/nodes/Not_A_Node", "", 400, "INVALID_VALUE", "{\"value\":\"NodeKey\"}"),
                Arguments.of(
                        "GET", "/v1/numbered?number=x", "", 400, "INVALID_PARAMETER", "{\"parameter\":\"number\"}"),
                Arguments.of(
                        "GET", "/v1/numbered?number=0x10", "", 400, "INVALID_PARAMETER", "{\"parameter\":\"number\"}"),
                Arguments.of(
                        "GET", "/v1/numbered?number=%2B1", "", 400, "INVALID_PARAMETER", "{\"parameter\":\"number\"}"),
                Arguments.of("GET", "/v1/numbered?number=", "", 400, "INVALID_PARAMETER", "{\"parameter\":\"number\"}"),
                Arguments.of("GET", "/v1/chosen?whether=", "", 400, "INVALID_PARAMETER", "{\"parameter\":\"whether\"}"),
                Arguments.of("GET", "/v1/chosen?day=", "", 400, "INVALID_PARAMETER", "{\"parameter\":\"day\"}"),
                Arguments.of("CONNECT", "/v1/numbered?number=1", "", 501, "BAD_REQUEST", "{}"),
                Arguments.of("GET", "/v1/numbered", "", 400, "BAD_REQUEST", "{\"parameter\":\"number\"}"),
                Arguments.of("GET", "/v1/nothing", "", 404, "NOT_FOUND", "{}"),
                Arguments.of("POST", "/v1/refused", "{}", 405, "METHOD_NOT_ALLOWED", "\"method\":\"POST\""),
                Arguments.of(
                        "POST", "/v1/echo", " ".repeat(1024 * 1024 + 1), 413, "BODY_TOO_LARGE", "{\"limit\":1048576}"),
                Arguments.of("GET", "/v1/broken", "", 500, "INTERNAL_ERROR", "{\"trace\":"),
                // What no handler sees: refused by a filter, or by the server.
                Arguments.of("GET", "/v1/nodes/a%2Fb", "", 400, "BAD_REQUEST", "{}"),
                Arguments.of("GET", "/v1/nodes/a;b=c", "", 400, "BAD_REQUEST", "{}"),
                Arguments.of("GET", "/v1/nodes/%00", "", 400, "BAD_REQUEST", "{}"),
                Arguments.of("GET", "/v1/nodes/%zz", "", 400, "BAD_REQUEST", "{}"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void every_refusal_is_a_problem_with_code_and_parameters(
            String method, String path, String body, int status, String code, String parameters) throws Exception {
        String[] answer = plain(method, path, body, "Bearer " + EdgeApplication.TOKEN);
        assertThat(answer[0]).startsWith("HTTP/1.1 " + status + " ");
        assertThat(answer[1]).contains("Content-Type: application/problem+json").doesNotContain("text/html");
        assertThat(answer[2])
                .contains(
                        "\"type\":\"urn:mandate:problem:", "\"code\":\"" + code + "\"", "\"parameters\":{", parameters);
    }

    @Test
    void who_sends_no_token_or_a_form_is_told_so_by_code_too() throws Exception {
        assertThat(plain("GET", "/v1/refused", "", "Bearer wrong")[2])
                .contains("\"code\":\"UNAUTHENTICATED\"", "\"parameters\":{}");
        HttpResponse<String> form = send(request("/v1/echo")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("a=b")));
        assertThat(form.statusCode()).isEqualTo(415);
        assertThat(form.body()).contains("\"code\":\"UNSUPPORTED_MEDIA_TYPE\"", "\"parameters\":{}");
    }

    /// The status line, the headers and the body, of an address exactly as it is written here.
    private String[] plain(String method, String path, String body, String credential) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            String head = method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: "
                    + credential + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                    + "\r\n\r\n";
            socket.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int line = answer.indexOf("\r\n");
            int blank = answer.indexOf("\r\n\r\n");
            return new String[] {answer.substring(0, line), answer.substring(line, blank), answer.substring(blank)};
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + EdgeApplication.TOKEN);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }
}
