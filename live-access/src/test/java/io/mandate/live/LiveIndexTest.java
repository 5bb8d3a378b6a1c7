package io.mandate.live;

import static io.mandate.live.LiveNode.ACME;
import static io.mandate.live.People.EVE;
import static io.mandate.live.People.SAM;
import static io.mandate.live.People.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mandate.events.user.UserEvent.UserActivated;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import io.mandate.store.Commit;
import io.mandate.store.follow.EventReader;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessResourceFailureException;

class LiveIndexTest {
    private static final TenantId OTHER = new TenantId("other");
    private static final Duration LONG = Duration.ofSeconds(20);

    private LiveNode node;

    @BeforeEach
    void begin(@TempDir Path folder) {
        node = new LiveNode(folder).register(ACME).register(OTHER);
    }

    @AfterEach
    void end() {
        node.close();
    }

    @Test
    void everything_is_folded_when_it_has_started() {
        node.commit(ACME, user(EVE), new UserActivated(EVE));
        node.commit(OTHER, user(SAM));
        try (LiveIndex live = started()) {
            assertThat(live.head(ACME)).isEqualTo(2);
            assertThat(live.now(ACME).user(EVE)).isNotNull();
            assertThat(live.now(ACME).user(SAM)).isNull();
            assertThat(live.at(OTHER, 0).user(SAM)).isNull();
            assertThat(live.lag()).isZero();
        }
    }

    @Test
    void what_another_process_commits_arrives() {
        try (LiveIndex live = started()) {
            Commit commit = node.commit(ACME, user(EVE));

            assertThat(live.await(ACME, commit.lastSeq(), LONG)).isTrue();
            assertThat(live.now(ACME).user(EVE)).isNotNull();
        }
    }

    @Test
    void a_tenant_registered_later_is_followed_too() {
        try (LiveIndex live = started()) {
            TenantId late = new TenantId("late");
            node.register(late);
            node.commit(late, user(EVE));

            assertThat(live.await(late, 1, LONG)).isTrue();
            await().atMost(LONG).untilAsserted(() -> assertThat(live.age(late)).isLessThan(Duration.ofSeconds(5)));
        }
    }

    @Test
    void the_own_commit_is_known_at_once_and_a_second_delivery_changes_nothing() {
        try (LiveIndex live = started()) {
            Commit commit = node.commit(ACME, user(EVE));
            live.published(commit, System.nanoTime());

            assertThat(live.head(ACME)).isEqualTo(1);
            live.published(commit, System.nanoTime());
            assertThat(live.head(ACME)).isEqualTo(1);
        }
    }

    @Test
    void an_own_commit_confirms_the_head_before_anybody_has_looked() {
        try (LiveIndex live = node.index()) {
            live.published(node.commit(ACME, user(EVE)), System.nanoTime());

            assertThat(live.age(ACME)).isLessThan(live.age(OTHER));
        }
    }

    @Test
    void an_own_commit_behind_a_gap_waits_for_what_lies_between() {
        try (LiveIndex live = started()) {
            node.commit(ACME, user(EVE));
            Commit second = node.commit(ACME, new UserActivated(EVE));
            live.published(second, System.nanoTime());

            assertThat(live.await(ACME, second.lastSeq(), LONG)).isTrue();
        }
    }

    @Test
    void what_never_comes_is_not_waited_for_longer_than_said() {
        try (LiveIndex live = started()) {
            assertThat(live.await(ACME, 1_000, Duration.ofMillis(1))).isFalse();
        }
    }

    @Test
    void a_tenant_whose_history_cannot_be_folded_is_not_answered_from_and_the_others_are() {
        node.commit(ACME, new UserActivated(new UserId("nobody")));
        node.commit(OTHER, user(SAM));
        try (LiveIndex live = started()) {
            assertThatThrownBy(() -> live.now(ACME))
                    .isInstanceOf(TenantUnavailableException.class)
                    .hasMessageNotContaining("nobody");
            assertThatThrownBy(() -> live.at(ACME, 0)).isInstanceOf(TenantUnavailableException.class);
            assertThatThrownBy(() -> live.versions(ACME)).isInstanceOf(TenantUnavailableException.class);
            assertThat(live.failures()).containsOnlyKeys(ACME);
            assertThat(live.now(OTHER).user(SAM)).isNotNull();
            assertThat(live.standing()).matches(standing -> standing.unavailable() == 1 && standing.current() >= 1);
        }
    }

