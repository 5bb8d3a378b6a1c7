package io.mandate.live;

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
import io.mandate.events.values.InvalidValueException;
import io.mandate.events.values.TenantId;
import io.mandate.store.follow.EventReader;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessResourceFailureException;

/// The past beyond what is kept in memory: folded from the store, and bounded.
class FoldedPastsTest {
    private static final AtomicLong TESTS = new AtomicLong();
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final IndexHistory NOTHING = new IndexHistory(Duration.ZERO);

    private static LiveNode node;

    private final long number = TESTS.incrementAndGet();
    private final TenantId acme = new TenantId("acme-" + number);
    private final TenantId other = new TenantId("other-" + number);
    private final AtomicLong pagesRead = new AtomicLong();
    private final Queue<RuntimeException> broken = new ConcurrentLinkedQueue<>();
    private final List<Long> readAfter = new CopyOnWriteArrayList<>();
    private volatile boolean smallPages;
    private volatile Semaphore gate = new Semaphore(1_000);

    @BeforeAll
    static void start(@TempDir Path folder) {
        node = new LiveNode(folder);
    }

    @BeforeEach
    void begin() {
        node.register(acme);
        node.commit(acme, user(EVE), new UserActivated(EVE));
        node.commit(acme, new UserSuspended(EVE));
        node.commit(acme, user(SAM));
    }

    @AfterEach
    void goOn() {
        gate.release(1_000);
    }

    @AfterAll
    static void end() {
        node.close();
    }

    @Test
    void a_forgotten_moment_is_folded_and_kept_for_the_next_question() {
        try (LiveIndex live = started(NOTHING, FoldLimits.DEFAULT)) {
            assertThat(live.index().first(acme)).isEqualTo(4);
            long pages = pagesRead.get();

            AccessView then = live.at(acme, 2);
            assertThat(then.user(EVE).status()).isEqualTo(UserStatus.ACTIVE);
            assertThat(then.user(SAM)).isNull();
            assertThat(then.position()).isEqualTo(2);
            assertThat(live.at(acme, 1).position())
                    .as("inside of the first commit")
                    .isZero();
            assertThat(live.at(acme, 3).user(EVE).status()).isEqualTo(UserStatus.SUSPENDED);
            assertThat(pagesRead.get() - pages).isEqualTo(2);
            assertThat(live.at(acme, 2).position()).isEqualTo(2);
            assertThat(pagesRead.get() - pages).as("kept").isEqualTo(2);
            assertThat(live.at(acme, 4)).isEqualTo(live.now(acme));
        }
    }

    @Test
    void all_there_was_is_folded_for_reports_and_goes_on_with_the_head() {
        try (LiveIndex live = started(NOTHING, FoldLimits.DEFAULT)) {
            TenantVersions whole = live.versions(acme, 0, 4).orElseThrow();
            assertThat(whole.first()).isZero();
            assertThat(whole.groundChanges(0, 4)).isEmpty();
            assertThat(whole.userChanges(whole.number(EVE), 0, 4)).containsExactly(2, 3);
            long pages = pagesRead.get();
            live.at(acme, 2);
            assertThat(pagesRead).as("a moment of it is not folded again").hasValue(pages);

            long end = node.commit(acme, new UserActivated(SAM)).lastSeq();
            assertThat(live.await(acme, end, LONG)).isTrue();
            assertThat(live.versions(acme, 0, end).orElseThrow().head()).isEqualTo(end);
            assertThat(live.versions(acme, end - 1, end).orElseThrow().first()).isEqualTo(4);
        }
    }

