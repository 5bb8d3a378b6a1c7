package io.mandate.command.races;

import static io.mandate.command.races.RaceTenant.each;
import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.access.user.Subject;
import io.mandate.command.user.AssignUser;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.UserId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Nobody has a profile that is gone, or one of a type that is not his: each round is eight of these at one moment.
interface AssignmentRaces extends TwoNodes {
    int ROUNDS = 4;

    @Test
    default void a_profile_is_never_deleted_while_somebody_gets_it() {
        RaceTenant tenant = tenant();
        tenant.clerks(each(i -> "clerk-" + i));
        for (int round = 0; round < ROUNDS; round++) {
            String profile = "doomed-" + round + "-";
            tenant.profiles(each(i -> profile + i));
            assertThat(tenant.duels(
                            i -> "gil delete " + profile + i, i -> "maria assign clerk-" + i + " " + profile + i))
                    .as("round %s", round)
                    .isSubsetOf(List.of("ok", "PROFILE_NOT_FOUND"), List.of("PROFILE_IN_USE", "ok"));
            for (int i = 0; i < RACERS / 2; i++) {
                Subject clerk = tenant.view().user(new UserId("clerk-" + i));
                assertThat(clerk.profile() == null || tenant.view().profile(clerk.profile()) != null)
                        .isTrue();
            }
        }
    }

    @Test
    default void a_profile_is_never_deleted_while_a_page_begins_with_it() {
        RaceTenant tenant = tenant();
        for (int round = 0; round < ROUNDS; round++) {
            String name = "page-" + round + "-";
            tenant.profiles(each(i -> name + i));
            assertThat(tenant.duels(i -> "gil delete " + name + i, i -> "maria page " + name + i + " " + name + i))
                    .as("round %s", round)
                    .isSubsetOf(List.of("ok", "PROFILE_NOT_FOUND"), List.of("PROFILE_IN_USE", "ok"));
        }
    }

    @Test
    default void a_profile_never_changes_its_type_while_somebody_of_another_gets_it() {
        RaceTenant tenant = tenant();
        tenant.clerks(each(i -> "clerk-" + i));
        for (int round = 0; round < ROUNDS; round++) {
            String profile = "typed-" + round + "-";
            tenant.profiles(each(i -> profile + i));
            assertThat(tenant.duels(
                            i -> "gil type " + profile + i + " CUSTOMER",
                            i -> "maria assign clerk-" + i + " " + profile + i))
                    .as("round %s", round)
                    .isSubsetOf(List.of("ok", "ROLE_TYPE_MISMATCH"), List.of("ROLE_TYPE_IN_USE", "ok"));
        }
    }

    @Test
    default void a_profile_never_changes_its_type_while_somebody_who_has_it_changes_role() {
        RaceTenant tenant = tenant();
        for (int round = 0; round < ROUNDS; round++) {
            String name = "turned-" + round + "-";
            tenant.profiles(each(i -> name + i));
            tenant.clerks(each(i -> name + i));
            tenant.prepare(IntStream.range(0, RACERS / 2)
                    .mapToObj(i -> new AssignUser(tenant.id(), new UserId(name + i), new ProfileId(name + i)))
                    .toArray(AssignUser[]::new));
            assertThat(tenant.duels(
                            i -> "gil type " + name + i + " STAFF", i -> "maria role " + name + i + " CUSTOMER"))
                    .as("round %s", round)
                    .isSubsetOf(List.of("ok", "ROLE_TYPE_MISMATCH"), List.of("ROLE_TYPE_IN_USE", "ok"));
        }
    }
}
