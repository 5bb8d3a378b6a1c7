package io.mandate.access.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.access.cases.CaseReader;
import io.mandate.access.decision.Finding.Kind;
import io.mandate.access.history.Log;
import io.mandate.events.profile.ProfileEvent.ProfileAssociatedRoleChanged;
import io.mandate.events.record.RecordData;
import io.mandate.events.record.RecordEvent.RecordRegistered;
import io.mandate.events.user.UserEvent.UserAssigneeChanged;
import io.mandate.events.user.UserEvent.UserRoleChanged;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.UserId;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// The records of `administration/users` are the users, and their own events are what such a decision rests on.
class KnownPrincipalTest {
    private static final UserId PIA = new UserId("pia");
    private static final UserId CY = new UserId("cy");
    private static final ProfileId BRINGING = new ProfileId("bringing");
    private static final RoleKey PARTNER = new RoleKey("PARTNER");
    private static final RoleKey CSR = new RoleKey("CSR");

    @Test
    void who_looks_after_a_user_reaches_him_since_that_was_said() {
        Log log = scoped("{kind: ASSIGNED_TO_ME}");
        assertThat(edit(log).decision().reason()).isEqualTo(Reason.OUT_OF_RECORD_SCOPE);

        long given = log.commit(new UserAssigneeChanged(CY, null, PIA)).head();
        log.commit(new UserRoleChanged(CY, PARTNER, CSR));
        assertThat(facts(edit(log))).containsExactly(given);

        long taken = log.commit(new UserAssigneeChanged(CY, PIA, null)).head();
        assertThat(edit(log).findings())
                .last()
                .isEqualTo(new Finding(11, Kind.RECORD, false, PrincipalRecord.USERS, taken, null));
    }

    @Test
    void a_role_of_his_own_counts_since_it_was_given() {
        Log log = scoped("{kind: ATTRIBUTE, name: role, values: [CSR]}");
        long given = log.commit(new UserRoleChanged(CY, PARTNER, CSR)).head();
        log.commit(new UserAssigneeChanged(CY, null, PIA));

        assertThat(facts(edit(log))).containsExactly(given);
    }

    @Test
    void a_role_that_comes_with_the_profile_rests_on_both() {
        Log log = scoped("{kind: ATTRIBUTE, name: role, values: [CSR]}");
        log.commit(new UserRoleChanged(CY, PARTNER, null));
        long brought = log.commit(new ProfileAssociatedRoleChanged(BRINGING, null, CSR))
                .head();

        assertThat(facts(edit(log))).containsExactly(log.now().user(CY).facts().profile(), brought);
    }

    @Test
    void what_is_registered_under_the_id_of_a_user_says_nothing() {
        Log log = scoped("{kind: CREATED_BY_ME}");
        log.commit(new RecordRegistered(
                PrincipalRecord.USERS,
                new RecordId("cy"),
                new RecordData(PIA, PIA, new TreeSet<>(), Map.of(), Map.of())));

        assertThat(edit(log).decision().reason()).isEqualTo(Reason.OUT_OF_RECORD_SCOPE);
        Question asItIs = new Question(
                PIA,
                PrincipalRecord.USERS,
                new ActionName("edit"),
                new RecordId("cy"),
                AssertedRecord.of(PrincipalRecord.of(log.now(), log.now().user(CY))),
                Map.of());
        assertThat(AccessRules.decide(log.now(), asItIs).reason()).isEqualTo(Reason.OUT_OF_RECORD_SCOPE);
    }

    @Test
    void of_an_id_that_nobody_has_what_is_registered_counts() {
        Log log = scoped("{kind: CREATED_BY_ME}");
        log.commit(new RecordRegistered(
                PrincipalRecord.USERS,
                new RecordId("nobody"),
                new RecordData(PIA, null, new TreeSet<>(), Map.of(), Map.of())));

        assertThat(facts(edit(log, "nobody"))).containsExactly(log.head());
    }

    @Test
    void what_is_said_to_be_all_leaves_nothing_to_what_is_registered() {
        RecordData known =
                new RecordData(PIA, PIA, new TreeSet<>(List.of(PIA)), Map.of(), Map.of(PrincipalRecord.ROLE, "CSR"));

        assertThat(AssertedRecord.of(RecordData.UNKNOWN).over(known)).isEqualTo(RecordData.UNKNOWN);
        assertThat(new AssertedRecord(null, null, null, Map.of(), Map.of()).over(known))
                .isEqualTo(known);
    }

    private static Log scoped(String scope) {
        return CaseReader.log("""
            catalog: shop
            profiles:
              admins: {nodes: {administration/users: {actions: [view, edit], scope: %s}}}
              bringing: {}
            users:
              pia: {role: PARTNER, profile: admins}
              cy: {role: PARTNER, profile: bringing}
            """.formatted(scope));
    }

    private static Explanation edit(Log log) {
        return edit(log, "cy");
    }

    private static Explanation edit(Log log, String user) {
        return Explanation.of(
                log.now(), Question.about(PIA, PrincipalRecord.USERS, new ActionName("edit"), new RecordId(user)));
    }

    private static List<Long> facts(Explanation explanation) {
        assertThat(explanation.decision().allowed()).isTrue();
        return explanation.findings().stream()
                .filter(finding -> finding.kind() == Kind.RECORD)
                .map(Finding::fact)
                .toList();
    }
}
