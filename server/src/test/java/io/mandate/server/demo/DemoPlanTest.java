package io.mandate.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What product descriptions name that is not in a catalog, because it is data.
class DemoPlanTest {
    @Test
    void the_profile_of_partners_is_known_by_its_code() {
        assertThat(bodies("commerce-classic"))
                .anySatisfy(body ->
                        assertThat(body).containsEntry("name", "Partner").containsEntry("code", "PARTNER"));
    }

    @Test
    void who_sees_all_data_has_the_perimeter_of_that_name_and_none() {
        assertThat(bodies("feedback"))
                .anySatisfy(body -> assertThat(body)
                        .containsEntry("attributes", Map.of("perimeterDefinition", "All data"))
                        .doesNotContainKey("perimeter"));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> bodies(String catalog) {
        return DemoPlan.shipped(catalog).steps().stream()
                .filter(step -> step.body() instanceof Map)
                .map(step -> (Map<String, Object>) step.body())
                .toList();
    }
}
