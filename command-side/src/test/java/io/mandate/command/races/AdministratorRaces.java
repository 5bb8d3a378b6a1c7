package io.mandate.command.races;

import static io.mandate.command.races.RaceTenant.each;
import static io.mandate.command.testing.Acme.ADMINISTRATORS;
import static io.mandate.command.testing.Acme.GIL;
import static io.mandate.command.testing.Acme.INVOICES;
import static io.mandate.command.testing.Acme.MARIA;
import static io.mandate.command.testing.Acme.PROFILES;
import static io.mandate.command.testing.Acme.STAFF;
import static io.mandate.command.testing.Acme.USERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.access.AccessView;
import io.mandate.access.user.UserStatus;
import io.mandate.command.gate.TenantCommand;
import io.mandate.command.testing.Acme;
import io.mandate.command.user.AssignUser;
import io.mandate.events.user.UserEvent.UserSuspended;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.UserId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// There is always somebody left who can manage users and profiles. Each round has a tenant of its own.
interface AdministratorRaces extends TwoNodes {
    int ROUNDS = 4;

    @Test
    default void of_sixteen_administrators_who_give_up_at_once_one_remains() {
        for (int round = 0; round < ROUNDS; round++) {
            RaceTenant tenant = administrators();
            List<String> answers = tenant.race(each(i -> name(i) + " unassign " + name(i)));
            assertThat(answers).as("round %s", round).containsOnlyOnce("LAST_ADMINISTRATOR");
            assertThat(answers).filteredOn("ok"::equals).hasSize(RACERS - 1);
            assertThat(tenant.view().users(ADMINISTRATORS)).hasSize(1);
        }
    }

    /// In a circle: whoever is suspended suspends nobody any more, so that never all of them are.
    @Test
    default void of_administrators_who_suspend_each_other_some_remain_and_who_is_hit_hits_nobody() {
        for (int round = 0; round < ROUNDS; round++) {
            RaceTenant tenant = administrators();
            long begun = tenant.head();
            assertThat(tenant.race(each(i -> name(i) + " suspend " + name((i + 1) % RACERS))))
                    .as("round %s", round)
                    .contains("ok")
                    .isSubsetOf("ok", "NOT_PERMITTED", "LAST_ADMINISTRATOR");
            Set<UserId> suspended = new HashSet<>();
            tenant.after(begun).forEach(event -> {
                assertThat(suspended).doesNotContain(event.metadata().actor().id());
                suspended.add(((UserSuspended) event.event()).user());
            });
            AccessView view = tenant.view();
            assertThat(view.users(ADMINISTRATORS))
                    .anyMatch(user -> view.user(user).status() == UserStatus.ACTIVE);
        }
    }

    @Test
    default void of_two_who_suspend_each_other_one_remains() {
        for (int round = 0; round < ROUNDS; round++) {
            RaceTenant tenant = tenant();
            List<List<String>> answers = tenant.duels(i -> "gil suspend maria", i -> "maria suspend gil");
            assertThat(answers.stream().flatMap(List::stream))
                    .as("round %s", round)
                    .contains("ok", "NOT_PERMITTED")
                    .isSubsetOf("ok", "NOT_PERMITTED");
            assertThat(List.of(GIL, MARIA))
                    .filteredOn(user -> tenant.view().user(user).status() == UserStatus.ACTIVE)
                    .hasSize(1);
        }
    }

    @Test
    default void of_two_profiles_that_manage_one_keeps_its_rights() {
        ProfileId deputies = new ProfileId("deputies");
        for (int round = 0; round < ROUNDS; round++) {
            RaceTenant tenant = tenant();
            tenant.prepare(
                    Acme.profile(tenant.id(), deputies, "Deputies", USERS, PROFILES, INVOICES),
                    new AssignUser(tenant.id(), MARIA, deputies));
            List<List<String>> answers = tenant.duels(
                    i -> "gil override administrators administration/users view",
                    i -> "maria override deputies administration/users view");
            assertThat(Set.copyOf(answers))
                    .as("round %s", round)
                    .hasSize(1)
                    .isSubsetOf(Set.of(List.of("ok", "LAST_ADMINISTRATOR"), List.of("LAST_ADMINISTRATOR", "ok")));
        }
    }

    /// Gil, Maria and fourteen more.
    private RaceTenant administrators() {
        RaceTenant tenant = tenant();
        tenant.prepare(IntStream.range(2, RACERS)
                .mapToObj(i -> Acme.user(tenant.id(), new UserId(name(i)), STAFF, ADMINISTRATORS))
                .toArray(TenantCommand[]::new));
        return tenant;
    }

    private static String name(int number) {
        return switch (number) {
            case 0 -> "gil";
            case 1 -> "maria";
            default -> "admin-" + number;
        };
    }
}
