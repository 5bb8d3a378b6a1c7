package io.mandate.store.envelope;

import static io.mandate.store.Samples.ACME;
import static io.mandate.store.Samples.commit;
import static io.mandate.store.Samples.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mandate.events.user.UserEvent.UserCreated;
import io.mandate.events.values.PersonalText;
import io.mandate.events.values.UserId;
import io.mandate.store.Samples;
import io.mandate.store.StoreNode;
import io.mandate.store.follow.EventReader;
import io.mandate.testing.postgres.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeyTest {
    @TempDir
    private Path folder;

    private Path file = Path.of("");
    private TestDatabase database = new TestDatabase("none", 0);

    @BeforeEach
    void a_store_with_a_person() {
        try (StoreNode node = StoreNode.onNewDatabase(folder)) {
            database = node.database();
            Samples.register(node, ACME);
            commit(node, ACME, person(new UserId("eve"), "eve@x.io", "Eve", "X"));
        }
        file = folder.resolve("master.key");
    }

    @Test
    void the_first_start_makes_a_file_that_only_its_owner_reads() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file)).startsWith("1:");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(file, folder.resolve("proof.key"));
        }
    }

    @Test
    void a_later_start_opens_what_was_sealed() {
        assertThat(name()).isEqualTo(PersonalText.of("Eve"));
    }

    @Test
    void without_its_master_key_a_store_does_not_start() throws IOException {
        Files.delete(file);

        assertRefused("The master key is missing");
        assertThat(file).doesNotExist();
    }

    @Test
    void with_another_master_key_a_store_does_not_start() throws IOException {
        Files.writeString(file, MasterKey.generate(1));

        assertRefused("not the one this store was used with");
    }

    @Test
    void what_is_no_key_is_refused_without_being_repeated() throws IOException {
        Files.writeString(file, "1:c2VjcmV0");

        assertThatThrownBy(() -> StoreNode.on(database, folder))
                .rootCause()
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("c2VjcmV0");
    }

    @Test
    void a_newer_epoch_that_was_only_added_changes_nothing() throws IOException {
        String older = Files.readString(file);
        Files.writeString(file, MasterKey.generate(2), StandardOpenOption.APPEND);
        assertThat(name()).isEqualTo(PersonalText.of("Eve"));

        Files.writeString(file, older);

        assertThat(name()).isEqualTo(PersonalText.of("Eve"));
    }

    @Test
    void an_epoch_that_still_wraps_keys_cannot_be_taken_away() throws IOException {
        Files.writeString(file, MasterKey.generate(2));

        assertRefused("Epoch 1 of the master key is missing");
    }

    @Test
    void two_nodes_that_make_a_key_at_the_same_time_have_the_same() throws Exception {
        var place = new MasterKeyFile(folder.resolve("new").resolve("master.key"));
        var keys = java.util.Collections.synchronizedSet(new java.util.HashSet<String>());
        var threads = java.util.stream.IntStream.range(0, 8)
                .mapToObj(_ -> Thread.ofPlatform().start(() -> keys.add(place.create())))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(keys).hasSize(1).containsExactly(Files.readString(place.path()));
    }

    private void assertRefused(String why) {
        assertThatThrownBy(() -> StoreNode.on(database, folder))
                .rootCause()
                .isInstanceOf(MasterKeyMissing.class)
                .hasMessageContaining(why);
    }

    private PersonalText name() {
        try (StoreNode node = StoreNode.on(database, folder)) {
            return ((UserCreated) node.get(EventReader.class)
                            .event(ACME, 1)
                            .orElseThrow()
                            .event())
                    .firstName();
        }
    }
}