    @Test
    void a_tenant_that_breaks_while_it_is_followed_stops_alone() {
        try (LiveIndex live = started()) {
            node.commit(ACME, user(EVE));
            node.commit(ACME, new UserActivated(new UserId("nobody")));
            Commit other = node.commit(OTHER, user(SAM));

            await().atMost(LONG).until(() -> live.failures().containsKey(ACME));
            assertThatThrownBy(() -> live.now(ACME)).isInstanceOf(TenantUnavailableException.class);
            assertThat(live.await(OTHER, other.lastSeq(), LONG)).isTrue();
            assertThat(live.now(OTHER).user(SAM)).isNotNull();
        }
    }

    @Test
    void an_index_that_was_not_confirmed_for_too_long_answers_nothing() {
        node.commit(ACME, user(EVE));
        try (LiveIndex live = node.index(Duration.ofNanos(1), null)) {
            live.start();

            assertThatThrownBy(() -> live.now(ACME))
                    .isInstanceOf(TenantUnavailableException.class)
                    .hasMessageContaining("out of date");
        }
    }

    @Test
    void a_tenant_that_nobody_has_looked_at_yet_is_asked_for_itself() {
        node.commit(ACME, user(EVE));
        try (LiveIndex live = node.index(Duration.ofNanos(1), null)) {
            assertThat(live.now(ACME).user(EVE)).isNotNull();
            node.commit(ACME, user(SAM));
            // From now on it is followed like all others, and not followed here.
            assertThatThrownBy(() -> live.now(ACME)).isInstanceOf(TenantUnavailableException.class);
        }
    }

    @Test
    void a_tenant_that_nobody_has_looked_at_yet_is_asked_for_also_by_a_young_process() {
        node.commit(ACME, user(EVE));
        try (LiveIndex live = node.index()) {
            assertThat(live.now(ACME).user(EVE)).isNotNull();
            assertThat(live.at(ACME, 1).user(EVE)).isNotNull();
        }
    }

    @Test
    void there_is_nothing_in_a_tenant_that_the_store_does_not_have() {
        try (LiveIndex live = node.index(Duration.ofNanos(1), null)) {
            assertThat(live.now(new TenantId("nobody")).position()).isZero();
        }
    }

    @Test
    void a_tenant_that_was_registered_after_it_was_asked_for_is_there_with_its_first_commit() {
        TenantId late = new TenantId("late");
        try (LiveIndex live = started()) {
            assertThat(live.now(late).position()).isZero();
            node.register(late);
            node.commit(late, user(EVE));
            assertThat(live.await(late, 1, LONG)).isTrue();
            assertThat(live.now(late).user(EVE)).isNotNull();
        }
    }

    @Test
    void that_there_is_no_such_tenant_is_forgotten_when_something_of_it_comes() {
        TenantId late = new TenantId("late");
        try (LiveIndex live = node.index()) {
            assertThat(live.now(late).position()).isZero();
            node.register(late);
            node.commit(late, user(EVE));
            live.bringToHead(late, 1);
            node.commit(late, user(SAM));

            assertThat(live.now(late).user(SAM)).isNotNull();
        }
    }

    @Test
    void a_tenant_that_cannot_be_looked_at_is_unavailable_and_not_empty() {
        node.commit(ACME, user(EVE));
        EventReader away = (EventReader) Proxy.newProxyInstance(
                EventReader.class.getClassLoader(), new Class<?>[] {EventReader.class}, (_, _, _) -> {
                    throw new DataAccessResourceFailureException("away");
                });
        try (LiveIndex live = node.index(away, Duration.ofMinutes(1), null)) {
            assertThatThrownBy(() -> live.now(ACME))
                    .isInstanceOf(TenantUnavailableException.class)
                    .hasMessageContaining("ask again");
        }
    }

    @Test
    void a_tenant_with_an_event_that_does_not_fit_is_unavailable_at_the_first_look() {
        node.commit(ACME, new UserActivated(new UserId("nobody")));
        try (LiveIndex live = node.index()) {
            assertThatThrownBy(() -> live.now(ACME)).isInstanceOf(TenantUnavailableException.class);
        }
    }

    @Test
    void a_tenant_is_brought_to_a_head_that_was_read_under_its_lock() {
        try (LiveIndex live = node.index()) {
            Commit commit = node.commit(ACME, user(EVE));
            live.bringToHead(ACME, commit.lastSeq());

            assertThat(live.head(ACME)).isEqualTo(1);
            assertThatThrownBy(() -> live.bringToHead(ACME, 2)).isInstanceOf(TenantUnavailableException.class);
        }
    }

    private LiveIndex started() {
        LiveIndex live = node.index();
        live.start();
        return live;
    }
}
