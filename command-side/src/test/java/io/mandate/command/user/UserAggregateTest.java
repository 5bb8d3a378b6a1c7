package io.mandate.command.user;

import static io.mandate.command.user.Wish.EVE;
import static io.mandate.command.user.Wish.T;
import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.command.given.GivenTenant;
import io.mandate.command.given.LivingKeys;
import io.mandate.command.given.Shop;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.user.Identity;
import io.mandate.events.user.PrincipalKind;
import io.mandate.events.user.UserEvent;
import io.mandate.events.user.UserEvent.AcknowledgementRecorded;
import io.mandate.events.user.UserEvent.DetailChange;
import io.mandate.events.user.UserEvent.ExternalIdentityLinked;
import io.mandate.events.user.UserEvent.ExternalIdentityUnlinked;
import io.mandate.events.user.UserEvent.PasswordResetRequested;
import io.mandate.events.user.UserEvent.UserActivated;
import io.mandate.events.user.UserEvent.UserAssigned;
import io.mandate.events.user.UserEvent.UserAssigneeChanged;
import io.mandate.events.user.UserEvent.UserDeleted;
import io.mandate.events.user.UserEvent.UserDetailsChanged;
import io.mandate.events.user.UserEvent.UserEnabled;
import io.mandate.events.user.UserEvent.UserPerimeterChanged;
import io.mandate.events.user.UserEvent.UserPersonalDataErased;
import io.mandate.events.user.UserEvent.UserRoleChanged;
import io.mandate.events.user.UserEvent.UserSuspended;
import io.mandate.events.user.UserEvent.UserUnassigned;
import io.mandate.events.user.UserEvent.UsernameChanged;
import io.mandate.events.values.PersonalText;
import io.mandate.events.values.ProfileName;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.UserId;
import java.util.List;
import java.util.Map;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Test;

/// That each command finds its handler, its parameters and its stream; what it decides is told by the tests of the
/// rules.
class UserAggregateTest {
    private static final UserEvent CREATED = Shop.person("eve", Shop.CUSTOMER);
    private static final PersonalText EVA = PersonalText.of("eva");
    private static final Identity OKTA = new Identity("okta", PersonalText.of("1"));
    private static final ProfileName FREE = new ProfileName("free");

    private final GivenTenant tenant = Shop.tenant().happened(Shop.person("gil", Shop.ADMIN), Shop.activated("gil"));

    private TestExecutor<UserAggregate> given(UserEvent... events) {
        AggregateTestFixture<UserAggregate> fixture = new AggregateTestFixture<>(UserAggregate.class);
        if (events.length > 0) {
            tenant.happened(events);
        }
        fixture.registerInjectableResource(tenant.head());
        fixture.registerInjectableResource(GivenTenant.by(GivenTenant.person("gil")));
        fixture.registerInjectableResource(new LivingKeys());
        return events.length == 0 ? fixture.givenNoPriorActivity() : fixture.given((Object[]) events);
    }

    @Test
    void create_user() {
        given().when(Wish.customer().command()).expectSuccessfulHandlerExecution();
    }

