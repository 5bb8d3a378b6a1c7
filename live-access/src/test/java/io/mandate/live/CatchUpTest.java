package io.mandate.live;

import static io.mandate.live.LiveNode.ACME;
import static io.mandate.live.People.EVE;
import static io.mandate.live.People.SAM;
import static io.mandate.live.People.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mandate.store.Commit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatchUpTest {
    @TempDir
    private static Path folder;

    private static LiveNode node;
    private static List<Commit> history;

    private final List<Commit> taken = new ArrayList<>();

    @BeforeAll
    static void begin() {
        node = new LiveNode(folder).register(ACME);
        history = List.of(node.commit(ACME, user(EVE)), node.commit(ACME, user(SAM)));
    }

    @AfterAll
    static void end() {
        node.close();
    }

    @Test
    void what_is_missing_is_taken_page_by_page() {
        AtomicLong reached = new AtomicLong();
        CatchUp.upTo(2, reached::get, from -> history.subList((int) from, (int) from + 1), commit -> {
            taken.add(commit);
            reached.set(commit.lastSeq());
        });
        assertThat(taken).isEqualTo(history);
    }

    @Test
    void what_somebody_else_took_meanwhile_is_not_missing() {
        AtomicLong reached = new AtomicLong();
        // The other one takes everything right after this one has asked how far they are.
        CatchUp.upTo(2, () -> reached.getAndSet(2), from -> history.subList((int) from, 2), taken::add);
        assertThat(taken).isEqualTo(history);
    }

    @Test
    void a_head_beyond_the_events_is_an_error() {
        assertThatThrownBy(() -> CatchUp.upTo(3, () -> 2, from -> List.of(), taken::add))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no commit after 2");
    }
}
