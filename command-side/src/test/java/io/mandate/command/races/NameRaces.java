package io.mandate.command.races;

import static io.mandate.command.races.RaceTenant.each;
import static io.mandate.command.races.RaceTenant.one;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

/// Names, codes, ids, usernames and identities are had once in a tenant, whoever is first.
interface NameRaces extends TwoNodes {
    int ROUNDS = 4;

    @Test
    default void a_profile_name_is_given_once() {
        RaceTenant tenant = tenant();
        for (int round = 0; round < ROUNDS; round++) {
            String name = "name-" + round;
            one(
                    tenant.race(each(i ->
                            "gil create " + name + "-" + i + " " + (i % 4 < 2 ? name : "NAME" + name.substring(4)))),
                    "PROFILE_NAME_TAKEN");
        }
    }

    @Test
    default void a_name_is_never_had_twice_by_renaming_and_creating() {
        RaceTenant tenant = tenant();
        for (int round = 0; round < ROUNDS; round++) {
            String name = "wanted-" + round;
            tenant.profiles(each(i -> "old-" + name + "-" + i));
            one(
                    tenant.race(each(i -> i % 4 < 2
                            ? "gil rename old-" + name + "-" + i + " " + name
                            : "maria create new-" + name + "-" + i + " " + name)),
                    "PROFILE_NAME_TAKEN");
        }
    }

    @Test
    default void a_name_that_becomes_free_is_had_by_one_at_most() {
        RaceTenant tenant = tenant();
        for (int round = 0; round < ROUNDS; round++) {
            String name = "freed-" + round;
            tenant.profiles(name);
            assertThat(tenant.race(
                            each(i -> i == 7 ? "gil delete " + name : "maria create " + name + "-" + i + " " + name)))
                    .as("round %s", round)
                    .contains("ok")
                    .isSubsetOf("ok", "PROFILE_NAME_TAKEN");
            assertThat(tenant.view().profiles())
                    .filteredOn(profile -> profile.name().value().equals(name))
                    .hasSizeLessThanOrEqualTo(1);
        }
    }

    @Test
    default void a_profile_code_is_given_once() {
        RaceTenant tenant = tenant();
        for (int round = 0; round < ROUNDS; round++) {
            String code = "CODE-" + round;
            tenant.profiles(each(i -> "coded-" + code + "-" + i));
            one(
                    tenant.race(each(i -> i % 4 < 2
                            ? "gil code coded-" + code + "-" + i + " " + code
                            : "maria create-coded new-" + code + "-" + i + " " + code)),
                    "PROFILE_CODE_TAKEN");
        }
    }

    @Test
    default void a_profile_id_is_given_once() {
        RaceTenant tenant = tenant();
        for (int round = 0; round < ROUNDS; round++) {
            String profile = "profile-" + round;
            one(tenant.race(each(i -> "gil create " + profile + " " + profile + "-" + i)), "PROFILE_ID_TAKEN");
        }
    }

    @Test
    default void a_username_is_given_once() {
        RaceTenant tenant = tenant();
        for (int round = 0; round < ROUNDS; round++) {
            String name = "wanted-" + round;
            tenant.clerks(each(i -> "old-" + name + "-" + i));
            one(
                    tenant.race(each(i -> i % 4 < 2
                            ? "gil username old-" + name + "-" + i + " " + name + "@acme.example"
                            : "maria user new-" + name + "-" + i + " " + name.toUpperCase(Locale.ROOT)
                                    + "@acme.example")),
                    "USERNAME_TAKEN");
        }
    }

    @Test
    default void a_user_id_is_given_once() {
        RaceTenant tenant = tenant();
        for (int round = 0; round < ROUNDS; round++) {
            String user = "user-" + round;
            one(tenant.race(each(i -> "gil user " + user + " " + user + "-" + i + "@acme.example")), "USER_ID_TAKEN");
        }
    }

    @Test
    default void somebody_elsewhere_is_one_user_here() {
        RaceTenant tenant = tenant();
        for (int round = 0; round < ROUNDS; round++) {
            String subject = "subject-" + round;
            tenant.clerks(each(i -> subject + "-" + i));
            one(tenant.race(each(i -> "gil link " + subject + "-" + i + " " + subject)), "IDENTITY_TAKEN");
        }
    }
}