    @Test
    void create_service() {
        given().when(new CreatePrincipal(T, EVE, PrincipalKind.SERVICE, EVA, null, null, null))
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void a_second_creation_is_refused() {
        given(CREATED)
                .when(Wish.customer().command())
                .expectException(RejectedException.class)
                .expectExceptionMessage(RejectionCode.USER_ID_TAKEN.name());
    }

    @Test
    void a_command_for_nobody_is_refused() {
        given().when(new ActivateUser(T, EVE))
                .expectException(RejectedException.class)
                .expectExceptionMessage(RejectionCode.USER_NOT_FOUND.name());
    }

    @Test
    void activate_user() {
        given(CREATED).when(new ActivateUser(T, EVE)).expectEvents(new UserActivated(EVE));
    }

    @Test
    void change_details() {
        given(CREATED)
                .when(new ChangeDetails(T, EVE, Map.of(Detail.FIRST_NAME, EVA), Map.of(), null))
                .expectEvents(
                        new UserDetailsChanged(EVE, List.of(new DetailChange("firstName", null, EVA, null, null))));
    }

    @Test
    void change_username() {
        given(CREATED)
                .when(new ChangeUsername(T, EVE, EVA, null))
                .expectEvents(new UsernameChanged(EVE, PersonalText.of("eve@shop.example"), EVA, false));
    }

    @Test
    void change_role() {
        given(CREATED)
                .when(new ChangeRole(T, EVE, Shop.PARTNER, null))
                .expectEvents(new UserRoleChanged(EVE, Shop.CUSTOMER, Shop.PARTNER));
    }

    @Test
    void assign_and_unassign_user() {
        UserAssigned assigned = new UserAssigned(EVE, null, null, Shop.FREE_PROFILE, FREE, 1);
        given(CREATED).when(new AssignUser(T, EVE, Shop.FREE_PROFILE)).expectEvents(assigned);
        tenant.happened(assigned);
        AggregateTestFixture<UserAggregate> again = new AggregateTestFixture<>(UserAggregate.class);
        again.registerInjectableResource(tenant.head());
        again.registerInjectableResource(GivenTenant.by(GivenTenant.person("gil")));
        again.registerInjectableResource(new LivingKeys());
        again.given(CREATED, assigned)
                .when(new UnassignUser(T, EVE))
                .expectEvents(new UserUnassigned(EVE, Shop.FREE_PROFILE, FREE));
    }

    /// Each of many gets the profile by a command of his own, in his stream.
    @Test
    void assign_users() {
        AssignUsers all = new AssignUsers(T, List.of(EVE, new UserId("kim"), EVE), Shop.FREE_PROFILE);
        assertThat(all.each())
                .containsExactly(
                        new AssignUser(T, EVE, Shop.FREE_PROFILE),
                        new AssignUser(T, new UserId("kim"), Shop.FREE_PROFILE));
        given(CREATED)
                .when(all.each().getFirst())
                .expectSuccessfulHandlerExecution()
                .expectEvents(new UserAssigned(EVE, null, null, Shop.FREE_PROFILE, FREE, 1));
        given(Shop.person("kim", Shop.ADMIN))
                .when(all.each().getLast())
                .expectException(RejectedException.class)
                .expectExceptionMessage(RejectionCode.PROFILE_NOT_ALLOWED.name())
                .expectNoEvents();
    }

    @Test
    void suspend_user() {
        given(CREATED).when(new SuspendUser(T, EVE)).expectEvents(new UserSuspended(EVE));
    }

    @Test
    void enable_user() {
        given(CREATED, new UserSuspended(EVE)).when(new EnableUser(T, EVE)).expectEvents(new UserEnabled(EVE));
    }

    @Test
    void delete_user() {
        given(CREATED)
                .when(new DeleteUser(T, EVE, null))
                .expectEvents(new UserDeleted(EVE, Shop.CUSTOMER, null), new UserPersonalDataErased(EVE, "key-of-eve"));
    }

    @Test
    void erase_personal_data() {
        given(CREATED, new UserDeleted(EVE, Shop.CUSTOMER, null))
                .when(new ErasePersonalData(T, EVE))
                .expectEvents(new UserPersonalDataErased(EVE, "key-of-eve"));
    }

    @Test
    void link_and_unlink_identity() {
        given(CREATED).when(new LinkIdentity(T, EVE, OKTA)).expectEvents(new ExternalIdentityLinked(EVE, OKTA));
    }

    @Test
    void unlink_identity() {
        given(CREATED, new ExternalIdentityLinked(EVE, OKTA))
                .when(new UnlinkIdentity(T, EVE))
                .expectEvents(new ExternalIdentityUnlinked(EVE, "okta"));
    }

    @Test
    void assign_perimeter() {
        ScopeExpression mine = new ScopeExpression.CreatedByMe();
        given(CREATED).when(new AssignPerimeter(T, EVE, mine)).expectEvents(new UserPerimeterChanged(EVE, null, mine));
    }

    @Test
    void assign_manager() {
        UserId gil = new UserId("gil");
        given(CREATED).when(new AssignManager(T, EVE, gil)).expectEvents(new UserAssigneeChanged(EVE, null, gil));
    }

    @Test
    void request_password_reset() {
        given(CREATED).when(new RequestPasswordReset(T, EVE)).expectEvents(new PasswordResetRequested(EVE));
    }

    @Test
    void record_acknowledgement() {
        given(CREATED)
                .when(new RecordAcknowledgement(T, EVE, "auto-pay", "1"))
                .expectEvents(new AcknowledgementRecorded(EVE, "auto-pay", "1"));
    }

    @Test
    void nothing_happens_twice() {
        given(CREATED, new UserSuspended(EVE))
                .when(new SuspendUser(T, EVE))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }
}
