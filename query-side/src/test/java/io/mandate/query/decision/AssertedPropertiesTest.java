package io.mandate.query.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.access.decision.AssertedRecord;
import io.mandate.events.values.InstanceType;
import io.mandate.events.values.UserId;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AssertedPropertiesTest {
    @Test
    void an_empty_list_is_said_and_what_is_absent_or_null_is_not() {
        assertThat(record("{\"assignees\": []}").assignees()).isEmpty();
        assertThat(record("{\"assignees\": [\"sam\"]}").assignees()).containsExactly(new UserId("sam"));
        assertThat(record("{\"assignees\": null}").assignees()).isNull();
        assertThat(record("{\"state\": \"open\"}").assignees()).isNull();
        assertThat(record("{\"containers\": {\"team\": []}}").containers())
                .hasEntrySatisfying(
                        new InstanceType("team"), ids -> assertThat(ids).isEmpty());
        assertThat(record("{\"containers\": null}").containers()).isEmpty();
        assertThat(AssertedProperties.record(Map.of())).isNull();
    }

    private static AssertedRecord record(String properties) {
        Map<String, JsonNode> each = new HashMap<>();
        JsonMapper.shared()
                .readTree(properties)
                .properties()
                .forEach(property -> each.put(property.getKey(), property.getValue()));
        return Objects.requireNonNull(AssertedProperties.record(each));
    }
}
