package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Every answer that the scenarios get is one that the server's description of itself has: its status and its form.
final class DescribedAnswers {
    /// Refusals of the protocol, which any address may have.
    private static final Set<Integer> OF_ANY = Set.of(405, 406, 414, 415, 431);

    /// What is answered of an address that is none.
    private static final int UNKNOWN = 404;

    private static volatile List<Operation> operations = List.of();

    /// @param method in small letters, as descriptions have it
    /// @param literal how many characters of its path are not variable
    private record Operation(String method, Pattern path, int literal, JsonNode responses) {
        static Operation of(String method, String template, JsonNode described) {
            // A variable at the end may be the rest of the path.
            String tail = template.endsWith("}") ? template.substring(template.lastIndexOf('{')) : "";
            String before = template.substring(0, template.length() - tail.length());
            String pattern = before.replaceAll("\\{[^}]+}", "[^/]+").replace(".", "\\.") + (tail.isEmpty() ? "" : ".+");
            return new Operation(
                    method,
                    Pattern.compile(pattern),
                    template.replaceAll("\\{[^}]+}", "").length(),
                    described.path("responses"));
        }
    }

    private DescribedAnswers() {}

    static void check(String url, String method, String pathAndQuery, HttpResponse<String> answer) {
        String path = pathAndQuery.replaceFirst("\\?.*", "");
        if (!path.matches("/(v1|access)/.*") || OF_ANY.contains(answer.statusCode())) {
            return;
        }
        Optional<Operation> operation = operations(url).stream()
                .filter(one -> one.method().equals(method.toLowerCase(Locale.ROOT))
                        && one.path().matcher(path).matches())
                .max(Comparator.comparingInt(Operation::literal));
        if (operation.isEmpty()) {
            assertThat(answer.statusCode())
                    .as("%s %s is described nowhere, and answers %s", method, path, answer.body())
                    .isEqualTo(UNKNOWN);
            return;
        }
        JsonNode described = operation.get().responses().path(Integer.toString(answer.statusCode()));
        assertThat(described.isMissingNode())
                .as("%s %s answers %d, which is not described: %s", method, path, answer.statusCode(), answer.body())
                .isFalse();
        String form = form(answer);
        if (form != null) {
            assertThat(described.path("content").propertyNames())
                    .as("%s %s answers %d as this", method, path, answer.statusCode())
                    .contains(form);
        }
    }

    private static @Nullable String form(HttpResponse<String> answer) {
        return answer.headers()
                .firstValue("Content-Type")
                .map(type -> type.replaceFirst("\\s*;.*", ""))
                .orElse(null);
    }

    /// Of the first server that tells of changes, too.
    private static List<Operation> operations(String url) {
        if (operations.isEmpty()) {
            List<Operation> read = read(url);
            if (read.stream().anyMatch(one -> one.path().pattern().equals("/v1/jobs"))) {
                operations = read;
            }
            return read;
        }
        return operations;
    }

    private static List<Operation> read(String url) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            String description = http.send(
                            HttpRequest.newBuilder(URI.create(url + "/v3/api-docs"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
            List<Operation> all = new ArrayList<>();
            new JsonMapper()
                    .readTree(description)
                    .path("paths")
                    .properties()
                    .forEach(path -> path.getValue()
                            .properties()
                            .forEach(method ->
                                    all.add(Operation.of(method.getKey(), path.getKey(), method.getValue()))));
            return all;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
