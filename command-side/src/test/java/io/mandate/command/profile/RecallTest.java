package io.mandate.command.profile;

import static io.mandate.command.profile.Given.STD;
import static io.mandate.command.profile.Given.TARGET;
import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.profile.Enablement;
import io.mandate.events.profile.ProfileEvent.PermissionOverridden;
import io.mandate.events.profile.ProfileEvent.PermissionOverrideCleared;
import io.mandate.events.profile.ProfileEvent.ProfileCreated;
import io.mandate.events.profile.ProfileEvent.ProfileDeleted;
import io.mandate.events.profile.ProfileEvent.ProfileNodeEnablementChanged;
import io.mandate.events.profile.ProfileEvent.ProfileRestored;
import io.mandate.events.profile.ProfileEvent.ProfileRoleTypeChanged;
import io.mandate.events.profile.ProfileEvent.ProfileSettingChanged;
import io.mandate.events.tenant.Policy;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.LevelName;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.ProfileName;
import io.mandate.events.values.SettingValue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecallTest {
    private static final ProfileTarget COPY = ProfileTarget.of(Given.TENANT, new ProfileId("copy"));
    private static final ActionSet VIEW = ActionSet.of("view");
    private static final ActionSet EDIT = ActionSet.of("view", "edit");

    @Test
    void what_is_brought_back_keeps_its_level_and_its_conditions() {
        Map<ActionName, String> condition = Map.of(new ActionName("view"), "context.hour < 18");
        PermissionOverridden viewing = new PermissionOverridden(
                STD, Commerce.INVOICES, null, VIEW, null, new LevelName("VIEW"), Map.of(), condition);
        Given given = Given.profile(
                viewing,
                new PermissionOverridden(
                        STD, Commerce.INVOICES, VIEW, EDIT, new LevelName("VIEW"), null, condition, Map.of()));

        assertThat(given.accepted(new RestoreProfile(TARGET, 2)))
                .containsExactly(
                        new PermissionOverridden(
                                STD, Commerce.INVOICES, EDIT, VIEW, null, new LevelName("VIEW"), Map.of(), condition),
                        new ProfileRestored(STD, 3, 2));
    }

    @Test
    void a_clone_names_where_it_comes_from() {
        Given given = Given.profile(
                new ProfileNodeEnablementChanged(STD, Commerce.HOME, Enablement.UNSET, Enablement.ENABLED));
        assertThat(given.accepted(new CloneProfile(COPY, STD, null, " My   copy ", "C")))
                .containsExactly(
                        new ProfileCreated(
                                COPY.profile(),
                                new ProfileName("My copy"),
                                "my copy",
                                null,
                                "C",
                                null,
                                null,
                                ActionSet.NONE,
                                null,
                                false,
                                STD,
                                2L),
                        new ProfileNodeEnablementChanged(
                                COPY.profile(), Commerce.HOME, Enablement.UNSET, Enablement.ENABLED));
    }

    @Test
    void a_clone_keeps_what_is_said_about_retired_nodes() {
        Given given = Given.profile(onFaxes()).archiveClosed();
        assertThat(given.accepted(new CloneProfile(COPY, STD, null, "Copy", null)))
                .contains(new PermissionOverridden(
                        COPY.profile(), Commerce.FAXES, null, VIEW, null, null, Map.of(), Map.of()));
    }

    @Test
    void a_restore_says_nothing_about_retired_nodes_but_takes_back_what_is_said() {
        Given given = Given.profile(onFaxes(), new PermissionOverrideCleared(STD, Commerce.FAXES, VIEW, null, Map.of()))
                .archiveClosed();
        Rejection refused = given.refused(new RestoreProfile(TARGET, 2));
        assertThat(refused.code()).isEqualTo(RejectionCode.NODE_RETIRED);
        assertThat(refused.parameters()).containsEntry("node", Commerce.FAXES.value());

        assertThat(Given.profile(onFaxes()).archiveClosed().accepted(new RestoreProfile(TARGET, 1)))
                .startsWith(new PermissionOverrideCleared(STD, Commerce.FAXES, VIEW, null, Map.of()));
    }

    @Test
    void a_restore_is_judged_by_the_rules_of_today() {
        Given fixed = Given.profile(new ProfileRoleTypeChanged(STD, null, Commerce.CSR))
                .policy(Policy.PROFILE_ROLE_TYPE_FIXED, "true");
        assertThat(fixed.refused(new RestoreProfile(TARGET, 1)).code()).isEqualTo(RejectionCode.ROLE_TYPE_FIXED);

        Given retired = Given.profile(
                        new ProfileSettingChanged(STD, Commerce.TELEX, null, new SettingValue.Flag(true)),
                        new ProfileSettingChanged(STD, Commerce.TELEX, new SettingValue.Flag(true), null))
                .archiveClosed();
        assertThat(retired.refused(new RestoreProfile(TARGET, 2)).code()).isEqualTo(RejectionCode.SETTING_UNKNOWN);
    }

    @Test
    void revisions_that_never_were_are_refused() {
        Given given = Given.profile(onFaxes());
        for (long revision : List.of(0L, -1L, 3L)) {
            Rejection refused = given.refused(new RestoreProfile(TARGET, revision));
            assertThat(refused.code()).isEqualTo(RejectionCode.PROFILE_REVISION_UNKNOWN);
            assertThat(refused.parameters()).containsEntry("latest", 2L);
            assertThat(given.refused(new CloneProfile(COPY, STD, revision, "Copy", null))
                            .code())
                    .isEqualTo(RejectionCode.PROFILE_REVISION_UNKNOWN);
        }
    }

    @Test
    void what_is_not_there_any_more_is_neither_cloned_nor_restored() {
        Given given = Given.profile(new ProfileDeleted(STD, new ProfileName("Std"), null, 1));
        assertThat(given.refused(new CloneProfile(COPY, STD, 1L, "Copy", null)).code())
                .isEqualTo(RejectionCode.PROFILE_NOT_FOUND);
        assertThat(given.refused(new RestoreProfile(TARGET, 1)).code()).isEqualTo(RejectionCode.PROFILE_NOT_FOUND);
    }

    @Test
    void a_clone_is_a_profile_like_any_other_new_one() {
        Given given = Given.profile();
        assertThat(given.refused(new CloneProfile(TARGET, STD, null, "Copy", null))
                        .code())
                .isEqualTo(RejectionCode.PROFILE_ID_TAKEN);
        assertThat(given.refused(new CloneProfile(COPY, STD, null, " ", null)).code())
                .isEqualTo(RejectionCode.PROFILE_NAME_REQUIRED);
        assertThat(given.policy(Policy.PROFILE_CREATION_REQUIRED, "description")
                        .refused(new CloneProfile(COPY, STD, null, "Copy", null))
                        .code())
                .isEqualTo(RejectionCode.FIELD_REQUIRED);
    }

    private static PermissionOverridden onFaxes() {
        return new PermissionOverridden(STD, Commerce.FAXES, null, VIEW, null, null, Map.of(), Map.of());
    }
}
