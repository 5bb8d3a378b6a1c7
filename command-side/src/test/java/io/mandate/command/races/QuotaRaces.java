package io.mandate.command.races;

import static io.mandate.command.races.RaceTenant.each;
import static io.mandate.command.races.RaceTenant.one;
import static io.mandate.command.testing.Acme.INVOICES;
import static io.mandate.command.testing.Acme.STAFF;
import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.command.gate.TenantCommand;
import io.mandate.command.testing.Acme;
import io.mandate.command.testing.Recorded;
import io.mandate.events.licence.LicenceEvent.TierQuotaChanged;
import io.mandate.events.licence.QuotaMode;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.TierName;
import io.mandate.events.values.UserId;
import io.mandate.store.append.StreamId.Kind;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A HARD quota is never passed. Each round has a tenant of its own, in which Gil and Maria have two seats.
interface QuotaRaces extends TwoNodes {
    int ROUNDS = 4;

    ProfileId EDITORS = new ProfileId("editors");
    ProfileId READERS = new ProfileId("readers");

    @Test
    default void the_last_seat_is_taken_once() {
        for (int round = 0; round < ROUNDS; round++) {
            RaceTenant tenant = limited(3);
            one(tenant.race(each(i -> "gil assign clerk-" + i + " " + EDITORS)), "QUOTA_EXCEEDED");
        }
    }

    /// Eight seats are free. Either the eight readers get all of them at once, or clerks do one by one.
    @Test
    default void a_profile_lifts_all_its_users_into_a_tier_or_others_come_first() {
        for (int round = 0; round < ROUNDS; round++) {
            RaceTenant tenant = limited(2 + RACERS / 2);
            tenant.prepare(readers(tenant));
            List<String> answers = tenant.race(each(i -> i == 0
                    ? "maria override " + READERS + " " + INVOICES + " edit,view"
                    : "gil assign clerk-" + i + " " + EDITORS));
            assertThat(answers).isSubsetOf("ok", "QUOTA_EXCEEDED");
            assertThat(answers.subList(1, RACERS))
                    .as("round %s", round)
                    .filteredOn("ok"::equals)
                    .hasSize(answers.getFirst().equals("ok") ? 0 : RACERS / 2);
        }
    }

    private RaceTenant limited(long seats) {
        RaceTenant tenant = tenant();
        tenant.clerks(each(i -> "clerk-" + i));
        tenant.prepare(
                Acme.profile(tenant.id(), EDITORS, "Editors", INVOICES),
                Recorded.in(
                        tenant.id(),
                        Kind.LICENCE,
                        "licence",
                        new TierQuotaChanged(new TierName("EDITOR"), null, seats, QuotaMode.HARD)));
        return tenant;
    }

    private static TenantCommand[] readers(RaceTenant tenant) {
        tenant.profiles(READERS.value());
        return IntStream.range(0, RACERS / 2)
                .mapToObj(i -> Acme.user(tenant.id(), new UserId("reader-" + i), STAFF, READERS))
                .toArray(TenantCommand[]::new);
    }
}
