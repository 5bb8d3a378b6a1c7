package io.mandate.store.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFileTest {
    @TempDir
    Path folder;

    @Test
    void it_is_made_once_replaced_as_a_whole_and_its_owners_alone() throws IOException {
        Path path = folder.resolve("deep/below/some.key");
        SecretFile file = new SecretFile(path);
        assertThat(file.read()).isEmpty();

        file.create("first");
        file.create("second");
        assertThat(file.read()).hasValue("first");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");

        file.replace("third");
        assertThat(file.read()).hasValue("third");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
        try (var left = Files.list(path.getParent())) {
            assertThat(left).containsExactly(path);
        }
    }
}
