package io.mandate.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ReplayCommandTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    @ParameterizedTest
    @CsvSource({
        "READY,     0, 0, 0",
        "COMPARED,  0, 0, 0",
        "SWITCHED,  0, 0, 0",
        "HELD,      0, 7, 0",
        "READY,     1, 0, 1",
        "HELD,      1, 7, 1",
        "READY,     0, 1, 1",
        "COMPARED,  0, 1, 1",
        "FAILED,    0, 0, 1",
        "ABANDONED, 0, 0, 1"
    })
    void only_where_nothing_differs_and_nothing_is_left_out_all_is_well(
            String state, long differing, long notCompared, int code) {
        ObjectNode replay = JSON.createObjectNode().put("state", state);
        ObjectNode result = JSON.createObjectNode().put("differing", differing).put("notCompared", notCompared);

        assertThat(ReplayCommand.exitCode(replay, result)).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"READY, 0", "HELD, 0", "FAILED, 1", "ABANDONED, 1"})
    void without_a_comparison_the_state_tells(String state, int code) {
        ObjectNode replay = JSON.createObjectNode().put("state", state);

        assertThat(ReplayCommand.exitCode(replay, JSON.createObjectNode())).isEqualTo(code);
    }
}
