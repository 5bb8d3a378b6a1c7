package io.mandate.command.profile;

import static io.mandate.command.profile.Given.STD;
import static io.mandate.command.profile.Given.TARGET;
import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.command.profile.ProfileChange.EnableNode;
import io.mandate.command.profile.ProfileChange.OverridePermission;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.profile.Enablement;
import io.mandate.events.profile.ProfileEvent.PermissionOverridden;
import io.mandate.events.profile.ProfileEvent.ProfileCreated;
import io.mandate.events.profile.ProfileEvent.ProfileDeleted;
import io.mandate.events.profile.ProfileEvent.ProfileNodeEnablementChanged;
import io.mandate.events.tenant.Policy;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.LevelName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileName;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.RoleTypeKey;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CreateProfileTest {

    @Test
    void a_name_is_enough_and_everything_else_is_nothing() {
        assertThat(Given.nothing().accepted(CreateProfile.named(TARGET, "  VIP   customers ")))
                .containsExactly(new ProfileCreated(
                        STD,
                        new ProfileName("VIP customers"),
                        "vip customers",
                        null,
                        null,
                        null,
                        null,
                        ActionSet.NONE,
                        null,
                        false,
                        null,
                        null));
    }

    @Test
    void everything_can_be_said_at_once() {
        CreateProfile command = new CreateProfile(
                TARGET,
                "CSR Senior",
                " Handles invoices. ",
                "CSR_SENIOR",
                Commerce.CSR,
                Commerce.AGENT,
                ActionSet.of("view", "edit"),
                "RE",
                true,
                List.of(
                        new EnableNode(TARGET, Commerce.COMMERCE),
                        new OverridePermission(TARGET, Commerce.INVOICES, new LevelName("VIEW"), null)));

        assertThat(Given.nothing().accepted(command))
                .containsExactly(
                        new ProfileCreated(
                                STD,
                                new ProfileName("CSR Senior"),
                                "csr senior",
                                "Handles invoices.",
                                "CSR_SENIOR",
                                Commerce.CSR,
                                Commerce.AGENT,
                                ActionSet.of("edit", "view"),
                                "RE",
                                true,
                                null,
                                null),
                        new ProfileNodeEnablementChanged(STD, Commerce.COMMERCE, Enablement.UNSET, Enablement.ENABLED),
                        new PermissionOverridden(
                                STD,
                                Commerce.INVOICES,
                                null,
                                ActionSet.of("view"),
                                null,
                                new LevelName("VIEW"),
                                Map.of(),
                                Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\u00a0\t"})
    void a_blank_name_is_refused(String name) {
        assertThat(Given.nothing().refused(CreateProfile.named(TARGET, name)).code())
                .isEqualTo(RejectionCode.PROFILE_NAME_REQUIRED);
    }

    @Test
    void a_name_of_121_characters_is_refused_and_one_of_120_is_not() {
        assertThat(Given.nothing().accepted(CreateProfile.named(TARGET, "é".repeat(120))))
                .hasSize(1);
        assertThat(Given.nothing()
                        .refused(CreateProfile.named(TARGET, "é".repeat(121)))
                        .code())
                .isEqualTo(RejectionCode.PROFILE_NAME_REQUIRED);
    }

    @Test
    void a_name_with_a_control_character_is_refused() {
        assertThat(Given.nothing()
                        .refused(CreateProfile.named(TARGET, "a\u0007b"))
                        .parameters())
                .containsEntry("field", "name");
    }

    @Test
    void an_id_is_never_used_again() {
        assertThat(Given.profile().refused(CreateProfile.named(TARGET, "Other")).code())
                .isEqualTo(RejectionCode.PROFILE_ID_TAKEN);
        assertThat(Given.profile(new ProfileDeleted(STD, new ProfileName("Std"), null, 1))
                        .refused(CreateProfile.named(TARGET, "Other"))
                        .code())
                .isEqualTo(RejectionCode.PROFILE_ID_TAKEN);
    }

    @ParameterizedTest
    @CsvSource({"roleType", "associatedRole", "description", "defaultActions"})
    void what_the_tenant_demands_is_required(String field) {
        Given given = Given.nothing().policy(Policy.PROFILE_CREATION_REQUIRED, "roleType, " + field);

        Rejection rejection = given.refused(lacking(field));

        assertThat(rejection.code()).isEqualTo(RejectionCode.FIELD_REQUIRED);
        assertThat(rejection.parameters()).containsEntry("field", field);
    }

    @Test
    void no_default_actions_are_an_answer_where_they_are_demanded() {
        Given given = Given.nothing().policy(Policy.PROFILE_CREATION_REQUIRED, "defaultActions");

        assertThat(given.accepted(with(null, null, null, ActionSet.NONE))).hasSize(1);
    }

    @Test
    void a_role_type_must_be_offered() {
        assertThat(Given.nothing()
                        .refused(with(new RoleTypeKey("PILOT"), null, null, null))
                        .code())
                .isEqualTo(RejectionCode.ROLE_TYPE_UNKNOWN);
        assertThat(Given.nothing()
                        .refused(with(Commerce.CLERK, null, null, null))
                        .code())
                .isEqualTo(RejectionCode.ROLE_TYPE_UNKNOWN);
    }

    @Test
    void an_associated_role_must_exist_and_be_of_the_type_the_profile_is_for() {
        assertThat(Given.nothing()
                        .refused(with(null, new RoleKey("PILOT"), null, null))
                        .code())
                .isEqualTo(RejectionCode.ROLE_UNKNOWN);
        Rejection other = Given.nothing().refused(with(Commerce.CSR, Commerce.SHOPPER, null, null));
        assertThat(other.code()).isEqualTo(RejectionCode.FIELD_INVALID);
        assertThat(other.parameters()).containsEntry("field", "associatedRole").doesNotContainKey("index");
    }

    @Test
    void default_actions_must_exist_and_bring_what_they_need() {
        assertThat(Given.nothing()
                        .refused(with(null, null, null, ActionSet.of("fly")))
                        .code())
                .isEqualTo(RejectionCode.ACTION_NOT_SUPPORTED);
        Rejection rejection = Given.nothing().refused(with(null, null, null, ActionSet.of("edit")));
        assertThat(rejection.code()).isEqualTo(RejectionCode.ACTION_REQUIRES);
        assertThat(rejection.message()).isEqualTo("edit needs view on the default permission.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "with space", "ümlaut", "x123456789x123456789x123456789x123456789x123456789x123456789x1234"})
    void a_code_has_1_to_64_plain_characters(String code) {
        assertThat(Given.nothing().refused(with(null, null, code, null)).parameters())
                .containsEntry("field", "code");
    }

    @Test
    void one_wrong_change_refuses_the_whole_and_says_which() {
        CreateProfile command = new CreateProfile(
                TARGET,
                "Std",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(new EnableNode(TARGET, Commerce.HOME), new EnableNode(TARGET, new NodeKey("staff/robots"))));

        Rejection rejection = Given.nothing().refused(command);

        assertThat(rejection.code()).isEqualTo(RejectionCode.NODE_UNKNOWN);
        assertThat(rejection.parameters())
                .containsEntry("node", "staff/robots")
                .containsEntry("index", 1)
                .containsEntry("pointer", "/changes/1");
    }

    private static CreateProfile lacking(String field) {
        return new CreateProfile(
                TARGET,
                "Std",
                field.equals("description") ? " " : "For tests.",
                null,
                field.equals("roleType") ? null : Commerce.CSR,
                field.equals("associatedRole") ? null : Commerce.AGENT,
                field.equals("defaultActions") ? null : ActionSet.NONE,
                null,
                null,
                List.of());
    }

    private static CreateProfile with(
            @Nullable RoleTypeKey roleType,
            @Nullable RoleKey role,
            @Nullable String code,
            @Nullable ActionSet defaults) {
        return new CreateProfile(TARGET, "Std", null, code, roleType, role, defaults, null, null, List.of());
    }
}
