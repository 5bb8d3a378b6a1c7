package io.mandate.command.races;

import static io.mandate.command.races.TwoNodes.RACERS;
import static io.mandate.command.testing.Acme.STAFF;
import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.access.AccessView;
import io.mandate.command.gate.TenantCommand;
import io.mandate.command.profile.CreateProfile;
import io.mandate.command.profile.ProfileTarget;
import io.mandate.command.testing.Acme;
import io.mandate.events.RecordedEvent;
import io.mandate.events.values.Actor;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import io.mandate.live.identity.Caller;
import io.mandate.store.follow.EventReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// The tenant that one race is about, with the administrators Gil and Maria.
record RaceTenant(TwoNodes nodes, TenantId id) {
    static RaceTenant begin(TwoNodes nodes, TenantId id) {
        RaceTenant tenant = new RaceTenant(nodes, id);
        tenant.prepare(Acme.begin(id));
        return tenant;
    }

    /// Carries out what a round needs, as Mandate itself.
    void prepare(TenantCommand... commands) {
        nodes.here().send(new Caller(id, Actor.MANDATE, null, Set.of(), false), commands);
    }

    /// Clerks with these ids, without a profile.
    void clerks(String... ids) {
        prepare(Arrays.stream(ids)
                .map(each -> Acme.user(id, new UserId(each), STAFF, null))
                .toArray(TenantCommand[]::new));
    }

    /// Profiles with these ids as names, which give nothing yet.
    void profiles(String... ids) {
        prepare(Arrays.stream(ids)
                .map(each -> CreateProfile.named(ProfileTarget.of(id, new ProfileId(each)), each))
                .toArray(TenantCommand[]::new));
    }

    /// Sixteen words, one for each racer.
    static String[] each(IntFunction<String> word) {
        return IntStream.range(0, RACERS).mapToObj(word).toArray(String[]::new);
    }

    /// What became of wishes that began at one moment.
    List<String> race(String... wishes) {
        return nodes.atOnce(Arrays.stream(wishes).map(wish -> id + " " + wish).toList());
    }

    /// Eight races of two at the same moment: each is the answers to the one and to the other wish of a number.
    List<List<String>> duels(IntFunction<String> one, IntFunction<String> other) {
        List<String> wishes = new ArrayList<>();
        for (int i = 0; i < RACERS / 2; i++) {
            // Whose wish is carried out here changes, so that neither side always has the shorter way.
            boolean turned = i % 2 == 1;
            wishes.add((turned ? other : one).apply(i));
            wishes.add((turned ? one : other).apply(i));
        }
        List<String> answers = race(wishes.toArray(String[]::new));
        return IntStream.range(0, RACERS / 2)
                .mapToObj(i -> i % 2 == 1
                        ? List.of(answers.get(2 * i + 1), answers.get(2 * i))
                        : List.of(answers.get(2 * i), answers.get(2 * i + 1)))
                .toList();
    }

    /// Expects that one of these answers is `ok` and that all others are this refusal.
    static void one(List<String> answers, String refusal) {
        List<String> expected = new ArrayList<>(List.of("ok"));
        IntStream.range(1, answers.size()).forEach(i -> expected.add(refusal));
        assertThat(answers).containsExactlyInAnyOrderElementsOf(expected);
    }

    /// The tenant at its head.
    AccessView view() {
        // A node is at the head after a change of its own only, so that this one may lag for a moment.
        nodes.here().live().bringToHead(id, head());
        return nodes.here().live().now(id);
    }

    long head() {
        return reader().head(id).orElseThrow().seq();
    }

    /// What is recorded after a position, in the order of the positions.
    List<RecordedEvent> after(long seq) {
        return reader().commits(id, seq, 10_000).stream()
                .flatMap(commit -> commit.events().stream())
                .toList();
    }

    private EventReader reader() {
        return nodes.here().get(EventReader.class);
    }
}
