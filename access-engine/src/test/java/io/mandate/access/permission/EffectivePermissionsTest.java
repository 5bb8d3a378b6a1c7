package io.mandate.access.permission;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.access.cases.CaseReader;
import io.mandate.access.history.Log;
import io.mandate.access.scope.Scopes;
import io.mandate.events.profile.ProfileEvent.ProfileDescriptionChanged;
import io.mandate.events.user.UserEvent.UserSuspended;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.ScopeExpression.CreatedByMe;
import io.mandate.events.values.UserId;
import org.junit.jupiter.api.Test;

class EffectivePermissionsTest {
    private static final UserId SAM = new UserId("sam");

    @Test
    void they_are_what_decisions_say_each_with_its_scope() {
        assertThat(of(tenant()).permissions())
                .extracting(
                        p -> p.node().value(),
                        p -> p.action().value(),
                        p -> p.decision().scope())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("commerce/invoices", "edit", new CreatedByMe()),
                        org.assertj.core.groups.Tuple.tuple("commerce/invoices", "view", new CreatedByMe()),
                        org.assertj.core.groups.Tuple.tuple("home/dashboard", "view", Scopes.ALL));
    }

    @Test
    void the_position_rises_with_what_affects_the_user_and_with_nothing_else() {
        Log log = tenant();
        long before = of(log).affectedAt();

        log.commit(new ProfileDescriptionChanged(new ProfileId("other"), null, "x"));
        assertThat(of(log).affectedAt()).isEqualTo(before);
        log.commit(new ProfileDescriptionChanged(new ProfileId("p"), null, "x"));
        assertThat(of(log).affectedAt()).isEqualTo(log.head());
        log.commit(new UserSuspended(SAM));
        assertThat(of(log).affectedAt()).isEqualTo(log.head());
        assertThat(of(log).permissions()).isEmpty();
    }

    @Test
    void a_stranger_has_none() {
        assertThat(EffectivePermissions.of(tenant().now(), new UserId("nobody")))
                .isEmpty();
    }

    private static EffectivePermissions of(Log log) {
        return EffectivePermissions.of(log.now(), SAM).orElseThrow();
    }

    private static Log tenant() {
        return CaseReader.log("""
                catalog: shop
                profiles:
                  p: {nodes: {commerce/invoices: {actions: [view, edit], scope: {kind: CREATED_BY_ME}}, home/dashboard: {actions: [view]}}}
                  other: {}
                users:
                  sam: {role: CSR, profile: p}
                """);
    }
}
