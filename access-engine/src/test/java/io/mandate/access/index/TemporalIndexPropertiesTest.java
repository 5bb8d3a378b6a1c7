package io.mandate.access.index;

import static io.mandate.access.history.Log.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.access.AccessView;
import io.mandate.access.catalog.Catalog;
import io.mandate.access.history.Log;
import io.mandate.access.history.RandomHistory;
import io.mandate.access.profile.Profile;
import io.mandate.access.user.Cohort;
import io.mandate.access.user.Subject;
import io.mandate.events.RecordedEvent;
import io.mandate.events.catalog.CatalogEvent;
import io.mandate.events.profile.ProfileEvent;
import io.mandate.events.profile.ProfileEvent.ProfileCreated;
import io.mandate.events.user.UserEvent;
import io.mandate.events.user.UserEvent.UserCreated;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.UserId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/// The index at every position, and a preview of every commit, equal a plain fold of the events up to there.
class TemporalIndexPropertiesTest {
    @Property(tries = 120, shrinking = ShrinkingMode.OFF)
    void the_index_at_every_position_is_a_plain_fold(@ForAll long seed) {
        Log log = new RandomHistory(seed).log(50);
        AccessIndex whole = log.index();
        AccessIndex growing = new AccessIndex();
        Fold fold = new Fold();
        for (List<RecordedEvent> commit : log.commits()) {
            AccessView preview = growing.tentative(TENANT, commit);
            commit.forEach(fold::add);
            long end = commit.getLast().seq();
            fold.check(preview, end);
            assertThat(growing.head(TENANT))
                    .as("a preview keeps nothing")
                    .isEqualTo(commit.getFirst().seq() - 1);
            growing.apply(TENANT, commit);
            fold.check(growing.now(TENANT), end);
            fold.check(whole.at(TENANT, end), end);
            assertThat(whole.at(TENANT, end - 1).position())
                    .isEqualTo(commit.size() == 1 ? end - 1 : commit.getFirst().seq() - 1);
        }
    }

    private static final class Fold {
        private final Map<UserId, Subject> users = new TreeMap<>();
        private final Map<ProfileId, Profile> profiles = new TreeMap<>();
        private Catalog catalog = Catalog.EMPTY;

        void add(RecordedEvent recorded) {
            switch (recorded.event()) {
                case UserCreated e -> users.put(e.user(), Subject.created(e, recorded.seq()));
                case UserEvent e -> users.computeIfPresent(e.user(), (id, is) -> is.after(e, recorded.seq()));
                case ProfileCreated e ->
                    profiles.put(e.profile(), Profile.created(e, recorded.seq(), recorded.commitSeq()));
                case ProfileEvent e ->
                    profiles.computeIfPresent(
                            e.profile(), (id, is) -> is.after(e, recorded.seq(), recorded.commitSeq()));
                case CatalogEvent e -> catalog = catalog.after(e, recorded.seq());
                default -> {}
            }
        }

        void check(AccessView view, long end) {
            assertThat(view.position()).isEqualTo(end);
            users.forEach((id, subject) -> {
                assertThat(view.user(id)).isEqualTo(subject);
                assertThat(view.cohort(id)).isEqualTo(subject.cohort());
            });
            assertThat(view.users()).containsExactlyInAnyOrderElementsOf(users.values());
            Map<Cohort, Long> counts = new HashMap<>();
            users.values().forEach(subject -> counts.merge(subject.cohort(), 1L, Long::sum));
            assertThat(view.cohorts()).isEqualTo(counts);
            profiles.forEach((id, profile) -> same(view.everProfile(id), profile));
            profiles.keySet().forEach(id -> {
                Set<UserId> having = new TreeSet<>();
                users.values().stream().filter(u -> id.equals(u.profile())).forEach(u -> having.add(u.id()));
                assertThat(view.users(id)).isEqualTo(having);
            });
            for (NodeKey node : RandomHistory.NODES) {
                assertThat(view.catalog().node(node)).isEqualTo(catalog.node(node));
            }
        }

        private static void same(Profile actual, Profile expected) {
            assertThat(actual.choices()).isEqualTo(expected.choices());
            assertThat(actual.traits()).isEqualTo(expected.traits());
            assertThat(actual.revision()).isEqualTo(expected.revision());
            assertThat(actual.seq()).isEqualTo(expected.seq());
        }
    }
}
