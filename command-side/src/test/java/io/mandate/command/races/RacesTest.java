package io.mandate.command.races;

import static io.mandate.command.testing.Acme.ACME;
import static io.mandate.command.testing.Acme.ADMINISTRATORS;
import static io.mandate.command.testing.Acme.CLERKS;
import static io.mandate.command.testing.Acme.GIL;
import static io.mandate.command.testing.Acme.INVOICES;
import static io.mandate.command.testing.Acme.MANDATE;
import static io.mandate.command.testing.Acme.MARIA;
import static io.mandate.command.testing.Acme.STAFF;
import static io.mandate.command.testing.Acme.gil;
import static io.mandate.command.testing.Acme.maria;
import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.access.AccessView;
import io.mandate.access.user.Subject;
import io.mandate.access.user.UserStatus;
import io.mandate.command.gate.Outcome;
import io.mandate.command.gate.TenantCommand;
import io.mandate.command.profile.CreateProfile;
import io.mandate.command.profile.DeleteProfile;
import io.mandate.command.profile.ProfileChange.ChangeRoleType;
import io.mandate.command.profile.ProfileChange.RenameProfile;
import io.mandate.command.profile.ProfileTarget;
import io.mandate.command.testing.Acme;
import io.mandate.command.testing.CommandNode;
import io.mandate.command.testing.Recorded;
import io.mandate.command.user.AssignUser;
import io.mandate.command.user.EnableUser;
import io.mandate.command.user.SuspendUser;
import io.mandate.command.user.UnassignUser;
import io.mandate.events.RecordedEvent;
import io.mandate.events.licence.LicenceEvent.TierQuotaChanged;
import io.mandate.events.licence.QuotaMode;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.token.TokenEvent.TokenIssued;
import io.mandate.events.token.TokenEvent.TokenRevoked;
import io.mandate.events.user.UserEvent.UserSuspended;
import io.mandate.events.values.Actor;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.RoleTypeKey;
import io.mandate.events.values.TierName;
import io.mandate.events.values.TokenId;
import io.mandate.events.values.UserId;
import io.mandate.live.identity.Caller;
import io.mandate.store.append.StreamId.Kind;
import io.mandate.store.follow.EventReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RacesTest {
    private static final int ROUNDS = 60;
    private static final UserId SAM = new UserId("sam");

    private final Together together = new Together();
    private CommandNode here;
    private CommandNode there;

    @BeforeAll
    void begin(@TempDir Path folder) {
        here = CommandNode.onNewDatabase(folder);
        there = here.another();
        here.send(MANDATE, Acme.begin(ACME));
        here.send(gil(), Acme.user(ACME, SAM, STAFF, null));
    }

    @AfterAll
    void end() {
        together.close();
        there.close();
        here.close();
    }

    @Test
    void of_fifty_creations_with_one_name_one_wins() {
        for (int round = 0; round < 4; round++) {
            String name = "Race " + round;
            List<Callable<Optional<Rejection>>> racers = IntStream.range(0, 50)
                    .<Callable<Optional<Rejection>>>mapToObj(i ->
                            () -> node(i).refusal(gil(), created(name + "-" + i, i % 2 == 0 ? name : name + " ")))
                    .toList();

            List<Optional<Rejection>> refusals = together.run(racers);

            assertThat(refusals).filteredOn(Optional::isEmpty).hasSize(1);
            assertThat(refusals)
                    .filteredOn(Optional::isPresent)
                    .hasSize(49)
                    .allSatisfy(r -> assertThat(r.orElseThrow().code()).isEqualTo(RejectionCode.PROFILE_NAME_TAKEN));
            assertThat(view().profiles())
                    .filteredOn(p -> p.name().value().equals(name))
                    .hasSize(1);
        }
    }

    @Test
    void a_profile_is_never_deleted_while_somebody_gets_it() {
        for (int round = 0; round < 200; round++) {
            ProfileId profile = new ProfileId("doomed-" + round);
            here.send(gil(), created(profile.value(), profile.value()));

            List<Optional<Rejection>> both = race(
                    () -> here.refusal(gil(), new DeleteProfile(ProfileTarget.of(ACME, profile))),
                    () -> there.refusal(gil(), new AssignUser(ACME, SAM, profile)));

            assertThat(both).filteredOn(Optional::isEmpty).as("round %s", round).hasSize(1);
            assertThat(both.get(0).map(Rejection::code))
                    .isIn(Optional.empty(), Optional.of(RejectionCode.PROFILE_IN_USE));
            assertThat(both.get(1).map(Rejection::code))
                    .isIn(Optional.empty(), Optional.of(RejectionCode.PROFILE_NOT_FOUND));
            Subject sam = view().user(SAM);
            assertThat(sam.profile() == null || view().profile(sam.profile()) != null)
                    .isTrue();
        }
        here.send(gil(), new AssignUser(ACME, SAM, CLERKS), new UnassignUser(ACME, SAM));
    }

    @Test
    void of_two_administrators_who_suspend_each_other_one_remains() {
        for (int round = 0; round < ROUNDS; round++) {
            List<Optional<Rejection>> both = race(
                    () -> here.refusal(gil(), new SuspendUser(ACME, MARIA)),
                    () -> there.refusal(maria(), new SuspendUser(ACME, GIL)));

            assertThat(both).filteredOn(Optional::isEmpty).as("round %s", round).hasSize(1);
            // On either node in turn, so that neither is always the one that has to catch up first.
            node(round).send(MANDATE, new EnableUser(ACME, both.get(0).isEmpty() ? MARIA : GIL));
        }
        assertThat(view().user(GIL).status()).isEqualTo(UserStatus.ACTIVE);
    }

    @Test
    void of_two_administrators_who_give_up_at_once_one_remains() {
        for (int round = 0; round < ROUNDS; round++) {
            List<Optional<Rejection>> both = race(
                    () -> here.refusal(gil(), new UnassignUser(ACME, GIL)),
                    () -> there.refusal(maria(), new UnassignUser(ACME, MARIA)));

            assertThat(both).filteredOn(Optional::isEmpty).as("round %s", round).hasSize(1);
            assertThat(both)
                    .filteredOn(Optional::isPresent)
                    .allSatisfy(r -> assertThat(r.orElseThrow().code()).isEqualTo(RejectionCode.LAST_ADMINISTRATOR));
            node(round).send(MANDATE, new AssignUser(ACME, both.get(0).isEmpty() ? GIL : MARIA, ADMINISTRATORS));
        }
    }

    @Test
    void a_profile_never_changes_its_type_while_somebody_of_another_gets_it() {
        for (int round = 0; round < ROUNDS; round++) {
            ProfileId profile = new ProfileId("typed-" + round);
            here.send(gil(), created(profile.value(), profile.value()));

            List<Optional<Rejection>> both = race(
                    () -> here.refusal(
                            gil(), new ChangeRoleType(ProfileTarget.of(ACME, profile), new RoleTypeKey("CUSTOMER"))),
                    () -> there.refusal(gil(), new AssignUser(ACME, SAM, profile)));

            assertThat(both).filteredOn(Optional::isEmpty).as("round %s", round).hasSize(1);
            assertThat(both.get(0).map(Rejection::code))
                    .isIn(Optional.empty(), Optional.of(RejectionCode.ROLE_TYPE_IN_USE));
            assertThat(both.get(1).map(Rejection::code))
                    .isIn(Optional.empty(), Optional.of(RejectionCode.ROLE_TYPE_MISMATCH));
        }
        here.send(gil(), new AssignUser(ACME, SAM, CLERKS), new UnassignUser(ACME, SAM));
    }

    @Test
    void the_last_seat_of_a_hard_quota_is_taken_once() {
        TierName editor = new TierName("EDITOR");
        here.send(gil(), Acme.profile(ACME, new ProfileId("editors"), "Editors", INVOICES));
        long used = view().users(CLERKS).size()
                + view().users(ADMINISTRATORS).size()
                + view().users(new ProfileId("editors")).size();
        here.send(
                MANDATE,
                Recorded.in(
                        ACME, Kind.LICENCE, "licence", new TierQuotaChanged(editor, null, used + 1, QuotaMode.HARD)));
        List<UserId> candidates =
                IntStream.range(0, 16).mapToObj(i -> new UserId("seat-" + i)).toList();
        here.send(
                gil(),
                candidates.stream()
                        .map(user -> Acme.user(ACME, user, STAFF, null))
                        .toArray(TenantCommand[]::new));
        for (int round = 0; round < ROUNDS / 4; round++) {
            List<Optional<Rejection>> all = together.run(IntStream.range(0, candidates.size())
                    .<Callable<Optional<Rejection>>>mapToObj(i -> () ->
                            node(i).refusal(gil(), new AssignUser(ACME, candidates.get(i), new ProfileId("editors"))))
                    .toList());

            assertThat(all).filteredOn(Optional::isEmpty).as("round %s", round).hasSize(1);
            assertThat(all)
                    .filteredOn(Optional::isPresent)
                    .allSatisfy(r -> assertThat(r.orElseThrow().code()).isEqualTo(RejectionCode.QUOTA_EXCEEDED));
            view().users(new ProfileId("editors")).forEach(user -> here.send(gil(), new UnassignUser(ACME, user)));
        }
        here.send(
                MANDATE,
                Recorded.in(
                        ACME, Kind.LICENCE, "licence", new TierQuotaChanged(editor, used + 1, null, QuotaMode.SOFT)));
    }

    @Test
    void a_name_is_never_had_twice_by_renaming_and_creating() {
        for (int round = 0; round < ROUNDS; round++) {
            String wanted = "wanted-" + round;
            ProfileId old = new ProfileId("old-" + round);
            int number = round;
            here.send(gil(), created(old.value(), old.value()));

            List<Optional<Rejection>> both = race(
                    () -> here.refusal(gil(), new RenameProfile(ProfileTarget.of(ACME, old), wanted)),
                    () -> there.refusal(gil(), created("new-" + number, wanted)));

            assertThat(both).filteredOn(Optional::isEmpty).as("round %s", round).hasSize(1);
            assertThat(both)
                    .filteredOn(Optional::isPresent)
                    .allSatisfy(r -> assertThat(r.orElseThrow().code()).isEqualTo(RejectionCode.PROFILE_NAME_TAKEN));
        }
    }

    @Test
    void after_a_suspension_nothing_more_is_recorded_of_whom_it_hit() {
        for (int round = 0; round < ROUNDS / 3; round++) {
            int number = round;
            List<Callable<Long>> racers = new ArrayList<>();
            racers.add(() ->
                    here.send(gil(), new SuspendUser(ACME, MARIA)).position().seq());
            for (int i = 0; i < 7; i++) {
                String name = "busy-" + number + "-" + i;
                racers.add(() -> busy(there, maria(), name));
            }

            long suspended = together.run(racers).getFirst();

            assertThat(there.refusal(maria(), created("late-" + round, "late-" + round)))
                    .hasValueSatisfying(
                            r -> assertThat(r.parameters()).containsEntry("decisionReason", "USER_SUSPENDED"));
            assertThat(eventsAfter(suspended))
                    .noneMatch(event -> event.metadata().actor().id().equals(MARIA));
            here.send(gil(), new EnableUser(ACME, MARIA));
        }
    }

    @Test
    void after_a_revocation_nothing_more_is_done_with_the_token() {
        for (int round = 0; round < ROUNDS / 3; round++) {
            TokenId token = new TokenId("token-" + round);
            String secret = String.format("%064x", round + 1);
            here.send(
                    MANDATE,
                    Recorded.in(ACME, Kind.TOKEN, token, new TokenIssued(token, MARIA, secret, new TreeSet<>(), null)));
            Caller withToken = new Caller(ACME, new Actor(Actor.Kind.USER, MARIA), token, Set.of(), false);
            int number = round;
            List<Callable<Long>> racers = new ArrayList<>();
            racers.add(() -> here.send(MANDATE, Recorded.in(ACME, Kind.TOKEN, token, new TokenRevoked(token, MARIA)))
                    .position()
                    .seq());
            for (int i = 0; i < 7; i++) {
                String name = "tokened-" + number + "-" + i;
                racers.add(() -> busy(there, withToken, name));
            }

            long revoked = together.run(racers).getFirst();

            assertThat(there.refusal(withToken, created("late-t-" + round, "late-t-" + round)))
                    .hasValueSatisfying(
                            r -> assertThat(r.parameters()).containsEntry("decisionReason", "TOKEN_REVOKED"));
            assertThat(eventsAfter(revoked))
                    .noneMatch(event -> event.metadata().actor().id().equals(MARIA));
        }
    }

    @Test
    void one_key_is_carried_out_once_however_many_send_it() {
        for (int round = 0; round < ROUNDS / 6; round++) {
            String name = "keyed-" + round;
            List<Outcome> outcomes = together.run(IntStream.range(0, 16)
                    .<Callable<Outcome>>mapToObj(i -> () -> node(i).gate()
                            .execute(CommandNode.request(gil(), name, "{}"), List.of(created(name, name))))
                    .toList());

            assertThat(Set.copyOf(outcomes)).as("round %s", round).hasSize(1);
        }
    }

    /// Changes as fast as it can until it is refused for the first time, at most a few times.
    private static long busy(CommandNode node, Caller caller, String name) {
        for (int i = 0; i < 4; i++) {
            if (node.refusal(caller, created(name + "-" + i, name + "-" + i)).isPresent()) {
                break;
            }
        }
        return 0;
    }

    private List<RecordedEvent> eventsAfter(long seq) {
        return here.get(EventReader.class).commits(ACME, seq, 1_000).stream()
                .flatMap(commit -> commit.events().stream())
                .filter(event -> !(event.event() instanceof UserSuspended))
                .toList();
    }

    private List<Optional<Rejection>> race(Callable<Optional<Rejection>> one, Callable<Optional<Rejection>> other) {
        return together.run(List.of(one, other));
    }

    private CommandNode node(int i) {
        return i % 2 == 0 ? here : there;
    }

    private AccessView view() {
        // Both nodes are at the head after a change of their own only, so that one of them may lag for a moment.
        here.live()
                .bringToHead(
                        ACME,
                        here.get(EventReader.class).head(ACME).orElseThrow().seq());
        return here.live().now(ACME);
    }

    private static CreateProfile created(String id, String name) {
        return CreateProfile.named(ProfileTarget.of(ACME, new ProfileId(id.replace(' ', '_'))), name);
    }
}
