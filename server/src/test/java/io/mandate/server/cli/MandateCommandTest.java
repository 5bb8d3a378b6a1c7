package io.mandate.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MandateCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @Test
    void help_names_every_command() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("start", "stop", "status", "Examples:");
    }

    @Test
    void what_could_not_be_told_is_no_success() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        int code = MandateCommand.line()
                .setOut(new PrintWriter(full, true))
                .setErr(new PrintWriter(err, true))
                .execute("status", "--data", folder.toString(), "--help");
        assertThat(code).isEqualTo(1);
        assertThat(err.toString()).contains("could not be written to its end");
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "stop", "status"})
    void every_command_explains_itself(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(out.toString()).contains("--data");
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "status", "compare", "continue", "switch", "abandon"})
    void every_command_about_replays_explains_itself(String command) {
        assertThat(run("replay", command, "--help")).isZero();
        assertThat(out.toString()).contains("--token-file", "--url", "--data");
    }

    @ParameterizedTest
    @ValueSource(strings = {"decision", "access", "user", "licence", "commit", "commits", "diff", "own-changes"})
    void every_question_for_evidence_explains_itself_and_has_an_example(String question) {
        assertThat(run("evidence", question, "--help")).isZero();
        assertThat(out.toString()).contains("--token-file", "--url", "--data", "--since", "--out");
        assertThat(run("evidence", "--help")).isZero();
        assertThat(out.toString()).contains("\n  mandate evidence " + question + " ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evidence",
                "evidence nothing",
                "evidence decision --user kim --node n",
                "evidence user",
                "evidence user kim --at 2026-03-03 --position k3j2-41",
                "evidence commit",
                "evidence diff --to 2026-03-03",
                "evidence diff --from 2026-03-03 --user kim --profile clerks",
                "evidence own-changes --limit many"
            })
    void evidence_of_no_question_is_wrong_use_in_one_line(String line) {
        assertThat(run((line + " --url=http://localhost:1 --token-file=" + folder.resolve("none")).split(" ")))
                .isEqualTo(2);
        assertThat(err.toString()).hasLineCount(1).contains("mandate evidence");
    }

    @Test
    void replay_alone_is_wrong_use_in_one_line() {
        assertThat(run("replay")).isEqualTo(2);
        assertThat(err.toString()).hasLineCount(1).contains("mandate replay start");
    }

    @Test
    void without_a_server_or_a_token_a_replay_is_refused_in_one_line_with_the_way_out() {
        assertThat(run("replay", "start", "--data", folder.toString())).isEqualTo(1);
        assertThat(err.toString()).hasLineCount(1).contains("no server is running", "--url");
        assertThat(run("replay", "status", "--url", "http://localhost:1", "--token-file", folder + "/none"))
                .isEqualTo(1);
        assertThat(err.toString()).hasLineCount(2).contains("the token cannot be read");
    }

    @Test
    void the_version_is_told() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).startsWith("Mandate ").contains("Java 25");
    }

    @Test
    void no_command_is_wrong_use_in_one_line() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).hasLineCount(1).contains("mandate start");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--bogus", "--mandate.demo", "stray", "--=x", "--a b.c=d"})
    void what_is_neither_option_nor_setting_is_wrong_use(String argument) {
        assertThat(run("start", argument)).isEqualTo(2);
        assertThat(err.toString()).hasLineCount(1).contains(argument, "mandate start --help");
    }

    @Test
    void nothing_runs_in_a_folder_that_does_not_exist() {
        assertThat(run("status", "--data", folder.resolve("none").toString())).isEqualTo(3);
        assertThat(run("stop", "--data", folder.resolve("none").toString())).isZero();
        assertThat(out.toString()).contains("No Mandate is running");
        assertThat(folder.resolve("none")).doesNotExist();
    }

    private int run(String... arguments) {
        return MandateCommand.line()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
