package io.mandate.store.envelope;

import static io.mandate.store.Samples.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mandate.events.values.ChangeSetId;
import io.mandate.events.values.UserId;
import io.mandate.store.Samples;
import io.mandate.store.StoreNode;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whoever acts again and again costs no further statements for his key.
class RememberedKeysTest {
    private static final KeyRef EVE = KeyRef.user(ACME, new UserId("eve"));

    private StoreNode node;
    private int before;

    @BeforeEach
    void start(@TempDir Path folder) {
        node = StoreNode.onNewDatabase(folder);
        Samples.register(node, ACME);
        before = keys(node).remembered();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void a_key_is_remembered_once_the_transaction_that_made_it_is_committed() {
        node.inTransaction(() -> {
            keys(node).sealer(Set.of(EVE));
            assertThat(keys(node).remembered()).isEqualTo(before);
            return true;
        });

        assertThat(keys(node).remembered()).isEqualTo(before + 1);
    }

    @Test
    void a_key_that_was_rolled_back_is_not() {
        assertThatThrownBy(() -> node.inTransaction(() -> {
                    keys(node).sealer(Set.of(EVE));
                    throw new IllegalStateException("refused");
                }))
                .hasMessage("refused");

        assertThat(keys(node).remembered()).isEqualTo(before);
    }

    @Test
    void a_key_that_another_node_made_is_remembered_beside_one_that_is_made() {
        try (StoreNode other = node.another()) {
            other.inTransaction(() -> keys(other).sealer(Set.of(EVE)));
            node.inTransaction(() -> keys(node).sealer(Set.of(EVE, KeyRef.changeSet(ACME, new ChangeSetId("c-1")))));
        }

        assertThat(keys(node).remembered())
                .as("Eve's, and not the change set's, which is not sealed with again")
                .isEqualTo(before + 1);
    }

    private static SubjectKeys keys(StoreNode of) {
        return of.get(SubjectKeys.class);
    }
}
