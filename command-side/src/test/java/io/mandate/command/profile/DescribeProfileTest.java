package io.mandate.command.profile;

import static io.mandate.command.profile.Given.STD;
import static io.mandate.command.profile.Given.TARGET;
import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.command.profile.ProfileChange.ChangeAssociatedRole;
import io.mandate.command.profile.ProfileChange.ChangeCode;
import io.mandate.command.profile.ProfileChange.ChangeDefaultPermission;
import io.mandate.command.profile.ProfileChange.ChangeRoleType;
import io.mandate.command.profile.ProfileChange.DescribeProfile;
import io.mandate.command.profile.ProfileChange.RenameProfile;
import io.mandate.command.profile.ProfileChange.SetMasking;
import io.mandate.events.catalog.CatalogEvent.RoleDefined;
import io.mandate.events.catalog.CatalogEvent.RoleTypeDefined;
import io.mandate.events.catalog.RoleDefinition;
import io.mandate.events.catalog.RoleTypeDefinition;
import io.mandate.events.catalog.RoleTypeDefinition.IdentityPolicy;
import io.mandate.events.catalog.RoleTypeDefinition.ProfilePolicy;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.profile.ProfileEvent;
import io.mandate.events.profile.ProfileEvent.ProfileAssociatedRoleChanged;
import io.mandate.events.profile.ProfileEvent.ProfileCodeChanged;
import io.mandate.events.profile.ProfileEvent.ProfileDefaultPermissionChanged;
import io.mandate.events.profile.ProfileEvent.ProfileDeleted;
import io.mandate.events.profile.ProfileEvent.ProfileDescriptionChanged;
import io.mandate.events.profile.ProfileEvent.ProfileRenamed;
import io.mandate.events.profile.ProfileEvent.ProfileRoleTypeChanged;
import io.mandate.events.profile.ProfileEvent.SensitiveDataMaskingDisabled;
import io.mandate.events.profile.ProfileEvent.SensitiveDataMaskingEnabled;
import io.mandate.events.tenant.Policy;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.Label;
import io.mandate.events.values.ProfileName;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.RoleTypeKey;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DescribeProfileTest {

    static Stream<Arguments> changes() {
        return Stream.of(
                Arguments.of(
                        new RenameProfile(TARGET, " Gold  "),
                        new ProfileRenamed(STD, new ProfileName("Std"), new ProfileName("Gold"), "gold")),
                Arguments.of(
                        new RenameProfile(TARGET, "STD"),
                        new ProfileRenamed(STD, new ProfileName("Std"), new ProfileName("STD"), "std")),
                Arguments.of(
                        new DescribeProfile(TARGET, "For all.\nReally."),
                        new ProfileDescriptionChanged(STD, null, "For all.\nReally.")),
                Arguments.of(new ChangeCode(TARGET, "STD-1"), new ProfileCodeChanged(STD, null, "STD-1")),
                Arguments.of(
                        new ChangeRoleType(TARGET, Commerce.CSR), new ProfileRoleTypeChanged(STD, null, Commerce.CSR)),
                Arguments.of(
                        new ChangeAssociatedRole(TARGET, Commerce.SHOPPER),
                        new ProfileAssociatedRoleChanged(STD, null, Commerce.SHOPPER)),
                Arguments.of(
                        new ChangeDefaultPermission(TARGET, ActionSet.of("view"), "R"),
                        new ProfileDefaultPermissionChanged(STD, ActionSet.NONE, ActionSet.of("view"), null, "R")),
                Arguments.of(new SetMasking(TARGET, true), new SensitiveDataMaskingEnabled(STD)));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void a_change_says_what_was_and_what_is(ProfileChange change, ProfileEvent event) {
        assertThat(Given.profile().accepted(change)).containsExactly(event);
    }

    @ParameterizedTest
    @MethodSource("changes")
    void the_same_change_again_succeeds_without_an_event(ProfileChange change, ProfileEvent event) {
        assertThat(Given.profile(event).accepted(change)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("changes")
    void a_deleted_profile_is_not_found(ProfileChange change, ProfileEvent event) {
        Given deleted = Given.profile(event, new ProfileDeleted(STD, new ProfileName("Std"), null, 2));

        assertThat(deleted.refused(change).code()).isEqualTo(RejectionCode.PROFILE_NOT_FOUND);
        assertThat(Given.nothing().refused(change).code()).isEqualTo(RejectionCode.PROFILE_NOT_FOUND);
    }

    static Stream<Arguments> takenBack() {
        return Stream.of(
                Arguments.of(
                        new ProfileDescriptionChanged(STD, null, "For all."),
                        new DescribeProfile(TARGET, "  "),
                        new ProfileDescriptionChanged(STD, "For all.", null)),
                Arguments.of(
                        new ProfileCodeChanged(STD, null, "STD"),
                        new ChangeCode(TARGET, null),
                        new ProfileCodeChanged(STD, "STD", null)),
                Arguments.of(
                        new ProfileRoleTypeChanged(STD, null, Commerce.CSR),
                        new ChangeRoleType(TARGET, null),
                        new ProfileRoleTypeChanged(STD, Commerce.CSR, null)),
                Arguments.of(
                        new ProfileAssociatedRoleChanged(STD, null, Commerce.AGENT),
                        new ChangeAssociatedRole(TARGET, null),
                        new ProfileAssociatedRoleChanged(STD, Commerce.AGENT, null)),
                Arguments.of(
                        new SensitiveDataMaskingEnabled(STD),
                        new SetMasking(TARGET, false),
                        new SensitiveDataMaskingDisabled(STD)));
    }

    @ParameterizedTest
    @MethodSource("takenBack")
    void what_was_said_can_be_taken_back(ProfileEvent before, ProfileChange change, ProfileEvent event) {
        assertThat(Given.profile(before).accepted(change)).containsExactly(event);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal(new RenameProfile(TARGET, null), RejectionCode.PROFILE_NAME_REQUIRED),
                refusal(new DescribeProfile(TARGET, "x".repeat(1_001)), RejectionCode.FIELD_INVALID),
                refusal(new DescribeProfile(TARGET, "bell\u0007"), RejectionCode.FIELD_INVALID),
                refusal(new ChangeCode(TARGET, "no spaces"), RejectionCode.FIELD_INVALID),
                refusal(new ChangeRoleType(TARGET, new RoleTypeKey("PILOT")), RejectionCode.ROLE_TYPE_UNKNOWN),
                refusal(new ChangeRoleType(TARGET, Commerce.CLERK), RejectionCode.ROLE_TYPE_UNKNOWN),
                refusal(new ChangeAssociatedRole(TARGET, new RoleKey("PILOT")), RejectionCode.ROLE_UNKNOWN),
                refusal(
                        new ChangeDefaultPermission(TARGET, ActionSet.of("view"), "x".repeat(65)),
                        RejectionCode.FIELD_INVALID),
                refusal(
                        new ChangeDefaultPermission(TARGET, ActionSet.of("fly"), null),
                        RejectionCode.ACTION_NOT_SUPPORTED),
                refusal(
                        new ChangeDefaultPermission(TARGET, ActionSet.of("delete"), null),
                        RejectionCode.ACTION_REQUIRES));
    }

    private static Arguments refusal(ProfileChange change, RejectionCode code) {
        return Arguments.of(change, code);
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void what_is_not_valid_is_refused(ProfileChange change, RejectionCode code) {
        assertThat(Given.profile().refused(change).code()).isEqualTo(code);
    }

    @ParameterizedTest
    @MethodSource("takenBack")
    void what_the_tenant_demands_at_creation_cannot_be_taken_away_later(
            ProfileEvent before, ProfileChange change, @Nullable ProfileEvent event) {
        Given given = Given.profile(before)
                .policy(Policy.PROFILE_CREATION_REQUIRED, "roleType,associatedRole,description,defaultActions");

        if (change instanceof ChangeCode || change instanceof SetMasking) {
            assertThat(given.accepted(change)).containsExactly(event);
        } else {
            assertThat(given.refused(change).code()).isEqualTo(RejectionCode.FIELD_REQUIRED);
        }
    }

    @Test
    void a_fixed_role_type_cannot_be_changed() {
        Given given = Given.profile(new ProfileRoleTypeChanged(STD, null, Commerce.CSR))
                .policy(Policy.PROFILE_ROLE_TYPE_FIXED, "true");

        assertThat(given.refused(new ChangeRoleType(TARGET, Commerce.CUSTOMER)).code())
                .isEqualTo(RejectionCode.ROLE_TYPE_FIXED);
        assertThat(given.accepted(new ChangeRoleType(TARGET, Commerce.CSR))).isEmpty();
    }

    @Test
    void a_role_of_another_type_than_the_profile_is_for_is_refused() {
        Given csr = Given.profile(new ProfileRoleTypeChanged(STD, null, Commerce.CSR));
        assertThat(csr.refused(new ChangeAssociatedRole(TARGET, Commerce.SHOPPER))
                        .code())
                .isEqualTo(RejectionCode.FIELD_INVALID);

        Given shopper = Given.profile(new ProfileAssociatedRoleChanged(STD, null, Commerce.SHOPPER));
        assertThat(shopper.refused(new ChangeRoleType(TARGET, Commerce.CSR)).code())
                .isEqualTo(RejectionCode.FIELD_INVALID);
        assertThat(shopper.accepted(new ChangeRoleType(TARGET, Commerce.CUSTOMER)))
                .hasSize(1);
    }

    @Test
    void the_same_default_actions_under_another_name_are_a_change_of_the_name() {
        Given given = Given.profile(
                new ProfileDefaultPermissionChanged(STD, ActionSet.NONE, ActionSet.of("view"), null, "R"));

        assertThat(given.accepted(new ChangeDefaultPermission(TARGET, ActionSet.of("view"), null)))
                .isEmpty();
        assertThat(given.accepted(new ChangeDefaultPermission(TARGET, ActionSet.of("view"), "Read")))
                .containsExactly(new ProfileDefaultPermissionChanged(
                        STD, ActionSet.of("view"), ActionSet.of("view"), "R", "Read"));
    }

    @Test
    void a_role_whose_users_never_have_a_profile_is_not_associated_with_one() {
        RoleTypeKey robots = new RoleTypeKey("ROBOTS");
        RoleKey robot = new RoleKey("ROBOT");
        RoleTypeDefinition without =
                new RoleTypeDefinition(Label.of("Robots"), false, ProfilePolicy.FORBIDDEN, IdentityPolicy.ANY);
        Given given = Given.profile()
                .happened(new RoleTypeDefined(robots, without, null))
                .happened(new RoleDefined(
                        robot, new RoleDefinition(Label.of("Robot"), robots, Set.of(), Set.of()), null));

        Rejection rejection = given.refused(new ChangeAssociatedRole(TARGET, robot));
        assertThat(rejection.code()).isEqualTo(RejectionCode.FIELD_INVALID);
        assertThat(rejection.parameters())
                .containsEntry("field", "associatedRole")
                .containsEntry(
                        "rule", "users of the role ROBOT never have a profile: their role type ROBOTS forbids it");
        assertThat(rejection.message())
                .isEqualTo("associatedRole: users of the role Robot never have a profile: their role type Robots"
                        + " forbids it.");
    }
}
