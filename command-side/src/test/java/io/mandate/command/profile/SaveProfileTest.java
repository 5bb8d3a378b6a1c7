package io.mandate.command.profile;

import static io.mandate.command.profile.Given.STD;
import static io.mandate.command.profile.Given.TARGET;
import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.command.profile.ProfileChange.ChangeAssociatedRole;
import io.mandate.command.profile.ProfileChange.ChangeRoleType;
import io.mandate.command.profile.ProfileChange.ClearOverride;
import io.mandate.command.profile.ProfileChange.DescribeProfile;
import io.mandate.command.profile.ProfileChange.OverridePermission;
import io.mandate.command.profile.ProfileChange.RenameProfile;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.profile.ProfileEvent.PermissionOverridden;
import io.mandate.events.profile.ProfileEvent.PermissionOverrideCleared;
import io.mandate.events.profile.ProfileEvent.ProfileDeleted;
import io.mandate.events.profile.ProfileEvent.ProfileRenamed;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.LevelName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileName;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Saving many changes, and deleting.
class SaveProfileTest {

    @Test
    void each_change_sees_the_ones_before_it() {
        LevelName view = new LevelName("VIEW");
        LevelName edit = new LevelName("EDIT");

        assertThat(Given.profile()
                        .accepted(save(
                                new RenameProfile(TARGET, "Gold"),
                                new OverridePermission(TARGET, Commerce.INVOICES, view, null),
                                new OverridePermission(TARGET, Commerce.INVOICES, edit, null),
                                new OverridePermission(TARGET, Commerce.INVOICES, edit, null),
                                new ClearOverride(TARGET, Commerce.INVOICES),
                                new RenameProfile(TARGET, "Silver"))))
                .containsExactly(
                        new ProfileRenamed(STD, new ProfileName("Std"), new ProfileName("Gold"), "gold"),
                        new PermissionOverridden(
                                STD, Commerce.INVOICES, null, ActionSet.of("view"), null, view, Map.of(), Map.of()),
                        new PermissionOverridden(
                                STD,
                                Commerce.INVOICES,
                                ActionSet.of("view"),
                                ActionSet.of("view", "create", "edit"),
                                view,
                                edit,
                                Map.of(),
                                Map.of()),
                        new PermissionOverrideCleared(
                                STD, Commerce.INVOICES, ActionSet.of("view", "create", "edit"), edit, Map.of()),
                        new ProfileRenamed(STD, new ProfileName("Gold"), new ProfileName("Silver"), "silver"));
    }

    @Test
    void one_wrong_change_refuses_all_and_says_which() {
        Rejection rejection = Given.profile()
                .refused(save(
                        new RenameProfile(TARGET, "Gold"),
                        new DescribeProfile(TARGET, "Shiny."),
                        new OverridePermission(TARGET, new NodeKey("staff/robots"), new LevelName("VIEW"), null)));

        assertThat(rejection.code()).isEqualTo(RejectionCode.NODE_UNKNOWN);
        assertThat(rejection.parameters())
                .containsEntry("node", "staff/robots")
                .containsEntry("index", 2)
                .containsEntry("pointer", "/changes/2");
    }

    @Test
    void role_type_and_associated_role_may_change_together_in_any_order() {
        assertThat(Given.profile()
                        .accepted(save(
                                new ChangeAssociatedRole(TARGET, Commerce.SHOPPER),
                                new ChangeRoleType(TARGET, Commerce.CUSTOMER))))
                .hasSize(2);
        assertThat(Given.profile()
                        .refused(save(
                                new ChangeRoleType(TARGET, Commerce.CSR),
                                new RenameProfile(TARGET, "Gold"),
                                new ChangeAssociatedRole(TARGET, Commerce.SHOPPER)))
                        .parameters())
                .containsEntry("index", 2);
    }

    @Test
    void a_save_that_changes_nothing_succeeds_without_an_event() {
        assertThat(Given.profile().accepted(save())).isEmpty();
        assertThat(Given.profile().accepted(save(new RenameProfile(TARGET, "Std"), new DescribeProfile(TARGET, ""))))
                .isEmpty();
    }

    @Test
    void a_save_has_a_bounded_number_of_changes() {
        SaveProfile save = new SaveProfile(
                TARGET, Collections.nCopies(ProfileRules.MOST_CHANGES + 1, new RenameProfile(TARGET, "Gold")));

        assertThat(Given.profile().refused(save).code()).isEqualTo(RejectionCode.FIELD_INVALID);
    }

    @Test
    void nobody_saves_a_profile_that_is_not_there() {
        assertThat(Given.nothing().refused(save()).code()).isEqualTo(RejectionCode.PROFILE_NOT_FOUND);
    }

    @Test
    void a_deleted_profile_says_what_it_was() {
        Given given = Given.profile(new ProfileRenamed(STD, new ProfileName("Std"), new ProfileName("Gold"), "gold"));

        assertThat(given.accepted(new DeleteProfile(TARGET)))
                .containsExactly(new ProfileDeleted(STD, new ProfileName("Gold"), null, 2));
    }

    @Test
    void a_profile_is_deleted_once() {
        Given deleted = Given.profile(new ProfileDeleted(STD, new ProfileName("Std"), null, 1));

        assertThat(deleted.refused(new DeleteProfile(TARGET)).code()).isEqualTo(RejectionCode.PROFILE_NOT_FOUND);
        assertThat(deleted.refused(save()).code()).isEqualTo(RejectionCode.PROFILE_NOT_FOUND);
    }

    private static SaveProfile save(ProfileChange... changes) {
        return new SaveProfile(TARGET, List.of(changes));
    }
}