    @Test
    void a_report_is_folded_to_the_end_of_its_window_and_no_further() {
        for (int i = 0; i < 12; i++) {
            node.commit(acme, new UserActivated(EVE));
        }
        try (LiveIndex live = started(NOTHING, new FoldLimits(1, 2, 3, LONG, LONG))) {
            assertThat(live.versions(acme, 0, 3).orElseThrow().head()).isEqualTo(3);
            assertThat(live.versions(acme, 0, 1).orElseThrow().at(1).position()).isZero();
            assertThat(live.versions(acme, 0, 0).orElseThrow().at(0).position()).isZero();
            assertThat(live.versions(acme, 0, 4)).isEqualTo(Optional.empty());
        }
    }

    @Test
    void an_end_inside_of_a_commit_is_folded_with_all_of_it() {
        try (LiveIndex live = started(NOTHING, FoldLimits.DEFAULT)) {
            assertThat(live.versions(acme, 0, 1).orElseThrow().head()).isEqualTo(2);
        }
    }

    @Test
    void what_has_too_many_events_is_not_folded_with_every_version() {
        try (LiveIndex live = started(NOTHING, new FoldLimits(1, 2, 1, LONG, LONG))) {
            assertThat(live.versions(acme, 0, 4)).isEqualTo(Optional.empty());
            assertThat(live.at(acme, 3).user(EVE).status()).isEqualTo(UserStatus.SUSPENDED);
        }
    }

    /// Twelve versions of a profile that picked ten thousand teams hold more than a hundred thousand versions of users.
    @Test
    void few_events_that_hold_too_much_are_not_folded_with_every_version() {
        long early =
                node.commit(acme, Picking.created(), Picking.picked(0, 10_000)).lastSeq();
        long last = early;
        for (int i = 0; i < 11; i++) {
            last = node.commit(acme, Picking.picked(10_000 + i, 1)).lastSeq();
        }
        try (LiveIndex live = started(NOTHING, new FoldLimits(1, 2, 100, LONG, LONG))) {
            long end = last - 1;
            assertThat(live.versions(acme, 0, early).orElseThrow().head()).isEqualTo(early);
            assertThat(live.versions(acme, 0, end)).isEqualTo(Optional.empty());
            AccessView then = live.at(acme, end);
            assertThat(then.position()).isEqualTo(end);
            assertThat(Objects.requireNonNull(then.profile(Picking.CLERKS))
                            .choice(Picking.TEAMS)
                            .instances()
                            .value()
                            .picked())
                    .hasSize(10_010);
            assertThat(live.mostFolded(acme)).isBetween(early + 5, end - 1);
            assertThat(live.mostFolded(other)).isEqualTo(100);
            readAfter.clear();
            assertThat(live.versions(acme, 0, end)).isEqualTo(Optional.empty());
            assertThat(live.versions(acme, 0, early)).isPresent();
            assertThat(readAfter).as("not read again to find out the same").isEmpty();
        }
    }

    @Test
    void who_does_not_want_to_wait_asks_again() {
        try (LiveIndex live = started(NOTHING, new FoldLimits(1, 2, 100, Duration.ZERO, LONG))) {
            gate = new Semaphore(0);
            assertThatThrownBy(() -> live.at(acme, 2))
                    .isInstanceOf(TenantUnavailableException.class)
                    .hasMessageContaining("ask again");
            gate.release(1);
            eventually(() -> assertThat(live.at(acme, 2).user(EVE)).isNotNull());
        }
    }

    @Test
    void a_tenant_has_so_many_parts_of_its_past_folded_at_once_and_holds_up_nobody_else() {
        history(other, 2);
        for (int i = 0; i < 12; i++) {
            node.commit(acme, new UserActivated(EVE));
        }
        try (LiveIndex live = started(NOTHING, new FoldLimits(1, 2, 1, Duration.ZERO, LONG))) {
            gate = new Semaphore(0);
            for (int i = 0; i < FoldTurns.MOST_OF_TENANT; i++) {
                long moment = 2 + i;
                assertThatThrownBy(() -> live.at(acme, moment)).hasMessageContaining("is being read");
            }
            assertThatThrownBy(() -> live.at(acme, 12))
                    .isInstanceOf(TenantUnavailableException.class)
                    .hasMessageContaining("Too many");
            assertThat(live.now(acme).position()).as("the present is there").isEqualTo(16);

            assertThatThrownBy(() -> live.at(other, 2)).hasMessageContaining("is being read");
            gate.release(2); // a page of the one that is first, and all that the other one needs
            eventually(() -> assertThat(live.at(other, 2).user(SAM)).isNotNull());
        }
    }

