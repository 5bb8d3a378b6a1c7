package io.mandate.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mandate.access.index.AccessIndex;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldingCodeTest {
    private static final List<String> CLASSES = List.of(
            "io/mandate/access/index/AccessIndex.class",
            "io/mandate/events/RecordedEvent.class",
            "io/mandate/store/codec/EventCodec.class");

    @TempDir
    private Path program;

    @Test
    void an_index_that_was_folded_by_other_code_is_not_used(@TempDir Path data) throws IOException {
        for (String name : CLASSES) {
            copy(name);
            String before = digest();
            new IndexFile(data, "store s1, folded by " + before).write(new AccessIndex());
            assertThat(new IndexFile(data, "store s1, folded by " + digest()).read())
                    .as("the same program")
                    .isPresent();

            Path changed = program.resolve(name);
            byte[] content = Files.readAllBytes(changed);
            content[content.length / 2] ^= 1;
            Files.write(changed, content);

            assertThat(digest()).as(name).isNotEqualTo(before);
            assertThatThrownBy(() -> new IndexFile(data, "store s1, folded by " + digest()).read())
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void a_program_whose_classes_cannot_be_found_has_no_identity() {
        assertThatThrownBy(this::digest).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void this_program_has_always_the_same() {
        ClassLoader own = FoldingCode.class.getClassLoader();
        assertThat(FoldingCode.digest(own)).hasSize(64).isEqualTo(FoldingCode.digest(own));
    }

    private String digest() {
        try (URLClassLoader classes =
                new URLClassLoader(new URL[] {program.toUri().toURL()}, null)) {
            return FoldingCode.digest(classes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void copy(String name) throws IOException {
        for (String each : CLASSES) {
            try (InputStream in = FoldingCode.class.getClassLoader().getResourceAsStream(each)) {
                Files.createDirectories(program.resolve(each).getParent());
                Files.write(program.resolve(each), in.readAllBytes());
            }
        }
        assertThat(program.resolve(name)).exists();
    }
}
