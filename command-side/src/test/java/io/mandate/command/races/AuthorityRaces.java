package io.mandate.command.races;

import static io.mandate.command.races.RaceTenant.each;
import static io.mandate.command.testing.Acme.GIL;
import static io.mandate.command.testing.Acme.INVOICES;
import static io.mandate.command.testing.Acme.MARIA;
import static io.mandate.command.testing.Acme.PROFILES;
import static io.mandate.command.testing.Acme.STAFF;
import static io.mandate.command.testing.Acme.USERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.command.testing.Acme;
import io.mandate.command.testing.Recorded;
import io.mandate.command.user.EnableUser;
import io.mandate.events.DomainEvent;
import io.mandate.events.profile.ProfileEvent.PermissionOverridden;
import io.mandate.events.token.TokenEvent.TokenIssued;
import io.mandate.events.token.TokenEvent.TokenRevoked;
import io.mandate.events.user.UserEvent.UserAssigned;
import io.mandate.events.user.UserEvent.UserSuspended;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.TokenId;
import io.mandate.events.values.UserId;
import io.mandate.store.append.StreamId.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// What somebody may do is decided at the head: nothing is recorded of whom a change before it has stopped.
interface AuthorityRaces extends TwoNodes {
    int ROUNDS = 6;

    @Test
    default void after_a_suspension_nothing_more_is_recorded_of_whom_it_hit() {
        RaceTenant tenant = tenant();
        for (int round = 0; round < ROUNDS; round++) {
            String name = "busy-" + round + "-";
            stopped(
                    tenant,
                    "gil suspend maria",
                    i -> "maria create " + name + i + " " + name + i,
                    event -> event instanceof UserSuspended);
            tenant.prepare(new EnableUser(tenant.id(), MARIA));
        }
    }

    @Test
    default void after_a_revocation_nothing_more_is_done_with_the_token() {
        RaceTenant tenant = tenant();
        // Who revokes has one of his own: that of the last administrator would stay.
        tenant.prepare(issued(tenant, new TokenId("gils"), GIL, 0));
        for (int round = 0; round < ROUNDS; round++) {
            TokenId token = new TokenId("token-" + round);
            tenant.prepare(issued(tenant, token, MARIA, round + 1));
            String name = "tokened-" + round + "-";
            stopped(
                    tenant,
                    "gil revoke " + token,
                    i -> "maria#" + token + " create " + name + i + " " + name + i,
                    event -> event instanceof TokenRevoked);
        }
    }

    private static Recorded issued(RaceTenant tenant, TokenId token, UserId principal, int number) {
        String secret = String.format("%064x", number);
        return Recorded.in(
                tenant.id(), Kind.TOKEN, token, new TokenIssued(token, principal, secret, new TreeSet<>(), null));
    }

    /// Maria widens profiles while Kim, who holds no more than users and profiles, gives them away.
    @Test
    default void nobody_gives_what_a_profile_gained_before() {
        RaceTenant tenant = tenant();
        ProfileId helpers = new ProfileId("helpers");
        tenant.prepare(
                Acme.profile(tenant.id(), helpers, "Helpers", USERS, PROFILES),
                Acme.user(tenant.id(), new UserId("kim"), STAFF, helpers));
        tenant.clerks(each(i -> "clerk-" + i));
        for (int round = 0; round < ROUNDS; round++) {
            String profile = "wider-" + round + "-";
            tenant.profiles(each(i -> profile + i));
            long begun = tenant.head();
            assertThat(tenant.duels(
                            i -> "maria override " + profile + i + " " + INVOICES + " edit,view",
                            i -> "kim assign clerk-" + i + " " + profile + i))
                    .as("round %s", round)
                    .isSubsetOf(List.of("ok", "ok"), List.of("ok", "PROFILE_ESCALATION"));
            Set<ProfileId> wider = new HashSet<>();
            tenant.after(begun).forEach(recorded -> {
                switch (recorded.event()) {
                    case PermissionOverridden e -> wider.add(e.profile());
                    case UserAssigned e -> assertThat(wider).doesNotContain(e.toProfile());
                    default -> throw new AssertionError(recorded);
                }
            });
        }
    }

    /// One wish that stops Maria among fifteen of hers.
    private void stopped(
            RaceTenant tenant, String stop, IntFunction<String> hers, Predicate<? super DomainEvent> stops) {
        long begun = tenant.head();
        List<String> answers = tenant.race(each(i -> i == RACERS / 2 ? stop : hers.apply(i)));

        assertThat(answers.get(RACERS / 2)).isEqualTo("ok");
        assertThat(answers).isSubsetOf("ok", "NOT_PERMITTED");
        List<DomainEvent> happened =
                tenant.after(begun).stream().map(recorded -> recorded.event()).toList();
        assertThat(happened.getLast()).as("the last that happened").matches(stops);
        assertThat(answers).filteredOn("ok"::equals).hasSize(happened.size());
    }
}