    @Test
    void tenants_have_their_turns_page_by_page() {
        history(other, 20);
        smallPages = true;
        try (LiveIndex live = started(NOTHING, new FoldLimits(1, 2, 100, Duration.ZERO, LONG))) {
            gate = new Semaphore(0);
            assertThatThrownBy(() -> live.at(other, 20)).hasMessageContaining("is being read");
            assertThatThrownBy(() -> live.at(acme, 3)).hasMessageContaining("is being read");

            gate.release(4); // of twenty pages of the one that came first
            eventually(() -> assertThat(live.at(acme, 3).user(EVE)).isNotNull());
            assertThatThrownBy(() -> live.at(other, 20)).hasMessageContaining("is being read");
        }
    }

    @Test
    void more_tenants_than_there_are_places_have_their_past_one_after_the_other() {
        for (int i = 0; i < 6; i++) {
            history(new TenantId("more-" + number + "-" + i), 5);
        }
        smallPages = true;
        try (LiveIndex live = started(NOTHING, new FoldLimits(3, 2, 100, Duration.ZERO, LONG))) {
            for (int i = 0; i < 6; i++) {
                TenantId tenant = new TenantId("more-" + number + "-" + i);
                assertThatThrownBy(() -> live.at(tenant, 5)).hasMessageContaining("is being read");
            }
            for (int i = 0; i < 6; i++) {
                TenantId tenant = new TenantId("more-" + number + "-" + i);
                eventually(() -> assertThat(live.at(tenant, 5).position()).isEqualTo(5));
            }
        }
    }

    @Test
    void so_many_parts_are_kept_and_who_wants_more_gives_up_own_ones() {
        history(other, 3);
        node.commit(acme, new UserActivated(EVE));
        try (LiveIndex live = started(NOTHING, new FoldLimits(1, 2, 1, LONG, LONG))) {
            live.at(other, 2);
            live.at(acme, 2);
            live.at(acme, 3);
            readAfter.clear();
            live.at(other, 2);
            live.at(acme, 3);
            assertThat(readAfter).as("kept").isEmpty();
            live.at(acme, 2);
            assertThat(readAfter).as("given up").containsExactly(0L);
        }
    }

    @Test
    void what_nobody_waits_for_rests_and_goes_on_where_it_stopped() {
        history(other, 20);
        smallPages = true;
        try (LiveIndex live = started(NOTHING, new FoldLimits(1, 2, 100, Duration.ZERO, Duration.ZERO))) {
            readAfter.clear();
            eventually(() -> assertThat(live.at(other, 20).position()).isEqualTo(20));
            assertThat(readAfter).as("no page twice").doesNotHaveDuplicates().contains(2L, 19L);
        }
    }

    @Test
    void where_the_store_was_away_it_goes_on_where_it_stopped() {
        smallPages = true;
        try (LiveIndex live = started(NOTHING, FoldLimits.DEFAULT)) {
            readAfter.clear();
            assertThat(live.at(acme, 2).position()).isEqualTo(2);
            broken.add(new DataAccessResourceFailureException("away"));
            assertThatThrownBy(() -> live.at(acme, 3))
                    .isInstanceOf(TenantUnavailableException.class)
                    .hasMessageContaining("operator");
            assertThat(live.at(acme, 3).user(EVE).status()).isEqualTo(UserStatus.SUSPENDED);
            assertThat(readAfter).containsExactly(0L, 2L, 2L);
        }
    }

