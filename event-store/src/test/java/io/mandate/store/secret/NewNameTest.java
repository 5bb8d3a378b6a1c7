package io.mandate.store.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewNameTest {
    @Test
    void a_name_is_given_once(@TempDir Path folder) throws IOException {
        givenOnce(folder);
    }

    @Test
    void it_is_given_also_where_there_are_no_links(@TempDir Path folder) throws IOException {
        try (FileSystem without = FileSystems.newFileSystem(folder.resolve("without.zip"), Map.of("create", "true"))) {
            givenOnce(without.getPath("/"));
        }
    }

    private static void givenOnce(Path folder) throws IOException {
        Path file = folder.resolve("file");
        NewName.give(Files.writeString(folder.resolve("first"), "first"), file);
        Path second = Files.writeString(folder.resolve("second"), "second");
        assertThatThrownBy(() -> NewName.give(second, file)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(Files.readString(file)).isEqualTo("first");
    }
}
