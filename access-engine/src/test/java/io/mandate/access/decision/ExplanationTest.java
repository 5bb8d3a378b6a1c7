package io.mandate.access.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.access.cases.CaseReader;
import io.mandate.access.decision.Finding.Kind;
import io.mandate.access.history.Log;
import io.mandate.events.profile.Enablement;
import io.mandate.events.profile.ProfileEvent.PermissionOverridden;
import io.mandate.events.profile.ProfileEvent.ProfileNodeEnablementChanged;
import io.mandate.events.profile.ProfileEvent.ProfileRecordScopeChanged;
import io.mandate.events.user.UserEvent.UserAssigned;
import io.mandate.events.user.UserEvent.UserSuspended;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.ProfileName;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.ScopeExpression.All;
import io.mandate.events.values.ScopeExpression.CreatedByMe;
import io.mandate.events.values.UserId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExplanationTest {
    private static final UserId SAM = new UserId("sam");
    private static final ProfileId P = new ProfileId("p");
    private static final NodeKey INVOICES = new NodeKey("commerce/invoices");
    private static final NodeKey COMMERCE = new NodeKey("commerce");

    @Test
    void an_allowed_decision_names_the_event_behind_each_condition() {
        Log log = tenant();
        long before = log.head();
        log.commit(new UserAssigned(SAM, null, null, P, new ProfileName("p"), 1))
                .commit(new ProfileNodeEnablementChanged(P, COMMERCE, Enablement.UNSET, Enablement.ENABLED))
                .commit(overridden())
                .commit(new ProfileRecordScopeChanged(P, INVOICES, null, null, new CreatedByMe()));
        Explanation explanation = explain(log);

        assertThat(explanation.decision().allowed()).isTrue();
        assertThat(explanation.decision().fact()).isEqualTo(before + 3);
        assertThat(explanation.inheritedFrom()).isEqualTo(COMMERCE);
        assertThat(explanation.fromDefault()).isFalse();
        assertThat(fact(explanation, Kind.PROFILE)).isEqualTo(before + 1);
        assertThat(fact(explanation, Kind.ENABLED)).isEqualTo(before + 2);
        assertThat(fact(explanation, Kind.ACTION_GRANTED)).isEqualTo(before + 3);
        assertThat(fact(explanation, Kind.RECORD_SCOPE)).isEqualTo(before + 4);
    }

    @Test
    void the_default_permission_is_named_as_such() {
        Log log = tenant().commit(
                        new UserAssigned(SAM, null, null, P, new ProfileName("p"), 1),
                        new ProfileNodeEnablementChanged(P, COMMERCE, Enablement.UNSET, Enablement.ENABLED));
        Explanation explanation = explain(log);

        assertThat(explanation.fromDefault()).isTrue();
        assertThat(explanation.inheritedFrom()).isNull();
    }

    @Test
    void a_denial_ends_with_what_was_not_met() {
        Log log = tenant().commit(new UserSuspended(SAM));
        Explanation explanation = explain(log);

        assertThat(explanation.step()).isEqualTo(2);
        assertThat(explanation.findings())
                .last()
                .isEqualTo(new Finding(2, Kind.USER_ACTIVE, false, null, log.head(), null));
    }

    @Test
    void a_limit_of_the_level_is_told_if_it_is_one_and_ends_what_it_does_not_reach() {
        ActionName edit = new ActionName("edit");
        Log limited = tenant().commit(new UserAssigned(SAM, null, null, P, new ProfileName("p"), 1))
                .commit(overridden(Map.of(edit, new CreatedByMe())));
        assertThat(fact(explain(limited), Kind.LEVEL_SCOPE)).isEqualTo(limited.head());
        Question foreign = Question.about(SAM, INVOICES, edit, new RecordId("INV-1"));
        assertThat(Explanation.of(limited.now(), foreign).findings())
                .last()
                .isEqualTo(new Finding(11, Kind.LEVEL_SCOPE, false, COMMERCE, limited.head(), new CreatedByMe()));

        limited.commit(overridden(Map.of(edit, new All())));
        assertThat(explain(limited).findings())
                .extracting(Finding::kind)
                .contains(Kind.ACTION_GRANTED)
                .doesNotContain(Kind.LEVEL_SCOPE);
    }

    private static PermissionOverridden overridden(Map<ActionName, ScopeExpression> levelScopes) {
        ActionSet edit = ActionSet.of("edit");
        return new PermissionOverridden(P, COMMERCE, null, edit, null, null, Map.of(), Map.of(), Map.of(), levelScopes);
    }

    private static PermissionOverridden overridden() {
        return new PermissionOverridden(P, COMMERCE, null, ActionSet.of("edit"), null, null, Map.of(), Map.of());
    }

    private static Log tenant() {
        return CaseReader.log("""
                catalog: shop
                profiles:
                  p: {defaults: [edit]}
                users:
                  sam: {role: CSR}
                """);
    }

    private static Explanation explain(Log log) {
        return Explanation.of(log.now(), Question.about(SAM, INVOICES, new ActionName("edit")));
    }

    private static long fact(Explanation explanation, Kind kind) {
        return explanation.findings().stream()
                .filter(finding -> finding.kind() == kind)
                .findFirst()
                .orElseThrow()
                .fact();
    }
}
