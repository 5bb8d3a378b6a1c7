package io.mandate.store.ledger;

import static io.mandate.store.ledger.LedgerStore.ACME;
import static io.mandate.store.ledger.LedgerStore.ADA;
import static io.mandate.store.ledger.LedgerStore.EVE;
import static io.mandate.store.ledger.LedgerStore.EVES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mandate.events.user.UserEvent.UserDeleted;
import io.mandate.events.user.UserEvent.UserPersonalDataErased;
import io.mandate.events.values.Position;
import io.mandate.store.Samples;
import io.mandate.store.StoreNode;
import io.mandate.store.append.CommitWriter;
import io.mandate.store.envelope.KeyRef;
import io.mandate.store.ledger.LedgerLine.Ended;
import io.mandate.store.ledger.LedgerLine.Intended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// What is written while keys are destroyed.
class ErasureLedgerTest {
    @TempDir
    Path folder;

    private LedgerStore store;

    @BeforeEach
    void two_persons() {
        store = LedgerStore.withTwoPersons(folder);
    }

    @Test
    void an_erasure_is_noted_with_whose_key_it_was_where_when_and_by_whom() {
        store.erase(EVE);

        List<LedgerLine> lines = store.lines();
        assertThat(lines).hasSize(2);
        Intended intended = (Intended) lines.getFirst();
        Erasure erasure = intended.erasure();
        assertThat(erasure.key()).isEqualTo(EVES);
        assertThat(erasure.kind()).isEqualTo(Erasure.Kind.USER);
        assertThat(erasure.log()).isEqualTo(ACME);
        assertThat(erasure.after()).isEqualTo(2);
        assertThat(erasure.position()).isEqualTo(new Position(store.id(), 4));
        assertThat(erasure.by()).isEqualTo("USER:gil");
        assertThat(lines.getLast()).isEqualTo(new Ended(intended.commit(), true));
    }

    @Test
    void nothing_personal_is_in_it() throws IOException {
        store.erase(EVE);

        for (Path file : store.files()) {
            assertThat(Files.readString(file)).doesNotContain("Evelina", "Angstrom", "eve@x.io");
        }
    }

    @Test
    void a_transaction_that_fails_while_it_commits_is_noted_as_one_that_never_was() {
        store.running(node -> assertThatThrownBy(() -> node.inTransaction(() -> {
                    erasing(node);
                    TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                        @Override
                        public void beforeCommit(boolean readOnly) {
                            throw new IllegalStateException("too late");
                        }
                    });
                    return 1;
                }))
                .hasMessage("too late"));

        List<LedgerLine> lines = store.lines();
        assertThat(lines).hasSize(2);
        assertThat(lines.getLast()).isEqualTo(new Ended(((Intended) lines.getFirst()).commit(), false));
        assertThat(store.lives(EVES)).isTrue();
    }

    @Test
    void what_is_rolled_back_before_it_is_not_noted_at_all() {
        store.running(node -> assertThatThrownBy(() -> node.inTransaction(() -> {
                    erasing(node);
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no"));

        assertThat(store.lines()).isEmpty();
    }

    @Test
    void nobody_is_erased_whose_erasure_cannot_be_noted() throws IOException {
        Files.move(store.erasures(), folder.resolve("elsewhere"));
        Files.writeString(store.erasures(), "a file in the place of the folder");

        store.running(node ->
                assertThatThrownBy(() -> LedgerStore.erase(node, EVE)).isInstanceOf(LedgerFailedException.class));

        assertThat(store.lives(EVES)).isTrue();
    }

    @Test
    void two_nodes_on_one_folder_write_to_a_file_each() {
        store.running(node -> {
            LedgerStore.erase(node, EVE);
            try (StoreNode other = node.another()) {
                LedgerStore.erase(other, ADA);
            }
        });

        assertThat(store.files()).hasSize(2);
        assertThat(store.lines().stream()
                        .filter(Intended.class::isInstance)
                        .map(line -> ((Intended) line).erasure().key()))
                .containsExactlyInAnyOrder(EVES, KeyRef.user(ACME, ADA));
    }

    private static void erasing(StoreNode node) {
        Samples.append(
                node,
                ACME,
                Samples.by(Samples.GIL),
                new UserDeleted(EVE, null, null),
                new UserPersonalDataErased(EVE, "user:eve"));
        node.get(CommitWriter.class).flush();
    }
}
