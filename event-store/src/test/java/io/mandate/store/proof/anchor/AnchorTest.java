package io.mandate.store.proof.anchor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mandate.events.values.TenantId;
import io.mandate.store.note.SignedNote;
import io.mandate.store.note.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnchorTest {
    private static final TenantId TENANT = new TenantId("acme");
    private static final SigningKey KEY = SigningKey.generate();

    @TempDir
    private Path folder = Path.of(".");

    @Test
    void notes_are_appended_and_found_again_in_order() {
        AnchorFolder anchors = new AnchorFolder(folder.resolve("anchors"));
        for (int i = 1; i <= 3; i++) {
            anchors.append(TENANT, note(i));
        }
        assertThat(read(anchors)).containsExactly(note(1).toString(), note(2).toString(), note(3).toString());
        assertThat(anchors.last(TENANT)).hasToString("Optional[" + note(3) + "]");
        assertThat(anchors.tenants()).containsExactly(TENANT);
        assertThat(anchors.last(new TenantId("other"))).isEmpty();
    }

    @Test
    void a_note_that_power_cut_off_does_not_spoil_those_behind_it() throws IOException {
        AnchorFolder anchors = new AnchorFolder(folder);
        String whole = note(2).toString();
        for (int cut : new int[] {1, 10, whole.indexOf("\n\n") + 1, whole.indexOf("\n\n") + 2, whole.length() - 3}) {
            Files.deleteIfExists(folder.resolve("acme.notes"));
            anchors.append(TENANT, note(1));
            Files.writeString(folder.resolve("acme.notes"), whole.substring(0, cut), StandardOpenOption.APPEND);
            anchors.append(TENANT, note(3));
            assertThat(read(anchors)).as("cut at %s", cut).contains(note(1).toString(), note(3).toString());
        }
    }

    @Test
    void the_last_note_of_a_long_file_is_the_last_whole_one() throws IOException {
        AnchorFolder anchors = new AnchorFolder(folder);
        for (int i = 1; i <= 200; i++) {
            anchors.append(TENANT, note(i));
        }
        assertThat(anchors.last(TENANT)).hasToString("Optional[" + note(200) + "]");

        Files.writeString(
                folder.resolve("acme.notes"), note(201).toString().substring(0, 30), StandardOpenOption.APPEND);
        assertThat(anchors.last(TENANT)).hasToString("Optional[" + note(200) + "]");

        // So much torn text that no whole note is near the end.
        Files.writeString(folder.resolve("acme.notes"), "x".repeat(20_000), StandardOpenOption.APPEND);
        assertThat(anchors.last(TENANT)).hasToString("Optional[" + note(200) + "]");
    }

    @Test
    void a_command_gets_the_note_and_the_tenant() throws IOException {
        Path out = folder.resolve("out");
        Path script = script("cat > " + out + "; echo \"$1\" >> " + out);
        new AnchorCommand(List.of(script.toString()), Duration.ofSeconds(30)).append(TENANT, note(7));
        assertThat(Files.readString(out)).isEqualTo(note(7) + "acme\n");
    }

    @Test
    void a_command_that_fails_hangs_or_is_not_there_has_not_kept_it() throws IOException {
        assertFails(script("cat > /dev/null; exit 3"), Duration.ofSeconds(30), "ended with 3");
        assertFails(script("cat > /dev/null; sleep 60"), Duration.ofMillis(300), "did not end within");
        assertFails(folder.resolve("nothing"), Duration.ofSeconds(30), "cannot be run");
    }

    private void assertFails(Path command, Duration atMost, String why) {
        AnchorCommand sink = new AnchorCommand(List.of(command.toString()), atMost);
        assertThatThrownBy(() -> sink.append(TENANT, note(1)))
                .isInstanceOf(AnchorFailedException.class)
                .hasMessageContaining(why);
    }

    private Path script(String body) throws IOException {
        Path script = Files.createTempFile(folder, "hook", ".sh");
        Files.writeString(script, "#!/bin/sh\n" + body + "\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return script;
    }

    private static List<@Nullable String> read(AnchorFolder anchors) {
        List<@Nullable String> notes = new ArrayList<>();
        anchors.forEach(TENANT, note -> notes.add(note == null ? null : note.toString()));
        return notes;
    }

    private static SignedNote note(int size) {
        return SignedNote.sign("mandate/s/acme\n" + size + "\nAAAA\n", "mandate/s/acme", KEY);
    }
}
