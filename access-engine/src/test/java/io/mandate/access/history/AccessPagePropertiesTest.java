package io.mandate.access.history;

import static io.mandate.access.history.Log.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mandate.access.history.AccessHistory.Stop;
import io.mandate.access.history.AccessHistory.Turn;
import io.mandate.access.index.TenantVersions;
import io.mandate.events.RecordedEvent;
import io.mandate.events.values.UserId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

/// Where a page ends does not change what all pages together tell.
class AccessPagePropertiesTest {
    @Property(tries = 200, shrinking = ShrinkingMode.OFF)
    void pages_of_any_effort_put_together_are_the_whole_report(@ForAll long seed) {
        RandomHistory history = new RandomHistory(seed);
        Log log = history.log(80);
        TenantVersions versions = log.index().versions(TENANT);
        Random random = history.random();
        for (int i = 0; i < 5; i++) {
            AccessQuestion question = history.question();
            long first = random.nextBoolean() ? 0 : versions.before(1 + random.nextLong(log.head()));
            AccessHistory whole = new AccessHistory(versions, question, first, log.head(), null);
            Map<UserId, List<AccessInterval>> expected = new LinkedHashMap<>();
            whole.users(null, 100).forEach(user -> expected.put(user, whole.of(user)));

            Map<UserId, List<AccessInterval>> walked = new LinkedHashMap<>();
            AccessPage.Place place = null;
            int pages = 0;
            do {
                // As every request does it: all it knows of the pages before is the place.
                AccessHistory again = new AccessHistory(versions, question, first, log.head(), null);
                AccessPage page = AccessPage.of(again, place, 1 + random.nextInt(3), effort(random));
                page.users()
                        .forEach(each -> walked.computeIfAbsent(each.user(), unused -> new ArrayList<>())
                                .addAll(each.times()));
                place = page.next();
                pages++;
            } while (place != null && pages < 10_000);

            assertThat(walked).isEqualTo(expected);
            assertThat(List.copyOf(walked.keySet())).isEqualTo(List.copyOf(expected.keySet()));
        }
    }

    private static Effort effort(Random random) {
        return new Effort(1 + random.nextInt(80), 1 + random.nextInt(3), 1 + random.nextInt(6));
    }

    /// To ask after those events alone that may matter finds the same ones as to ask after each.
    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void which_event_of_a_commit_it_was_is_found_as_if_all_had_been_looked_at(@ForAll long seed) {
        RandomHistory history = new RandomHistory(seed);
        Log log = history.log(60);
        TenantVersions versions = log.index().versions(TENANT);
        AccessQuestion question = history.question();
        AccessHistory asked = new AccessHistory(versions, question, 0, log.head(), null);
        for (List<RecordedEvent> commit : log.commits()) {
            if (commit.size() > 1) {
                assertThat(asked.turns(commit, RandomHistory.users())).isEqualTo(naive(versions, question, commit));
            }
        }
    }

    private static Map<UserId, Turn> naive(
            TenantVersions versions, AccessQuestion question, List<RecordedEvent> commit) {
        Map<UserId, Held> held = new HashMap<>();
        Map<UserId, Turn> turns = new HashMap<>();
        versions.grow(
                commit,
                before -> RandomHistory.users().forEach(user -> {
                    held.put(user, Held.at(before, question.of(user)));
                    turns.put(user, new Turn(0, 0));
                }),
                event -> true,
                (event, view) -> RandomHistory.users().forEach(user -> {
                    Held now = Held.at(view, question.of(user));
                    Held before = held.put(user, now);
                    Turn turn = turns.get(user);
                    turns.put(
                            user,
                            new Turn(
                                    before.allowed() == now.allowed() ? turn.allowed() : event.seq(),
                                    before.equals(now) ? turn.held() : event.seq()));
                }));
        return turns;
    }

    @Test
    void a_place_where_nothing_was_interrupted_is_refused() {
        RandomHistory history = new RandomHistory(3);
        Log log = history.log(30);
        AccessQuestion question = AccessQuestion.about(RandomHistory.NODES.getFirst(), history.action());
        AccessHistory asked = new AccessHistory(log.index().versions(TENANT), question, 0, log.head(), null);
        for (Stop stop : List.of(new Stop(0, 0), new Stop(1, 2), new Stop(5, 3), new Stop(0, log.head() + 7))) {
            assertThatThrownBy(() -> AccessPage.ofUser(asked, RandomHistory.user(0), stop, Effort.unlimited()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
