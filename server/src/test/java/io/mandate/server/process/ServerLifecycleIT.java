package io.mandate.server.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerLifecycleIT {
    @TempDir
    Path folder;

    @Test
    void a_server_keeps_its_database_safe_and_ends_with_it_when_told_to_stop() throws Exception {
        Path data = folder.resolve("data");
        EmbeddedFiles files = EmbeddedFiles.of(data);
        try (var server = ServerProcess.started(data)) {
            assertThat(server.get("/actuator/health").statusCode()).isEqualTo(200);
            assertThat(server.get("/v3/api-docs").body()).contains("\"title\":\"Mandate\"");
            assertThat(server.get("/swagger-ui.html").statusCode()).isIn(200, 302);

            assertThat(files.ask("runtime", "SELECT current_setting('fsync') || current_setting('synchronous_commit')"))
                    .isEqualTo("onon");
            assertThat(files.ask("runtime", "SELECT current_setting('listen_addresses')"))
                    .isEqualTo("127.0.0.1");
            assertThat(files.ask("runtime", "SELECT current_setting('log_timezone')"))
                    .isEqualTo("UTC");
            assertThatThrownBy(() -> DriverManager.getConnection(files.url(), "mandate_runtime", "")
                            .close())
                    .as("nobody gets in without the password")
                    .isInstanceOf(SQLException.class);
            assertThat(Files.getPosixFilePermissions(files.passwords()))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));

            var status = ServerProcess.run(data, List.of("status", "--data", data.toString()));
            assertThat(status.exitCode()).isZero();
            assertThat(status.output())
                    .contains("pid " + server.process().pid())
                    .contains(server.url());

            var second = ServerProcess.run(data, List.of("start", "--port", "0", "--data", data.toString()));
            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.output())
                    .startsWith("mandate: ")
                    .contains("is in use by a Mandate server")
                    .hasLineCount(1);
            assertThat(server.get("/actuator/health").statusCode()).isEqualTo(200);

            var stop = ServerProcess.run(data, List.of("stop", "--data", data.toString()));
            assertThat(stop.exitCode()).isZero();
            assertThat(stop.output()).contains("Mandate stopped");
            assertThat(server.process().isAlive()).isFalse();
            assertThat(files.postgres()).isEmpty();
            assertThat(server.output())
                    .doesNotContain("ERROR")
                    .doesNotContain("WARN")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void stop_also_ends_the_database_that_a_killed_server_left_behind() throws Exception {
        Path data = folder.resolve("data");
        EmbeddedFiles files = EmbeddedFiles.of(data);
        try (var server = ServerProcess.started(data)) {
            server.kill();
            assertThat(files.postgres()).isPresent();

            var stop = ServerProcess.run(data, List.of("stop", "--data", data.toString()));

            assertThat(stop.exitCode()).isZero();
            assertThat(stop.output()).contains("left behind");
            assertThat(files.postgres()).isEmpty();
            var status = ServerProcess.run(data, List.of("status", "--data", data.toString()));
            assertThat(status.exitCode()).isEqualTo(3);
        }
    }
}
