package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// What one tenant is asked, step by step, and what it answers. Written in YAML, read strictly.
///
/// @param description one sentence that says what was settled
/// @param catalog the shipped catalog of the tenant
record SettledCase(String description, String catalog, List<Step> steps) {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final JsonMapper JSON = new JsonMapper();

    /// @param ask method and path; `{tenant}` stands for the tenant's id
    /// @param by `operator`; null: the administrator
    /// @param seen whether it says that it has seen the latest revision
    /// @param body null: none
    /// @param change instead of a body: values by JSON pointer that are changed in what the same path shows
    /// @param expect a status, or the code of a refusal
    /// @param is texts and numbers of the answer by JSON pointer; empty: nothing is there
    /// @param sizes of lists in the answer by JSON pointer
    record Step(
            String ask,
            @Nullable String by,
            @Nullable Boolean seen,
            @Nullable JsonNode body,
            @Nullable Map<String, String> change,
            JsonNode expect,
            @Nullable Map<String, String> is,
            @Nullable Map<String, Integer> sizes) {

        void check(Tenant tenant) {
            Answer answer = answer(tenant);
            if (expect.isInt()) {
                answer.expect(expect.intValue());
            } else {
                answer.refused(answer.status(), expect.asString());
            }
            if (is != null) {
                is.forEach(answer::at);
            }
            if (sizes != null) {
                sizes.forEach((pointer, size) -> assertThat(answer.json().at(pointer))
                        .as("%s %s -> %s", ask, pointer, answer.text())
                        .hasSize(size));
            }
        }

        private Answer answer(Tenant tenant) {
            String method = ask.substring(0, ask.indexOf(' '));
            String path = ask.substring(ask.indexOf(' ') + 1).replace("{tenant}", tenant.id());
            Client client = "operator".equals(by) ? MandateServer.shared().operator() : tenant.admin();
            if (seen != null && seen) {
                client = client.ifMatch(client.get(path).expect(200).etag());
            }
            return client.send(method, path, BodyPublishers.ofString(sent(client, path)));
        }

        private String sent(Client client, String path) {
            if (change == null) {
                return body == null ? "" : JSON.writeValueAsString(body);
            }
            JsonNode shown = client.get(path).expect(200).json();
            change.forEach((pointer, value) -> {
                JsonPointer place = JsonPointer.compile(pointer);
                ((ObjectNode) shown.at(place.head())).put(place.last().getMatchingProperty(), value);
            });
            return JSON.writeValueAsString(shown);
        }
    }

    static SettledCase read(Path file) {
        return YAML.readValue(file.toFile(), SettledCase.class);
    }

    void check() {
        Tenant tenant = Tenant.of(catalog);
        assertThat(steps).isNotEmpty();
        steps.forEach(step -> step.check(tenant));
    }
}
