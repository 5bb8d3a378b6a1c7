package io.mandate.command.user;

import static io.mandate.command.user.Wish.EVE;
import static io.mandate.command.user.Wish.T;
import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.command.given.GivenTenant;
import io.mandate.command.given.Shop;
import io.mandate.command.user.ChangeRole.ProfileChoice;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.profile.ProfileEvent.ProfileDeleted;
import io.mandate.events.profile.ProfileEvent.ProfileDescriptionChanged;
import io.mandate.events.profile.ProfileEvent.ProfileRenamed;
import io.mandate.events.tenant.Policy;
import io.mandate.events.user.UserEvent.UserAssigned;
import io.mandate.events.user.UserEvent.UserAssigneeChanged;
import io.mandate.events.user.UserEvent.UserDeleted;
import io.mandate.events.user.UserEvent.UserPerimeterChanged;
import io.mandate.events.user.UserEvent.UserRoleChanged;
import io.mandate.events.user.UserEvent.UserUnassigned;
import io.mandate.events.values.Actor;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.InstanceType;
import io.mandate.events.values.ProfileName;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.UserId;
import io.mandate.live.identity.Caller;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlaceUserTest {
    private static GivenUser customer() {
        GivenUser eve = GivenUser.absent();
        eve.accepted(Wish.customer().command());
        return eve;
    }

    private static GivenUser clerk() {
        GivenUser eve = GivenUser.absent();
        eve.accepted(Wish.customer()
                .as(Shop.CLERK)
                .on(Shop.STAFF_PROFILE)
                .with(Map.of())
                .command());
        return eve;
    }

    @Test
    void assigning_names_the_profile_before_and_the_revision_after() {
        GivenUser eve = clerk().elsewhere(new ProfileDescriptionChanged(Shop.FREE_PROFILE, null, "for all"));
        assertThat(eve.accepted(new AssignUser(T, EVE, Shop.FREE_PROFILE)))
                .containsExactly(new UserAssigned(
                        EVE,
                        Shop.STAFF_PROFILE,
                        new ProfileName("staff"),
                        Shop.FREE_PROFILE,
                        new ProfileName("free"),
                        2));
        assertThat(eve.accepted(new AssignUser(T, EVE, Shop.FREE_PROFILE))).isEmpty();
    }

    @Test
    void why_a_profile_does_not_fit_is_told_to_those_who_may_view_it() {
        customer()
                .elsewhere(Shop.person("kim", Shop.CLERK))
                .commandedBy(GivenTenant.person("kim"))
                .refused(new AssignUser(T, EVE, Shop.STAFF_PROFILE), RejectionCode.PROFILE_NOT_FOUND);
    }

    @Test
    void so_it_is_to_operators_in_their_own_tenant() {
        Caller here = new Caller(T, new Actor(Actor.Kind.OPERATOR, new UserId("kim")), null, Set.of(), true);
        GivenUser eve = customer().elsewhere(Shop.person("kim", Shop.CLERK));

        eve.commandedBy(here).refused(new AssignUser(T, EVE, Shop.STAFF_PROFILE), RejectionCode.PROFILE_NOT_FOUND);
        eve.commandedBy(here).refused(new AssignManager(T, EVE, new UserId("gil")), RejectionCode.USER_NOT_FOUND);
        eve.commandedBy(GivenTenant.operator())
                .refused(new AssignUser(T, EVE, Shop.STAFF_PROFILE), RejectionCode.ROLE_TYPE_MISMATCH);
    }

    @Test
    void a_role_that_does_not_go_with_the_profile_the_user_has_is_refused_as_such() {
        ProfileName name = new ProfileName("Night shift");
        GivenUser kims = clerk().elsewhere(
                        new ProfileRenamed(Shop.STAFF_PROFILE, new ProfileName("staff"), name, name.normalized()),
                        Shop.person("kim", Shop.PARTNER))
                .commandedBy(GivenTenant.person("kim"));

        assertThat(kims.refused(new ChangeRole(T, EVE, Shop.PARTNER, null), RejectionCode.ROLE_TYPE_MISMATCH)
                        .parameters())
                .as("called as the user has it, not by the name that Kim may not see")
                .containsEntry("profile", "staff");
        kims.refused(
                new ChangeRole(T, EVE, Shop.PARTNER, new ProfileChoice(Shop.STAFF_PROFILE)),
                RejectionCode.PROFILE_NOT_FOUND);
        kims.refused(new UnassignUser(T, EVE), RejectionCode.PROFILE_REQUIRED);
    }

    @Test
    void a_profile_that_does_not_fit_is_refused() {
        customer().refused(new AssignUser(T, EVE, Shop.STAFF_PROFILE), RejectionCode.ROLE_TYPE_MISMATCH);
        GivenUser.eve(Shop.person("eve", Shop.ADMIN))
                .refused(new AssignUser(T, EVE, Shop.FREE_PROFILE), RejectionCode.PROFILE_NOT_ALLOWED);
        customer()
                .elsewhere(new ProfileDeleted(Shop.FREE_PROFILE, new ProfileName("free"), null, 1))
                .refused(new AssignUser(T, EVE, Shop.FREE_PROFILE), RejectionCode.PROFILE_NOT_FOUND);
    }

    @Test
    void unassigning_is_possible_only_where_no_profile_is_required() {
        GivenUser eve = customer();
        assertThat(eve.accepted(new UnassignUser(T, EVE))).isEmpty();
        eve.accepted(new AssignUser(T, EVE, Shop.FREE_PROFILE));
        assertThat(eve.accepted(new UnassignUser(T, EVE)))
                .containsExactly(new UserUnassigned(EVE, Shop.FREE_PROFILE, new ProfileName("free")));
        clerk().refused(new UnassignUser(T, EVE), RejectionCode.PROFILE_REQUIRED);
    }

    @Test
    void who_has_the_role_of_its_profile_cannot_lose_both() {
        GivenUser eve = GivenUser.absent();
        eve.accepted(Wish.customer().as(null).on(Shop.SELLER_PROFILE).command());
        eve.refused(new UnassignUser(T, EVE), RejectionCode.FIELD_REQUIRED);
        eve.refused(new AssignUser(T, EVE, Shop.FREE_PROFILE), RejectionCode.FIELD_REQUIRED);
    }

    @Test
    void a_role_changes_within_what_the_catalog_allows() {
        GivenUser eve = clerk();
        assertThat(eve.accepted(new ChangeRole(T, EVE, Shop.CHIEF, null)))
                .containsExactly(new UserRoleChanged(EVE, Shop.CLERK, Shop.CHIEF));
        assertThat(eve.accepted(new ChangeRole(T, EVE, Shop.CHIEF, null))).isEmpty();
        eve.refused(new ChangeRole(T, EVE, new RoleKey("KING"), null), RejectionCode.ROLE_UNKNOWN);
        eve.refused(new ChangeRole(T, EVE, Shop.PARTNER, null), RejectionCode.ROLE_TYPE_MISMATCH);
        eve.refused(new ChangeRole(T, EVE, Shop.ADMIN, null), RejectionCode.PROFILE_NOT_ALLOWED);
    }

    @Test
    void role_and_profile_change_at_once_where_one_alone_is_impossible() {
        GivenUser eve = clerk();
        eve.refused(new ChangeRole(T, EVE, Shop.CUSTOMER, new ProfileChoice(null)), RejectionCode.FIELD_REQUIRED);
        assertThat(eve.accepted(new ChangeRole(T, EVE, Shop.ADMIN, new ProfileChoice(null))))
                .containsExactly(
                        new UserRoleChanged(EVE, Shop.CLERK, Shop.ADMIN),
                        new UserUnassigned(EVE, Shop.STAFF_PROFILE, new ProfileName("staff")));
        assertThat(eve.accepted(new ChangeRole(T, EVE, Shop.CLERK, new ProfileChoice(Shop.STAFF_PROFILE))))
                .hasSize(2);
    }

    @Test
    void a_fixed_role_stays_but_sending_it_again_is_no_mistake() {
        GivenUser eve = clerk().policy(Policy.USER_ROLE_IMMUTABLE, "true");
        eve.refused(new ChangeRole(T, EVE, Shop.CHIEF, null), RejectionCode.ROLE_IMMUTABLE);
        assertThat(eve.accepted(new ChangeRole(T, EVE, Shop.CLERK, null))).isEmpty();
    }

    @Test
    void a_role_only_administrators_give_is_refused_from_others() {
        clerk().elsewhere(Shop.person("kim", Shop.CLERK))
                .commandedBy(GivenTenant.person("kim"))
                .refused(new ChangeRole(T, EVE, Shop.CHIEF, null), RejectionCode.ROLE_NOT_ASSIGNABLE);
    }

    @Test
    void with_a_secondary_directory_the_new_role_decides_where_a_user_may_be_kept() {
        GivenUser eve = GivenUser.eve(Shop.person("eve", Shop.ADMIN));
        eve.policy(Policy.IDENTITY_MODE, "SECONDARY_CIAM");
        eve.refused(new ChangeRole(T, EVE, Shop.PARTNER, null), RejectionCode.IDENTITY_MUST_EXIST_FIRST);
    }

    @Test
    void a_perimeter_is_set_changed_and_taken_away() {
        GivenUser eve = customer();
        ScopeExpression mine = new ScopeExpression.CreatedByMe();
        assertThat(eve.accepted(new AssignPerimeter(T, EVE, mine)))
                .containsExactly(new UserPerimeterChanged(EVE, null, mine));
        assertThat(eve.accepted(new AssignPerimeter(T, EVE, mine))).isEmpty();
        assertThat(eve.accepted(new AssignPerimeter(T, EVE, null)))
                .containsExactly(new UserPerimeterChanged(EVE, mine, null));
    }

    @Test
    void a_perimeter_speaks_of_what_the_catalog_knows() {
        GivenUser eve = customer();
        assertThat(eve.accepted(new AssignPerimeter(T, EVE, within("team")))).hasSize(1);
        assertThat(eve.accepted(new AssignPerimeter(T, EVE, attribute("$user.account"))))
                .hasSize(1);
        eve.refused(new AssignPerimeter(T, EVE, within("queue")), RejectionCode.FIELD_INVALID);
        eve.refused(new AssignPerimeter(T, EVE, attribute("$user.hobby")), RejectionCode.ATTRIBUTE_INVALID);
        eve.refused(new AssignPerimeter(T, EVE, attribute("$user.not a name")), RejectionCode.ATTRIBUTE_UNKNOWN);
    }

    @Test
    void a_perimeter_is_bounded_in_depth_and_size() {
        ScopeExpression deep = new ScopeExpression.All();
        for (int i = 0; i < 8; i++) {
            deep = new ScopeExpression.AllOf(List.of(deep));
        }
        customer().refused(new AssignPerimeter(T, EVE, deep), RejectionCode.FIELD_INVALID);
        List<ScopeExpression> many = IntStream.range(0, 100)
                .<ScopeExpression>mapToObj(i -> new ScopeExpression.All())
                .toList();
        List<ScopeExpression> more = IntStream.range(0, 10)
                .<ScopeExpression>mapToObj(i -> new ScopeExpression.AnyOf(many))
                .toList();
        customer().refused(new AssignPerimeter(T, EVE, new ScopeExpression.AnyOf(more)), RejectionCode.FIELD_INVALID);
    }

    @Test
    void somebody_of_the_tenant_looks_after_the_user() {
        GivenUser eve = customer();
        UserId gil = new UserId("gil");
        assertThat(eve.accepted(new AssignManager(T, EVE, gil)))
                .containsExactly(new UserAssigneeChanged(EVE, null, gil));
        assertThat(eve.accepted(new AssignManager(T, EVE, gil))).isEmpty();
        assertThat(eve.accepted(new AssignManager(T, EVE, null)))
                .containsExactly(new UserAssigneeChanged(EVE, gil, null));
        eve.refused(new AssignManager(T, EVE, new UserId("nobody")), RejectionCode.USER_NOT_FOUND);
        eve.elsewhere(Shop.person("old", Shop.CUSTOMER), new UserDeleted(new UserId("old"), Shop.CUSTOMER, null))
                .refused(new AssignManager(T, EVE, new UserId("old")), RejectionCode.USER_DELETED);
    }

    private static ScopeExpression within(String type) {
        return new ScopeExpression.Within(new InstanceType(type), new TreeSet<>(List.of(new RecordId("t1"))));
    }

    private static ScopeExpression attribute(String value) {
        return new ScopeExpression.Attribute(new AttributeKey("owner"), new TreeSet<>(List.of(value)));
    }
}
