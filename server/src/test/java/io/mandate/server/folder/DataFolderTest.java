package io.mandate.server.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mandate.store.startup.StartupRefusedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path parent;

    @Test
    void a_new_folder_is_made_for_its_owner_only() throws Exception {
        try (var folder = DataFolder.open(parent.resolve("a/b"))) {
            assertThat(Files.getPosixFilePermissions(folder.path()))
                    .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void a_folder_given_back_can_be_taken_again() {
        DataFolder.open(parent.resolve("data")).close();
        DataFolder.open(parent.resolve("data")).close();
    }

    @Test
    void a_folder_is_held_by_one_server_at_a_time() {
        Path path = parent.resolve("data");
        try (var _ = DataFolder.open(path)) {
            assertThatThrownBy(() -> DataFolder.open(path))
                    .isInstanceOf(StartupRefusedException.class)
                    .hasMessageContaining("in use by a Mandate server (pid "
                            + ProcessHandle.current().pid());
        }
    }

    @Test
    void the_one_who_is_refused_does_not_set_the_folder_free() {
        Path path = parent.resolve("data");
        try (var _ = DataFolder.open(path)) {
            for (int attempt = 0; attempt < 2; attempt++) {
                assertThatThrownBy(() -> DataFolder.open(path)).isInstanceOf(StartupRefusedException.class);
            }
            assertThat(RunningServer.find(path)).isPresent();
        }
        assertThat(RunningServer.find(path)).isEmpty();
    }

    @Test
    void an_empty_mount_point_is_taken() throws Exception {
        Files.createDirectory(parent.resolve("lost+found"));

        DataFolder.open(parent).close();

        assertThat(parent.resolve(DataFolder.MARKER)).exists();
    }

    @Test
    void a_folder_of_another_program_is_refused_and_left_as_it_is() throws Exception {
        Files.writeString(parent.resolve("theirs"), "text");

        assertThatThrownBy(() -> DataFolder.open(parent)).hasMessageContaining("files of another program");

        assertThat(parent.toFile().list()).containsExactly("theirs");
    }

    @Test
    void the_server_is_announced_with_its_address() {
        Path path = parent.resolve("data");
        try (var folder = DataFolder.open(path)) {
            assertThat(RunningServer.find(path).orElseThrow().url()).isNull();

            folder.announce("http://localhost:1");

            assertThat(RunningServer.find(path).orElseThrow().url()).isEqualTo("http://localhost:1");
        }
    }

    @Test
    void what_a_killed_server_announced_is_not_taken_for_the_next_one() {
        Path path = parent.resolve("data");
        try (var _ = DataFolder.open(path)) {
            long reused = ProcessHandle.current().pid();
            new RunningServer(reused, Instant.parse("2020-01-01T00:00:00Z"), "http://localhost:1").write(path);

            assertThat(RunningServer.find(path)).isEmpty();
        }
    }
}