    @Test
    void nothing_is_built_on_what_failed_on_an_event() {
        smallPages = true;
        try (LiveIndex live = started(NOTHING, FoldLimits.DEFAULT)) {
            readAfter.clear();
            assertThat(live.at(acme, 2).position()).isEqualTo(2);
            broken.add(new IllegalStateException("does not fit"));
            assertThatThrownBy(() -> live.at(acme, 3))
                    .isInstanceOf(TenantUnavailableException.class)
                    .hasMessageContaining("operator")
                    .hasMessageNotContaining("fit");
            assertThat(live.at(acme, 3).user(EVE).status()).isEqualTo(UserStatus.SUSPENDED);
            assertThat(readAfter).as("from the beginning").containsExactly(0L, 2L, 0L, 2L);
        }
    }

    @Test
    @Timeout(60)
    void all_moments_of_one_request_share_its_patience() {
        try (LiveIndex live = started(NOTHING, new FoldLimits(1, 2, 1, Duration.ofHours(1), LONG))) {
            gate = new Semaphore(0);
            Patience patience = new Patience(Duration.ofMillis(20), 2);
            assertThatThrownBy(() -> live.at(acme, 2, patience)).hasMessageContaining("ask again");
            assertThat(patience.left()).isZero();
            assertThatThrownBy(() -> live.at(acme, 3, patience)).hasMessageContaining("ask again");
        }
    }

    @Test
    void one_request_asks_about_no_more_moments_than_are_kept() {
        try (LiveIndex live = started(NOTHING, new FoldLimits(1, 2, 1, LONG, LONG))) {
            node.commit(acme, new UserActivated(EVE));
            assertThat(live.await(acme, 5, LONG)).isTrue();
            live.index().forgetBefore(acme, 5);
            Patience patience = live.patience();
            assertThat(live.at(acme, 2, patience).user(SAM)).isNull();
            assertThat(live.at(acme, 3, patience).user(SAM)).isNull();
            assertThat(live.at(acme, 2, patience).user(EVE)).isNotNull();
            assertThatThrownBy(() -> live.at(acme, 4, patience)).isInstanceOf(InvalidValueException.class);
            assertThat(live.at(acme, 4).user(SAM)).isNotNull();
        }
    }

    @Test
    void a_file_with_less_than_has_to_be_kept_is_not_used(@TempDir Path folder) throws IOException {
        IndexFile file = new IndexFile(folder, "store");
        try (LiveIndex live = node.index(reader(), LONG, file, NOTHING, FoldLimits.DEFAULT)) {
            live.start();
        }
        assertThat(file.read().orElseThrow().first(acme)).isEqualTo(4);
        try (LiveIndex live = node.index(reader(), LONG, file, NOTHING, FoldLimits.DEFAULT)) {
            long pages = pagesRead.get();
            live.start();
            assertThat(pagesRead).as("the file was enough").hasValue(pages);
        }
        try (LiveIndex live = node.index(reader(), LONG, file, IndexHistory.ALL, FoldLimits.DEFAULT)) {
            live.start();
            assertThat(live.index().first(acme)).isZero();
            assertThat(live.at(acme, 2).user(EVE)).isNotNull();
        }
    }

    private static void eventually(ThrowingRunnable asked) {
        await().pollInterval(Duration.ofMillis(5))
                .atMost(LONG)
                .ignoreExceptions()
                .untilAsserted(asked);
    }

    private static void history(TenantId tenant, int commits) {
        node.register(tenant);
        node.commit(tenant, user(SAM));
        for (int i = 0; i < commits; i++) {
            node.commit(tenant, new UserActivated(SAM));
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
                        readAfter.add((Long) arguments[1]);
                        RuntimeException failure = broken.poll();
                        if (failure != null) {
                            throw failure;
                        }
                        if (smallPages) {
                            arguments[2] = 1;
                        }
                    }
                    try {
                        return method.invoke(reader, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
