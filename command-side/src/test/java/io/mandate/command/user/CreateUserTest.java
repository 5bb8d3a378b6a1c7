package io.mandate.command.user;

import static io.mandate.command.user.Wish.customer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mandate.command.given.GivenTenant;
import io.mandate.command.given.Shop;
import io.mandate.events.catalog.CatalogEvent.AttributeRetired;
import io.mandate.events.catalog.CatalogEvent.RoleRetired;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.profile.ProfileEvent.PermissionOverridden;
import io.mandate.events.tenant.Policy;
import io.mandate.events.user.PrincipalKind;
import io.mandate.events.user.UserEvent.UserActivated;
import io.mandate.events.user.UserEvent.UserAssigned;
import io.mandate.events.user.UserEvent.UserCreated;
import io.mandate.events.user.UserEvent.UserDeleted;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.PersonalText;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.ProfileName;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.UserId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CreateUserTest {
    private static final PersonalText TEXT = PersonalText.of("x");
    private static final ProfileId BOSS = new ProfileId("boss");
    private static final NodeKey PROFILES = new NodeKey("administration/profiles");

    @Test
    void a_person_begins_invited_with_decisive_attributes_clear_and_personal_ones_sealed() {
        var events = GivenUser.absent()
                .accepted(customer()
                        .first("Eve")
                        .with(Map.of(Shop.ACCOUNT, PersonalText.of("A-1"), Shop.HOBBY, PersonalText.of("chess")))
                        .command());
        assertThat(events).singleElement().isInstanceOfSatisfying(UserCreated.class, created -> {
            assertThat(created.kind()).isEqualTo(PrincipalKind.USER);
            assertThat(created.attributes()).isEqualTo(Map.of(Shop.ACCOUNT, "A-1"));
            assertThat(created.personalAttributes()).isEqualTo(Map.of(Shop.HOBBY, PersonalText.of("chess")));
            assertThat(created.creator()).isEqualTo(new UserId("gil"));
            assertThat(created.email()).isNull();
        });
    }

    @Test
    void a_profile_is_assigned_in_the_same_decision_with_its_name_and_revision() {
        var events = GivenUser.absent()
                .accepted(customer().as(Shop.CLERK).on(Shop.STAFF_PROFILE).command());
        assertThat(events).hasSize(2);
        assertThat(events.get(1)).isInstanceOfSatisfying(UserAssigned.class, assigned -> {
            assertThat(assigned.fromProfile()).isNull();
            assertThat(assigned.toProfile()).isEqualTo(Shop.STAFF_PROFILE);
            assertThat(assigned.toName().value()).isEqualTo("staff");
            assertThat(assigned.toRevision()).isEqualTo(1);
        });
    }

    @Test
    void where_usernames_are_addresses_a_person_is_written_to_there() {
        var events = GivenUser.absent()
                .policy(Policy.USERNAME_PATTERN, "EMAIL")
                .accepted(customer().named("eve@shop.example").command());
        assertThat(((UserCreated) events.getFirst()).email()).isEqualTo(PersonalText.of("eve@shop.example"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"eve", "eve@", "@shop.example", "eve@@shop.example", "e ve@shop.example", "eve@shop"})
    void where_usernames_are_addresses_anything_else_is_refused(String username) {
        GivenUser.absent()
                .policy(Policy.USERNAME_PATTERN, "EMAIL")
                .refused(customer().named(username).command(), RejectionCode.USERNAME_INVALID);
    }

    @Test
    void a_character_class_bounds_usernames() {
        GivenUser shop = GivenUser.absent().policy(Policy.USERNAME_PATTERN, "[A-Za-z0-9._]");
        shop.refused(customer().named("eve@shop").command(), RejectionCode.USERNAME_INVALID);
        assertThat(shop.accepted(customer().named("Eve_1.x").command())).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " eve", "eve ", "e\tve", "e\u0000ve"})
    void blank_padded_or_controlling_usernames_are_refused_everywhere(String username) {
        GivenUser.absent().refused(customer().named(username).command(), RejectionCode.USERNAME_INVALID);
    }

    @Test
    void usernames_of_more_than_254_characters_are_refused() {
        GivenUser.absent().refused(customer().named("a".repeat(255)).command(), RejectionCode.USERNAME_INVALID);
    }

    @Test
    void a_bad_name_or_address_is_refused_by_its_field() {
        assertThat(GivenUser.absent()
                        .refused(customer().first(" ").command(), RejectionCode.FIELD_INVALID)
                        .parameters())
                .containsEntry("field", "firstName");
        assertThat(GivenUser.absent()
                        .refused(customer().at("nowhere").command(), RejectionCode.FIELD_INVALID)
                        .parameters())
                .containsEntry("field", "email");
    }

    @Test
    void an_unknown_or_retired_role_is_refused() {
        GivenUser.absent().refused(customer().as(new RoleKey("KING")).command(), RejectionCode.ROLE_UNKNOWN);
        GivenUser.absent()
                .elsewhere(new RoleRetired(Shop.CUSTOMER))
                .refused(customer().command(), RejectionCode.ROLE_UNKNOWN);
    }

    @Test
    void a_role_that_only_some_may_give_is_refused_from_others_and_accepted_from_operators() {
        GivenUser shop = GivenUser.absent();
        var clerk = Shop.person("kim", Shop.CLERK);
        shop.elsewhere(clerk, Shop.activated("kim"));
        var chief = customer().as(Shop.CHIEF).on(Shop.STAFF_PROFILE).command();
        shop.commandedBy(GivenTenant.person("kim")).refused(chief, RejectionCode.ROLE_NOT_ASSIGNABLE);
        shop.commandedBy(GivenTenant.person("nobody")).refused(chief, RejectionCode.ROLE_NOT_ASSIGNABLE);
        assertThat(shop.commandedBy(GivenTenant.operator()).accepted(chief)).hasSize(2);
    }

    @Test
    void the_role_of_a_profile_counts_as_given_too() {
        GivenUser shop = boss(Shop.CHIEF)
                .elsewhere(new PermissionOverridden(
                        Shop.SELLER_PROFILE, PROFILES, null, ActionSet.of("view"), null, null, Map.of(), Map.of()));
        shop.commandedBy(GivenTenant.person("kim")).refused(of(BOSS), RejectionCode.ROLE_NOT_ASSIGNABLE);
    }

    @Test
    void of_a_profile_that_the_giver_may_not_view_nothing_is_told() {
        for (RoleKey role : List.of(Shop.CHIEF, Shop.CUSTOMER, Shop.ADMIN)) {
            GivenUser kims = boss(role).commandedBy(GivenTenant.person("kim"));
            Rejection hidden = kims.refused(of(BOSS), RejectionCode.PROFILE_NOT_FOUND);
            Rejection none = kims.refused(of(new ProfileId("none")), RejectionCode.PROFILE_NOT_FOUND);
            assertThat(hidden.message().replace("boss", "none")).isEqualTo(none.message());
        }
        // A role that is chosen is told of first, whatever the profile.
        GivenUser kims = boss(Shop.CLERK).commandedBy(GivenTenant.person("kim"));
        for (ProfileId profile : List.of(BOSS, new ProfileId("none"))) {
            kims.refused(customer().as(Shop.CHIEF).on(profile).command(), RejectionCode.ROLE_NOT_ASSIGNABLE);
        }
        assertThat(kims.accepted(of(BOSS))).hasSize(2);
    }

    /// The shop with a profile whose users have that role, and with Kim, a seller.
    private static GivenUser boss(RoleKey role) {
        return GivenUser.absent()
                .elsewhere(
                        Shop.profile(BOSS, null, role),
                        Shop.person("kim", null),
                        Shop.activated("kim"),
                        new UserAssigned(
                                new UserId("kim"), null, null, Shop.SELLER_PROFILE, new ProfileName("seller"), 1));
    }

    /// Somebody with the role of that profile, and no attributes.
    private static CreateUser of(ProfileId profile) {
        return customer().as(null).with(Map.of()).on(profile).command();
    }

    @Test
    void without_an_own_role_that_of_the_profile_counts() {
        assertThat(GivenUser.absent()
                        .accepted(customer().as(null).on(Shop.SELLER_PROFILE).command()))
                .hasSize(2);
        assertThat(GivenUser.absent()
                        .refused(customer().as(null).on(Shop.FREE_PROFILE).command(), RejectionCode.FIELD_REQUIRED)
                        .parameters())
                .containsEntry("field", "role");
    }

    @Test
    void profiles_are_required_optional_or_forbidden_by_role_type() {
        GivenUser.absent().refused(customer().as(Shop.CLERK).command(), RejectionCode.PROFILE_REQUIRED);
        GivenUser.absent()
                .refused(customer().as(Shop.ADMIN).on(Shop.FREE_PROFILE).command(), RejectionCode.PROFILE_NOT_ALLOWED);
        assertThat(GivenUser.absent().accepted(customer().on(Shop.FREE_PROFILE).command()))
                .hasSize(2);
    }

    @Test
    void a_profile_of_another_role_type_or_none_at_all_is_refused() {
        GivenUser.absent().refused(customer().on(Shop.STAFF_PROFILE).command(), RejectionCode.ROLE_TYPE_MISMATCH);
        GivenUser.absent().refused(customer().on(new ProfileId("gone")).command(), RejectionCode.PROFILE_NOT_FOUND);
    }

    @Test
    void required_unknown_and_impossible_attributes_are_refused() {
        assertThat(GivenUser.absent()
                        .refused(customer().with(Map.of()).command(), RejectionCode.FIELD_REQUIRED)
                        .parameters())
                .containsEntry("field", "attributes.account");
        GivenUser.absent()
                .refused(
                        customer()
                                .with(Map.of(new AttributeKey("shoeSize"), TEXT))
                                .command(),
                        RejectionCode.ATTRIBUTE_UNKNOWN);
        GivenUser.absent()
                .elsewhere(new AttributeRetired(Shop.HOBBY))
                .refused(
                        customer()
                                .with(Map.of(Shop.ACCOUNT, TEXT, Shop.HOBBY, TEXT))
                                .command(),
                        RejectionCode.ATTRIBUTE_UNKNOWN);
        GivenUser.absent()
                .refused(
                        customer()
                                .with(Map.of(Shop.ACCOUNT, TEXT, Shop.REGION, TEXT))
                                .command(),
                        RejectionCode.ATTRIBUTE_INVALID);
        GivenUser.absent()
                .refused(
                        customer()
                                .with(Map.of(Shop.ACCOUNT, PersonalText.of(" ")))
                                .command(),
                        RejectionCode.ATTRIBUTE_INVALID);
    }

    @Test
    void with_a_secondary_directory_customers_must_be_there_first_and_administrators_must_not() {
        GivenUser shop = GivenUser.absent().policy(Policy.IDENTITY_MODE, "SECONDARY_CIAM");
        shop.refused(customer().command(), RejectionCode.IDENTITY_MUST_EXIST_FIRST);
        shop.refused(customer().as(Shop.ADMIN).known("okta", "1").command(), RejectionCode.IDENTITY_MUST_BE_LOCAL);
        assertThat(shop.accepted(customer().as(Shop.ADMIN).command())).hasSize(1);
        assertThat(GivenUser.absent()
                        .policy(Policy.IDENTITY_MODE, "SECONDARY_CIAM")
                        .accepted(customer().known("okta", "1").command()))
                .hasSize(1);
    }

    @Test
    void an_identity_without_provider_or_subject_is_refused() {
        GivenUser.absent().refused(customer().known("", "1").command(), RejectionCode.FIELD_INVALID);
        GivenUser.absent().refused(customer().known("okta", "").command(), RejectionCode.FIELD_INVALID);
    }

    @Test
    void an_id_is_never_used_again() {
        GivenUser.eve(Shop.person("eve", Shop.CUSTOMER)).refused(customer().command(), RejectionCode.USER_ID_TAKEN);
        GivenUser.eve(Shop.person("eve", Shop.CUSTOMER), new UserDeleted(GivenUser.EVE, Shop.CUSTOMER, null))
                .refused(customer().command(), RejectionCode.USER_ID_TAKEN);
    }

    @Test
    void a_service_is_active_at_once_and_may_have_no_role() {
        var events = GivenUser.absent()
                .accepted(new CreatePrincipal(
                        Wish.T, Wish.EVE, PrincipalKind.SERVICE, PersonalText.of("Billing"), null, null, null));
        assertThat(events).hasSize(2);
        assertThat(((UserCreated) events.getFirst()).label().text()).isEqualTo("Billing");
        assertThat(events.get(1)).isEqualTo(new UserActivated(Wish.EVE));
    }

    @Test
    void a_page_has_the_profile_it_was_given_and_a_label() {
        var page = new CreatePrincipal(
                Wish.T,
                Wish.EVE,
                PrincipalKind.PAGE,
                PersonalText.of("Checkout"),
                Shop.CUSTOMER,
                Shop.FREE_PROFILE,
                null);
        assertThat(GivenUser.absent().accepted(page)).hasSize(3).last().isInstanceOf(UserAssigned.class);
        GivenUser.absent()
                .refused(
                        new CreatePrincipal(
                                Wish.T, Wish.EVE, PrincipalKind.PAGE, PersonalText.of(" "), null, null, null),
                        RejectionCode.FIELD_INVALID);
    }

    @Test
    void a_person_cannot_be_created_as_a_program() {
        assertThatThrownBy(() -> new CreatePrincipal(
                        Wish.T, Wish.EVE, PrincipalKind.USER, PersonalText.of("Eve"), null, null, null))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
