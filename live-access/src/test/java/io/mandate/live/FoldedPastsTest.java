package io.mandate.live;

import static io.mandate.live.LiveNode.ACME;
import static io.mandate.live.People.EVE;
import static io.mandate.live.People.SAM;
import static io.mandate.live.People.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mandate.access.AccessView;
import io.mandate.access.index.TenantVersions;
import io.mandate.access.user.UserStatus;
import io.mandate.events.user.UserEvent.UserActivated;
import io.mandate.events.user.UserEvent.UserSuspended;
import io.mandate.store.follow.EventReader;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The past beyond what is kept in memory: folded from the store, and bounded.
class FoldedPastsTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final IndexHistory NOTHING = new IndexHistory(Duration.ZERO);

    private LiveNode node;
    private final AtomicLong pagesRead = new AtomicLong();
    private Semaphore gate = new Semaphore(1_000);

    @BeforeEach
    void begin(@TempDir Path folder) {
        node = new LiveNode(folder).register(ACME);
        node.commit(ACME, user(EVE), new UserActivated(EVE));
        node.commit(ACME, new UserSuspended(EVE));
        node.commit(ACME, user(SAM));
    }

    @AfterEach
    void end() {
        gate.release(1_000);
        node.close();
    }

    @Test
    void a_forgotten_moment_is_folded_and_kept_for_the_next_question() {
        try (LiveIndex live = started(NOTHING, FoldLimits.DEFAULT)) {
            assertThat(live.index().first(ACME)).isEqualTo(4);
            long pages = pagesRead.get();

            AccessView then = live.at(ACME, 2);
            assertThat(then.user(EVE).status()).isEqualTo(UserStatus.ACTIVE);
            assertThat(then.user(SAM)).isNull();
            assertThat(then.position()).isEqualTo(2);
            assertThat(live.at(ACME, 1).position())
                    .as("inside of the first commit")
                    .isZero();
            assertThat(live.at(ACME, 3).user(EVE).status()).isEqualTo(UserStatus.SUSPENDED);
            assertThat(pagesRead.get() - pages).isEqualTo(2);
            assertThat(live.at(ACME, 2)).isEqualTo(then);
            assertThat(pagesRead.get() - pages).as("kept").isEqualTo(2);
            assertThat(live.at(ACME, 4)).isEqualTo(live.now(ACME));
        }
    }

    @Test
    void all_there_was_is_folded_for_reports_and_goes_on_with_the_head() {
        try (LiveIndex live = started(NOTHING, FoldLimits.DEFAULT)) {
            TenantVersions whole = live.versions(ACME, 0).orElseThrow();
            assertThat(whole.first()).isZero();
            assertThat(whole.groundChanges(0, 4)).isEmpty();
            assertThat(whole.userChanges(whole.number(EVE), 0, 4)).containsExactly(2, 3);
            long pages = pagesRead.get();
            live.at(ACME, 2);
            assertThat(pagesRead).as("a moment of it is not folded again").hasValue(pages);

            long end = node.commit(ACME, new UserActivated(SAM)).lastSeq();
            assertThat(live.await(ACME, end, LONG)).isTrue();
            assertThat(live.versions(ACME, 0).orElseThrow().head()).isEqualTo(end);
            assertThat(live.versions(ACME, end - 1).orElseThrow().first()).isEqualTo(4);
        }
    }

    @Test
    void what_has_too_many_events_is_not_folded_with_every_version() {
        try (LiveIndex live = started(NOTHING, new FoldLimits(1, 1, 3, LONG, LONG))) {
            assertThat(live.versions(ACME, 0)).isEqualTo(Optional.empty());
            assertThat(live.at(ACME, 3).user(EVE).status()).isEqualTo(UserStatus.SUSPENDED);
        }
    }

    @Test
    void who_does_not_want_to_wait_asks_again() {
        try (LiveIndex live = started(NOTHING, new FoldLimits(1, 1, 100, Duration.ZERO, LONG))) {
            gate = new Semaphore(0);
            assertThatThrownBy(() -> live.at(ACME, 2))
                    .isInstanceOf(TenantUnavailableException.class)
                    .hasMessageContaining("ask again");
            gate.release(1);
            await().atMost(LONG)
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(live.at(ACME, 2).user(EVE)).isNotNull());
        }
    }

    @Test
    void only_so_many_pasts_are_folded_or_wait_at_once() {
        for (int i = 0; i < 12; i++) {
            node.commit(ACME, new UserActivated(EVE));
        }
        try (LiveIndex live = started(NOTHING, new FoldLimits(1, 1, 100, Duration.ZERO, LONG))) {
            gate = new Semaphore(0);
            for (int i = 0; i < 9; i++) {
                long moment = 2 + i;
                assertThatThrownBy(() -> live.at(ACME, moment)).hasMessageContaining("is being read");
            }
            assertThatThrownBy(() -> live.at(ACME, 12))
                    .isInstanceOf(TenantUnavailableException.class)
                    .hasMessageContaining("Too many");
            assertThat(live.now(ACME).position()).as("the present is there").isEqualTo(16);
        }
    }

    @Test
    void what_takes_too_long_is_given_up_and_tried_anew_by_the_next_question() {
        try (LiveIndex live = started(NOTHING, new FoldLimits(1, 1, 100, LONG, Duration.ZERO))) {
            assertThatThrownBy(() -> live.at(ACME, 2))
                    .isInstanceOf(TenantUnavailableException.class)
                    .hasMessageContaining("operator");
            assertThatThrownBy(() -> live.at(ACME, 2)).isInstanceOf(TenantUnavailableException.class);
        }
    }

    @Test
    void a_file_with_less_than_has_to_be_kept_is_not_used(@TempDir Path folder) throws IOException {
        IndexFile file = new IndexFile(folder, "store");
        try (LiveIndex live = node.index(reader(), LONG, file, NOTHING, FoldLimits.DEFAULT)) {
            live.start();
        }
        assertThat(file.read().orElseThrow().first(ACME)).isEqualTo(4);
        try (LiveIndex live = node.index(reader(), LONG, file, NOTHING, FoldLimits.DEFAULT)) {
            long pages = pagesRead.get();
            live.start();
            assertThat(pagesRead).as("the file was enough").hasValue(pages);
        }
        try (LiveIndex live = node.index(reader(), LONG, file, IndexHistory.ALL, FoldLimits.DEFAULT)) {
            live.start();
            assertThat(live.index().first(ACME)).isZero();
            assertThat(live.at(ACME, 2).user(EVE)).isNotNull();
        }
    }

    private LiveIndex started(IndexHistory history, FoldLimits limits) {
        LiveIndex live = node.index(reader(), LONG, null, history, limits);
        live.start();
        return live;
    }

    /// The store's own reader, with a count of the pages it was asked for, and a gate before each.
    private EventReader reader() {
        EventReader reader = node.reader();
        return (EventReader) Proxy.newProxyInstance(
                EventReader.class.getClassLoader(), new Class<?>[] {EventReader.class}, (_, method, arguments) -> {
                    if (method.getName().equals("commits")) {
                        pagesRead.incrementAndGet();
                        gate.acquire();
                    }
                    try {
                        return method.invoke(reader, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
