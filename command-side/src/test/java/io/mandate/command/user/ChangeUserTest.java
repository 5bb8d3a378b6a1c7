package io.mandate.command.user;

import static io.mandate.command.user.Wish.EVE;
import static io.mandate.command.user.Wish.T;
import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.command.given.Shop;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.tenant.Policy;
import io.mandate.events.user.Identity;
import io.mandate.events.user.PrincipalKind;
import io.mandate.events.user.UserEvent.AcknowledgementRecorded;
import io.mandate.events.user.UserEvent.DetailChange;
import io.mandate.events.user.UserEvent.ExternalIdentityLinked;
import io.mandate.events.user.UserEvent.ExternalIdentityUnlinked;
import io.mandate.events.user.UserEvent.PasswordResetRequested;
import io.mandate.events.user.UserEvent.UserActivated;
import io.mandate.events.user.UserEvent.UserDeleted;
import io.mandate.events.user.UserEvent.UserDetailsChanged;
import io.mandate.events.user.UserEvent.UserEnabled;
import io.mandate.events.user.UserEvent.UserPersonalDataErased;
import io.mandate.events.user.UserEvent.UserSuspended;
import io.mandate.events.user.UserEvent.UsernameChanged;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.PersonalText;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChangeUserTest {
    private static GivenUser customer() {
        GivenUser eve = GivenUser.absent();
        eve.accepted(Wish.customer().first("Eve").command());
        return eve;
    }

    private static ChangeDetails details(Detail detail, @Nullable String to) {
        Map<Detail, @Nullable PersonalText> details = new HashMap<>();
        details.put(detail, to == null ? null : PersonalText.of(to));
        return new ChangeDetails(T, EVE, details, Map.of(), null);
    }

    private static ChangeDetails attribute(AttributeKey key, @Nullable String to) {
        return new ChangeDetails(
                T, EVE, Map.of(), Collections.singletonMap(key, to == null ? null : PersonalText.of(to)), null);
    }

    @Test
    void changed_details_are_one_event_with_one_change_for_each_field() {
        Map<Detail, @Nullable PersonalText> details = new HashMap<>();
        details.put(Detail.FIRST_NAME, PersonalText.of("Eva"));
        details.put(Detail.LAST_NAME, PersonalText.of("Park"));
        var events = customer()
                .accepted(new ChangeDetails(
                        T,
                        EVE,
                        details,
                        Map.of(Shop.REGION, PersonalText.of("EU"), Shop.HOBBY, PersonalText.of("go")),
                        null));
        assertThat(((UserDetailsChanged) events.getFirst()).changes())
                .containsExactlyInAnyOrder(
                        new DetailChange("firstName", PersonalText.of("Eve"), PersonalText.of("Eva"), null, null),
                        new DetailChange("lastName", null, PersonalText.of("Park"), null, null),
                        new DetailChange("attributes.region", null, null, null, "EU"),
                        new DetailChange("attributes.hobby", null, PersonalText.of("go"), null, null));
        assertThat(events).hasSize(1);
    }

    @Test
    void unchanged_details_are_no_event() {
        assertThat(customer().accepted(details(Detail.FIRST_NAME, "Eve"))).isEmpty();
        assertThat(customer().accepted(details(Detail.LAST_NAME, null))).isEmpty();
        assertThat(customer().accepted(attribute(Shop.ACCOUNT, "A-1"))).isEmpty();
    }

    @Test
    void a_detail_can_be_taken_away_and_its_next_change_knows_that() {
        GivenUser eve = customer();
        eve.accepted(details(Detail.FIRST_NAME, null));
        var events = eve.accepted(details(Detail.FIRST_NAME, "Evita"));
        assertThat(((UserDetailsChanged) events.getFirst()).changes())
                .containsExactly(new DetailChange("firstName", null, PersonalText.of("Evita"), null, null));
    }

    @Test
    void a_required_attribute_cannot_be_taken_away_others_can() {
        customer().refused(attribute(Shop.ACCOUNT, null), RejectionCode.FIELD_REQUIRED);
        GivenUser eve = customer();
        eve.accepted(attribute(Shop.REGION, "EU"));
        assertThat(((UserDetailsChanged)
                                eve.accepted(attribute(Shop.REGION, null)).getFirst())
                        .changes())
                .containsExactly(new DetailChange("attributes.region", null, null, "EU", null));
    }

    @Test
    void what_a_detail_or_attribute_cannot_be_is_refused() {
        customer().refused(details(Detail.EMAIL, "nowhere"), RejectionCode.FIELD_INVALID);
        customer().refused(details(Detail.LABEL, "Eve"), RejectionCode.FIELD_INVALID);
        customer().refused(attribute(Shop.REGION, "MARS"), RejectionCode.ATTRIBUTE_INVALID);
        customer().refused(attribute(new AttributeKey("shoeSize"), "44"), RejectionCode.ATTRIBUTE_UNKNOWN);
    }

    @Test
    void services_have_a_label_and_no_names() {
        GivenUser service = GivenUser.eve(Shop.program("eve", PrincipalKind.SERVICE, null));
        service.refused(details(Detail.FIRST_NAME, "Eve"), RejectionCode.FIELD_INVALID);
        service.refused(details(Detail.LABEL, null), RejectionCode.FIELD_REQUIRED);
        service.refused(new ChangeUsername(T, EVE, PersonalText.of("x"), null), RejectionCode.FIELD_INVALID);
        service.refused(new LinkIdentity(T, EVE, identity("1")), RejectionCode.FIELD_INVALID);
        service.refused(new RequestPasswordReset(T, EVE), RejectionCode.FIELD_INVALID);
        assertThat(((UserDetailsChanged) service.accepted(details(Detail.LABEL, "Billing"))
                                .getFirst())
                        .changes())
                .containsExactly(new DetailChange("label", null, null, "eve", "Billing"));
    }

    @Test
    void a_new_username_is_to_be_verified_where_usernames_are_addresses() {
        assertThat(customer().accepted(new ChangeUsername(T, EVE, PersonalText.of("eva"), null)))
                .containsExactly(new UsernameChanged(EVE, PersonalText.of("eve"), PersonalText.of("eva"), false));
        GivenUser mailed = customer().policy(Policy.USERNAME_PATTERN, "EMAIL");
        assertThat(mailed.accepted(new ChangeUsername(T, EVE, PersonalText.of("eva@x.io"), null)))
                .containsExactly(new UsernameChanged(EVE, PersonalText.of("eve"), PersonalText.of("eva@x.io"), true));
        mailed.refused(new ChangeUsername(T, EVE, PersonalText.of("eva"), null), RejectionCode.USERNAME_INVALID);
        assertThat(customer().accepted(new ChangeUsername(T, EVE, PersonalText.of("eve"), null)))
                .isEmpty();
    }

    @Test
    void a_fixed_username_stays_but_sending_it_again_is_no_mistake() {
        GivenUser eve = customer().policy(Policy.USERNAME_IMMUTABLE, "true");
        eve.refused(new ChangeUsername(T, EVE, PersonalText.of("eva"), null), RejectionCode.USERNAME_IMMUTABLE);
        assertThat(eve.accepted(new ChangeUsername(T, EVE, PersonalText.of("eve"), null)))
                .isEmpty();
    }

    @Test
    void activating_suspending_and_enabling_are_idempotent() {
        GivenUser eve = customer();
        assertThat(eve.accepted(new EnableUser(T, EVE))).isEmpty();
        assertThat(eve.accepted(new ActivateUser(T, EVE))).containsExactly(new UserActivated(EVE));
        assertThat(eve.accepted(new ActivateUser(T, EVE))).isEmpty();
        assertThat(eve.accepted(new SuspendUser(T, EVE))).containsExactly(new UserSuspended(EVE));
        assertThat(eve.accepted(new SuspendUser(T, EVE))).isEmpty();
        assertThat(eve.accepted(new EnableUser(T, EVE))).containsExactly(new UserEnabled(EVE));
        assertThat(eve.tenant().head().user(EVE).status().name()).isEqualTo("ACTIVE");
    }

    @Test
    void a_suspended_user_that_activates_stays_suspended_and_is_active_once_enabled() {
        GivenUser eve = customer();
        eve.accepted(new SuspendUser(T, EVE));
        eve.accepted(new ActivateUser(T, EVE));
        assertThat(eve.tenant().head().user(EVE).status().name()).isEqualTo("SUSPENDED");
        eve.accepted(new EnableUser(T, EVE));
        assertThat(eve.tenant().head().user(EVE).status().name()).isEqualTo("ACTIVE");
    }

    @Test
    void deleting_ends_the_user_and_erases_its_data_in_one_decision() {
        GivenUser eve = customer();
        assertThat(eve.accepted(new DeleteUser(T, EVE, null)))
                .containsExactly(
                        new UserDeleted(EVE, Shop.CUSTOMER, null), new UserPersonalDataErased(EVE, GivenUser.KEY));
        eve.refused(new DeleteUser(T, EVE, null), RejectionCode.USER_DELETED);
        eve.refused(new AssignUser(T, EVE, Shop.FREE_PROFILE), RejectionCode.USER_DELETED);
        assertThat(eve.accepted(new ErasePersonalData(T, EVE))).isEmpty();
    }

    @Test
    void data_of_a_user_deleted_before_is_erased_alone() {
        GivenUser eve = GivenUser.eve(Shop.person("eve", Shop.CUSTOMER), new UserDeleted(EVE, Shop.CUSTOMER, null));
        assertThat(eve.accepted(new ErasePersonalData(T, EVE)))
                .containsExactly(new UserPersonalDataErased(EVE, GivenUser.KEY));
        customer().refused(new ErasePersonalData(T, EVE), RejectionCode.FIELD_INVALID);
    }

    @Test
    void who_never_was_is_not_found() {
        GivenUser.absent().refused(new SuspendUser(T, EVE), RejectionCode.USER_NOT_FOUND);
    }

    @Test
    void another_identity_replaces_the_one_before() {
        GivenUser eve = customer();
        assertThat(eve.accepted(new LinkIdentity(T, EVE, identity("1"))))
                .containsExactly(new ExternalIdentityLinked(EVE, identity("1")));
        assertThat(eve.accepted(new LinkIdentity(T, EVE, identity("1")))).isEmpty();
        assertThat(eve.accepted(new LinkIdentity(T, EVE, identity("2"))))
                .containsExactly(
                        new ExternalIdentityUnlinked(EVE, "okta"), new ExternalIdentityLinked(EVE, identity("2")));
        assertThat(eve.accepted(new UnlinkIdentity(T, EVE))).containsExactly(new ExternalIdentityUnlinked(EVE, "okta"));
        assertThat(eve.accepted(new UnlinkIdentity(T, EVE))).isEmpty();
    }

    @Test
    void with_a_secondary_directory_a_customer_cannot_be_unlinked_and_an_administrator_not_linked() {
        GivenUser eve = customer();
        eve.accepted(new LinkIdentity(T, EVE, identity("1")));
        eve.policy(Policy.IDENTITY_MODE, "SECONDARY_CIAM")
                .refused(new UnlinkIdentity(T, EVE), RejectionCode.IDENTITY_MUST_EXIST_FIRST);
        GivenUser.eve(Shop.person("eve", Shop.ADMIN))
                .refused(new LinkIdentity(T, EVE, identity("1")), RejectionCode.IDENTITY_MUST_BE_LOCAL);
    }

    @Test
    void a_password_reset_is_recorded_each_time() {
        GivenUser eve = customer();
        assertThat(eve.accepted(new RequestPasswordReset(T, EVE))).containsExactly(new PasswordResetRequested(EVE));
        assertThat(eve.accepted(new RequestPasswordReset(T, EVE))).hasSize(1);
    }

    @Test
    void an_acknowledgement_is_recorded_once_for_each_version() {
        GivenUser eve = customer();
        assertThat(eve.accepted(new RecordAcknowledgement(T, EVE, "auto-pay", "1")))
                .containsExactly(new AcknowledgementRecorded(EVE, "auto-pay", "1"));
        assertThat(eve.accepted(new RecordAcknowledgement(T, EVE, "auto-pay", "1")))
                .isEmpty();
        assertThat(eve.accepted(new RecordAcknowledgement(T, EVE, "auto-pay", "2")))
                .hasSize(1);
        eve.refused(new RecordAcknowledgement(T, EVE, "", "2"), RejectionCode.FIELD_INVALID);
        eve.refused(new RecordAcknowledgement(T, EVE, "x", "2".repeat(65)), RejectionCode.FIELD_INVALID);
    }

    private static Identity identity(String subject) {
        return new Identity("okta", PersonalText.of(subject));
    }
}
