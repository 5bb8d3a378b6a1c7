package io.mandate.command.user;

import static io.mandate.command.user.Wish.EVE;
import static io.mandate.command.user.Wish.T;
import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.access.AccessView;
import io.mandate.command.gate.RequiredRight;
import io.mandate.command.gate.TenantCommand;
import io.mandate.command.given.GivenTenant;
import io.mandate.command.given.Shop;
import io.mandate.command.user.ChangeRole.ProfileChoice;
import io.mandate.events.record.RecordData;
import io.mandate.events.user.UserEvent.UserAssigneeChanged;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.UserId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What scopes of partner administrators can be about (domain 2.5, item 28).
class UserRightsTest {
    private final GivenTenant tenant = Shop.tenant()
            .happened(Shop.person("eve", Shop.PARTNER), new UserAssigneeChanged(EVE, null, new UserId("vi")));
    private final AccessView head = tenant.head();

    @Test
    void a_user_is_judged_by_who_looks_after_it_and_by_its_role() {
        RequiredRight right = new SuspendUser(T, EVE).right(head);
        assertThat(right.node().value()).isEqualTo("administration/users");
        assertThat(right.action().value()).isEqualTo("suspend");
        assertThat(right.record().value()).isEqualTo("eve");
        assertThat(right.data().assignees()).containsExactly(new UserId("vi"));
        assertThat(attributes(right)).isEqualTo(Map.of("role", "PARTNER", "roleType", "PARTNER"));
    }

    @Test
    void of_who_never_was_nothing_is_known() {
        assertThat(new SuspendUser(T, new UserId("nobody")).right(head).data()).isEqualTo(RecordData.UNKNOWN);
    }

    @Test
    void assigning_is_judged_as_the_user_is_and_as_it_will_be() {
        List<RequiredRight> rights = new AssignUser(T, EVE, Shop.PARTNER_PROFILE).rights(head);
        assertThat(rights).hasSize(2);
        assertThat(attributes(rights.get(1)))
                .isEqualTo(Map.of("role", "PARTNER", "roleType", "PARTNER", "profile", "partner"));
    }

    @Test
    void a_profile_of_another_type_or_of_none_is_outside_of_a_scope_over_partners() {
        assertThat(attributes(
                        new AssignUser(T, EVE, Shop.STAFF_PROFILE).rights(head).get(1)))
                .containsEntry("roleType", "STAFF");
        assertThat(attributes(
                        new AssignUser(T, EVE, Shop.FREE_PROFILE).rights(head).get(1)))
                .doesNotContainKey("roleType");
    }

    @Test
    void a_role_is_judged_once_more_as_it_will_be() {
        TenantCommand command = new ChangeRole(T, EVE, Shop.CLERK, new ProfileChoice(Shop.STAFF_PROFILE));
        assertThat(attributes(command.rights(head).get(0))).containsEntry("roleType", "PARTNER");
        assertThat(attributes(command.rights(head).get(1)))
                .isEqualTo(Map.of("role", "CLERK", "roleType", "STAFF", "profile", "staff"));
    }

    @Test
    void a_new_user_is_judged_as_it_will_be() {
        RequiredRight right =
                Wish.customer().as(null).on(new ProfileId("seller")).command().right(head);
        assertThat(right.action().value()).isEqualTo("create");
        assertThat(right.data().creator()).isEqualTo(new UserId("gil"));
        assertThat(attributes(right)).isEqualTo(Map.of("role", "CLERK", "profile", "seller"));
    }

    private static Map<String, String> attributes(RequiredRight right) {
        Map<String, String> attributes = new TreeMap<>();
        right.data().attributes().forEach((key, value) -> attributes.put(key.value(), value));
        return attributes;
    }
}
