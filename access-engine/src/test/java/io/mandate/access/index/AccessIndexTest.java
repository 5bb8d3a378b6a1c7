package io.mandate.access.index;

import static io.mandate.access.history.Log.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mandate.access.AccessView;
import io.mandate.access.history.Log;
import io.mandate.access.profile.Profile;
import io.mandate.access.user.Cohort;
import io.mandate.access.user.RareFacts;
import io.mandate.access.user.Subject;
import io.mandate.access.user.SubjectFacts;
import io.mandate.access.user.UserStatus;
import io.mandate.events.DomainEvent;
import io.mandate.events.RecordedEvent;
import io.mandate.events.profile.ProfileEvent.ProfileCreated;
import io.mandate.events.profile.ProfileEvent.ProfileDescriptionChanged;
import io.mandate.events.token.TokenEvent.TokenIssued;
import io.mandate.events.token.TokenEvent.TokenRevoked;
import io.mandate.events.user.PrincipalKind;
import io.mandate.events.user.UserEvent.UserActivated;
import io.mandate.events.user.UserEvent.UserAssigned;
import io.mandate.events.user.UserEvent.UserCreated;
import io.mandate.events.user.UserEvent.UserPerimeterChanged;
import io.mandate.events.user.UserEvent.UserSuspended;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.ProfileName;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.ScopeExpression.CreatedByMe;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.TokenId;
import io.mandate.events.values.UserId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class AccessIndexTest {
    private static final ProfileId P = new ProfileId("p");
    private static final UserId U = new UserId("u");

    @Test
    void a_known_commit_is_passed_over() {
        Log log = new Log().commit(user(U), new UserActivated(U));
        AccessIndex index = log.index();

        assertThat(index.apply(TENANT, log.commits().getFirst())).isFalse();
        assertThat(index.head(TENANT)).isEqualTo(2);
    }

    @Test
    void a_gap_is_refused_and_changes_nothing() {
        Log log = new Log().commit(user(U));
        AccessIndex index = log.index();

        assertThatThrownBy(() -> index.apply(TENANT, Log.next(2, List.of(new UserActivated(U)))))
                .isInstanceOf(GapException.class);
        assertThat(index.head(TENANT)).isEqualTo(1);
        assertThat(index.now(TENANT).user(U)).extracting(Subject::status).isEqualTo(UserStatus.INVITED);
    }

    @Test
    void half_a_commit_is_refused() {
        List<RecordedEvent> commit = Log.next(0, List.of(user(U), new UserActivated(U)));

        assertThatThrownBy(() -> new AccessIndex().apply(TENANT, commit.subList(0, 1)))
                .isInstanceOf(GapException.class);
    }

    @Test
    void an_event_that_cannot_be_folded_leaves_no_trace_of_its_commit() {
        AccessIndex index = new AccessIndex();
        List<DomainEvent> events = List.of(user(U), new UserActivated(new UserId("nobody")));

        assertThatThrownBy(() -> index.apply(TENANT, Log.next(0, events))).isInstanceOf(IllegalStateException.class);
        assertThat(index.head(TENANT)).isZero();
        assertThat(index.now(TENANT).user(U)).isNull();
        assertThat(index.apply(TENANT, Log.next(0, List.of(user(U))))).isTrue();
    }

    @Test
    void a_position_inside_a_commit_is_rounded_down() {
        AccessIndex index = new Log()
                .commit(user(U))
                .commit(new UserActivated(U), profile(), new UserAssigned(U, null, null, P, name(), 1))
                .index();

        assertThat(index.at(TENANT, 0).user(U)).isNull();
        assertThat(index.at(TENANT, 2).position()).isEqualTo(1);
        assertThat(index.at(TENANT, 3).user(U)).extracting(Subject::status).isEqualTo(UserStatus.INVITED);
        assertThat(index.at(TENANT, 4).user(U)).extracting(Subject::profile).isEqualTo(P);
        assertThatThrownBy(() -> index.at(TENANT, 5)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void rounding_down_crosses_commits_of_many_events() {
        CommitEnds ends = new CommitEnds();
        ends.add(3);
        ends.add(1_000);

        assertThat(ends.atOrBefore(2)).isZero();
        assertThat(ends.atOrBefore(3)).isEqualTo(3);
        assertThat(ends.atOrBefore(999)).isEqualTo(3);
        assertThat(ends.atOrBefore(1_000)).isEqualTo(1_000);
    }

    @Test
    void ends_are_written_up_to_a_position_and_no_further() throws IOException {
        CommitEnds ends = new CommitEnds();
        for (long end : new long[] {3, 40, 60, 64, 130}) {
            ends.add(end);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ends.write(new DataOutputStream(bytes), 40);
        CommitEnds read = new CommitEnds();
        read.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())), 40);

        assertThat(read.atOrBefore(63)).isEqualTo(40);
        assertThat(read.atOrBefore(39)).isEqualTo(3);
        assertThat(read.number(40)).isEqualTo(1);
    }

    @Test
    void each_fact_of_a_user_names_its_own_event_within_one_commit() {
        AccessIndex index = new Log()
                .commit(profile())
                .commit(
                        user(U),
                        new UserAssigned(U, null, null, P, name(), 1),
                        new UserPerimeterChanged(U, null, new CreatedByMe()),
                        new UserActivated(U))
                .commit(new UserSuspended(U))
                .index();

        assertThat(index.at(TENANT, 5).user(U))
                .extracting(Subject::facts)
                .isEqualTo(new SubjectFacts(2, 5, 2, 3, 4, RareFacts.NONE));
        assertThat(index.now(TENANT).user(U))
                .extracting(Subject::facts)
                .isEqualTo(new SubjectFacts(2, 6, 2, 3, 4, RareFacts.NONE));
    }

    @Test
    void facts_far_apart_in_one_commit_are_kept_exactly() {
        List<DomainEvent> events = new ArrayList<>(List.of(profile(), user(U)));
        for (int i = 0; i < 600; i++) {
            events.add(user(new UserId("other-" + i)));
            if (i == 299) {
                events.add(new UserAssigned(U, null, null, P, name(), 1));
            }
        }
        events.add(new UserActivated(U));
        AccessIndex index = new Log().commit(events.toArray(DomainEvent[]::new)).index();

        assertThat(index.now(TENANT).user(U))
                .extracting(Subject::facts)
                .isEqualTo(new SubjectFacts(2, 604, 2, 303, 2, RareFacts.NONE));
    }

    @Test
    void the_revision_of_a_profile_is_the_number_of_its_commits() {
        AccessIndex index = new Log()
                .commit(profile(), new ProfileDescriptionChanged(P, null, "a"))
                .commit(new ProfileDescriptionChanged(P, "a", "b"), new ProfileDescriptionChanged(P, "b", "c"))
                .commit(user(U))
                .index();

        assertThat(index.now(TENANT).profile(P)).extracting(Profile::revision).isEqualTo(2L);
        assertThat(index.at(TENANT, 2).profile(P)).extracting(Profile::revision).isEqualTo(1L);
    }

    @Test
    void a_token_is_found_by_its_hash_in_its_tenant_also_when_revoked() {
        String hash = "ab".repeat(32);
        TokenId id = new TokenId("t");
        AccessIndex index = new Log()
                .commit(user(U))
                .commit(new TokenIssued(id, U, hash, new TreeSet<>(), null))
                .commit(new TokenRevoked(id, U))
                .index();

        assertThat(index.tenantOfToken(hash)).contains(TENANT);
        assertThat(index.at(TENANT, 2).token(hash)).isNotNull().matches(token -> token.revoked() == null);
        assertThat(index.now(TENANT).token(hash))
                .isNotNull()
                .matches(token -> Long.valueOf(3).equals(token.revoked()));
        assertThat(index.now(TENANT).tokens(U)).hasSize(1);
    }

    @Test
    void tenants_do_not_see_each_other() {
        AccessIndex index = new Log().commit(user(U)).index();

        assertThat(index.now(new TenantId("other")).user(U)).isNull();
        assertThat(index.tenants()).containsExactly(TENANT);
    }

    @Test
    void many_users_are_all_found_and_strangers_are_not() {
        List<DomainEvent> events = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            events.add(user(new UserId("user-" + i)));
        }
        AccessView view = new Log().commit(events.toArray(DomainEvent[]::new)).now();

        for (int i = 0; i < 5_000; i++) {
            assertThat(view.cohort(new UserId("user-" + i))).isNotNull();
            assertThat(view.cohort(new UserId("stranger-" + i))).isNull();
        }
    }

    @Test
    void ids_chosen_to_collide_are_still_found() {
        List<String> colliding = List.of("");
        for (int i = 0; i < 9; i++) {
            List<String> longer = new ArrayList<>();
            colliding.forEach(id -> longer.addAll(List.of(id + "Aa", id + "BB")));
            colliding = longer;
        }
        List<DomainEvent> events = new ArrayList<>();
        colliding.forEach(id -> events.add(user(new UserId(id))));
        AccessView view = new Log().commit(events.toArray(DomainEvent[]::new)).now();

        assertThat(colliding).hasSize(512).allMatch(id -> id.hashCode() == "AaAaAaAaAaAaAaAaAa".hashCode());
        assertThat(colliding).allMatch(id -> view.cohort(new UserId(id)) != null);
    }

    @Test
    void readers_see_whole_commits_only_while_they_are_applied() throws Exception {
        AccessIndex index = new AccessIndex();
        AtomicBoolean writing = new AtomicBoolean(true);
        try (ExecutorService pool = Executors.newFixedThreadPool(3)) {
            List<Future<Long>> readers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                readers.add(pool.submit(() -> read(index, writing)));
            }
            for (int i = 0; i < 3_000; i++) {
                UserId one = new UserId("one-" + i);
                UserId other = new UserId("other-" + i);
                index.apply(
                        TENANT,
                        Log.next(
                                i * 4L,
                                List.of(user(one), user(other), new UserActivated(one), new UserActivated(other))));
            }
            writing.set(false);
            for (Future<Long> reader : readers) {
                assertThat(reader.get()).isPositive();
            }
        }
    }

    private static long read(AccessIndex index, AtomicBoolean writing) {
        long looks = 0;
        while (writing.get() || looks == 0) {
            AccessView view = index.now(TENANT);
            long pairs = view.position() / 4;
            if (pairs > 0) {
                assertThat(view.cohort(new UserId("one-" + (pairs - 1))))
                        .isNotNull()
                        .isEqualTo(view.cohort(new UserId("other-" + (pairs - 1))))
                        .extracting(Cohort::status)
                        .isEqualTo(UserStatus.ACTIVE);
                assertThat(view.cohorts().values().stream()
                                .mapToLong(Long::longValue)
                                .sum())
                        .isEqualTo(pairs * 2);
            }
            assertThat(view.cohort(new UserId("one-" + pairs))).isNull();
            looks++;
        }
        return looks;
    }

    private static UserCreated user(UserId id) {
        return new UserCreated(
                id, PrincipalKind.USER, null, null, null, null, null, new RoleKey("R"), null, Map.of(), Map.of(), null);
    }

    private static ProfileCreated profile() {
        return new ProfileCreated(P, name(), "p", null, null, null, null, ActionSet.NONE, null, false, null, null);
    }

    private static ProfileName name() {
        return new ProfileName("p");
    }
}
