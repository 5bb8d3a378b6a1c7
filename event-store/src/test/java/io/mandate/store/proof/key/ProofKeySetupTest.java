package io.mandate.store.proof.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mandate.store.note.SignedNote;
import io.mandate.store.note.VerifierKey;
import io.mandate.store.schema.StoreSchema;
import io.mandate.store.startup.StartupRefusedException;
import io.mandate.testing.postgres.TestDatabase;
import io.mandate.testing.postgres.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class ProofKeySetupTest {
    private final TestDatabase database = TestPostgres.newDatabase();
    private final JdbcClient sql = JdbcClient.create(database.runtime());
    private ProofKeyFile file = new ProofKeyFile(Path.of("proof.key"));

    @BeforeEach
    void migrate(@TempDir Path folder) {
        StoreSchema.migrate(database.owner(), TestDatabase.RUNTIME);
        file = new ProofKeyFile(folder.resolve("proof.key"));
    }

    @Test
    void the_first_start_makes_a_file_that_only_its_owner_reads_and_the_next_one_finds_it() throws IOException {
        ProofKeys made = open(false);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
                .isEqualTo("rw-------");
        assertThat(open(false).written()).isEqualTo(made.written());
        assertThat(made).hasToString("ProofKeys[1]");
    }

    @Test
    void without_its_key_or_with_another_one_a_store_does_not_start() throws IOException {
        open(false);
        Files.delete(file.path());
        assertRefused("The proof key is missing");
        file.replace(ProofKeys.first());
        assertRefused("not the one this store was used with");
        Files.writeString(file.path(), "1:AAAA");
        assertRefused("is not one");
    }

    @Test
    void a_key_from_the_environment_wins() {
        String value = ProofKeys.first().rotated().written().replace('\n', ',');
        ProofKeys keys = new ProofKeySetup(sql).open(Optional.of(value), file, false);
        assertThat(keys.epoch()).isEqualTo(2);
        assertThat(file.path()).doesNotExist();
    }

    @Test
    void a_new_key_follows_the_old_one_which_signs_that() {
        ProofKeys first = open(false);
        file.replace(first.rotated());
        ProofKeys second = open(false);

        VerifierKey before = Objects.requireNonNull(second.verifier(1, Succession.NAME));
        VerifierKey next = Objects.requireNonNull(second.verifier(2, Succession.NAME));
        assertThat(before).isEqualTo(first.verifier(1, Succession.NAME));
        SignedNote note = SignedNote.parse(succession(2));
        assertThat(Succession.proves(note, 2, before, next)).isTrue();
        assertThat(Succession.proves(note, 2, next, before)).isFalse();
        assertThat(Succession.proves(note, 3, before, next)).isFalse();
    }

    /// Nobody has to count how often he asked for a new one before the servers were started again.
    @Test
    void keys_that_were_made_before_a_server_started_follow_one_after_the_other() {
        ProofKeys first = open(false);
        file.replace(first.rotated());
        file.replace(file.read().orElseThrow().rotated());

        ProofKeys third = open(false);
        assertThat(third.epoch()).isEqualTo(3);
        for (int epoch = 2; epoch <= 3; epoch++) {
            assertThat(Succession.proves(
                            SignedNote.parse(succession(epoch)),
                            epoch,
                            Objects.requireNonNull(third.verifier(epoch - 1, Succession.NAME)),
                            Objects.requireNonNull(third.verifier(epoch, Succession.NAME))))
                    .isTrue();
        }
    }

    @Test
    void a_node_that_still_has_the_old_keys_only_is_refused() {
        ProofKeys first = open(false);
        file.replace(first.rotated());
        open(false);
        file.replace(first);
        assertRefused("Epoch 2 of the proof key is missing");
    }

    @Test
    void a_key_whose_forerunner_cannot_sign_follows_only_if_it_is_said_to_be_lost() throws IOException {
        ProofKeys first = open(false);
        String open = "1:"
                + java.util.Base64.getEncoder()
                        .encodeToString(
                                Objects.requireNonNull(first.verifier(1, "x")).bytes());
        String next = ProofKeys.first().written().replaceFirst("1:", "2:");
        Files.writeString(file.path(), open + "\n" + next);
        assertRefused("cannot follow epoch 1");
        assertThat(open(true).epoch()).isEqualTo(2);
        assertThat(sql.sql("select count(*) from mandate.proof_key where epoch = 2 and succession is null")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    private String succession(int epoch) {
        return sql.sql("select succession from mandate.proof_key where epoch = ?")
                .param(epoch)
                .query(String.class)
                .single();
    }

    private ProofKeys open(boolean lost) {
        return new ProofKeySetup(sql).open(Optional.empty(), file, lost);
    }

    private void assertRefused(String why) {
        assertThatThrownBy(() -> open(false))
                .isInstanceOf(StartupRefusedException.class)
                .hasMessageContaining(why);
    }
}
