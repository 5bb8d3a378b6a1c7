package io.mandate.command.races;

import static io.mandate.command.races.RaceTenant.each;
import static io.mandate.command.races.RaceTenant.one;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

/// A change is made once, and on what its sender has seen.
interface RetryRaces extends TwoNodes {
    int ROUNDS = 5;

    @Test
    default void one_key_is_carried_out_once_however_many_send_it() {
        RaceTenant tenant = tenant();
        for (int round = 0; round < ROUNDS; round++) {
            String name = "keyed-" + round;
            long begun = tenant.head();
            assertThat(Set.copyOf(tenant.race(each(i -> "gil@" + name + " create " + name + " " + name))))
                    .as("round %s", round)
                    .hasSize(1);
            assertThat(tenant.after(begun)).hasSize(1);
        }
    }

    @Test
    default void of_sixteen_who_have_seen_one_revision_one_changes_it() {
        RaceTenant tenant = tenant();
        for (int round = 0; round < ROUNDS; round++) {
            String profile = "seen-" + round;
            tenant.profiles(profile);
            one(
                    tenant.race(each(
                            i -> "gil save " + profile + " 1 commerce/invoices " + (i % 4 < 2 ? "view" : "edit,view"))),
                    "STALE_REVISION");
        }
    }
}
