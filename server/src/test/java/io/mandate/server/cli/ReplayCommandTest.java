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
    @CsvSource({"READY, '1,453 of 1,453 events'", "ABANDONED, nothing is kept"})
    void how_far_it_is_is_told_of_what_there_is(String state, String told) {
        ObjectNode replay =
                JSON.createObjectNode().put("id", "r1").put("state", state).put("askedAt", "today");
        replay.putObject("events").put("done", 1_453).put("total", 1_453);

        assertThat(ReplayCommand.line(replay)).isEqualTo("r1  " + state + "  " + told + "  asked for today");
    }

    @ParameterizedTest
    @CsvSource({"READY, 0", "HELD, 0", "FAILED, 1", "ABANDONED, 1"})
    void without_a_comparison_the_state_tells(String state, int code) {
        ObjectNode replay = JSON.createObjectNode().put("state", state);

        assertThat(ReplayCommand.exitCode(replay, JSON.createObjectNode())).isEqualTo(code);
    }
}
