package io.mandate.access.navigation;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.access.cases.CaseReader;
import io.mandate.access.history.Log;
import io.mandate.access.navigation.NavigationTree.Entry;
import io.mandate.events.profile.Navigation;
import io.mandate.events.profile.ProfileEvent.ProfileNavigationChanged;
import io.mandate.events.tenant.TenantEvent.TenantOffboarded;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.UserId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NavigationTreeTest {
    private static final String UMA = """
            catalog: shop
            availability: {voice: NOT_LICENSED}
            profiles:
              p:
                defaults: [view]
                nodes:
                  crm: {enablement: ENABLED}
                  staff/agents: {actions: [view]}
                  commerce: {enablement: ENABLED}
                  commerce/invoices: {actions: []}
                  commerce/orders: {actions: [edit]}
            users:
              uma: {role: CSR, profile: p}
              gil: {role: GLOBAL}
              ben: {role: CSR, profile: p, status: SUSPENDED}
            """;

    @Test
    void a_node_is_shown_where_something_below_may_be_viewed() {
        assertThat(shown(CaseReader.log(UMA), "uma"))
                .containsExactly("crm", "crm/contacts", "crm/lists", "staff", "staff/agents");
    }

    @Test
    void a_hidden_node_hides_what_is_below_unless_that_is_shown() {
        Log log = CaseReader.log(UMA)
                .commit(navigation("crm", Navigation.HIDDEN), navigation("crm/lists", Navigation.SHOWN));

        assertThat(shown(log, "uma")).containsExactly("crm/lists", "staff", "staff/agents");
    }

    @Test
    void hiding_does_not_take_the_right_and_showing_does_not_give_it() {
        Log log = CaseReader.log(UMA)
                .commit(navigation("voice", Navigation.SHOWN), navigation("commerce", Navigation.SHOWN));

        assertThat(shown(log, "uma")).doesNotContain("voice", "commerce");
    }

    @Test
    void a_superuser_sees_every_available_module() {
        assertThat(shown(CaseReader.log(UMA), "gil"))
                .contains("commerce", "crm", "staff", "administration", "customers", "home/dashboard")
                .doesNotContain("voice", "voice/recordings");
    }

    @Test
    void where_the_tenant_ended_nobody_sees_anything() {
        Log log = CaseReader.log(UMA).commit(new TenantOffboarded("tenant:acme"));

        assertThat(shown(log, "gil")).isEmpty();
        assertThat(shown(log, "uma")).isEmpty();
    }

    @Test
    void who_is_not_active_sees_nothing_and_a_stranger_has_no_sidebar() {
        assertThat(shown(CaseReader.log(UMA), "ben")).isEmpty();
        assertThat(NavigationTree.of(CaseReader.log(UMA).now(), new UserId("nobody")))
                .isEmpty();
    }

    private static ProfileNavigationChanged navigation(String node, Navigation to) {
        return new ProfileNavigationChanged(new ProfileId("p"), new NodeKey(node), Navigation.UNSET, to);
    }

    private static List<String> shown(Log log, String user) {
        List<String> keys = new ArrayList<>();
        collect(NavigationTree.of(log.now(), new UserId(user)).orElseThrow().entries(), keys);
        return keys;
    }

    private static void collect(List<Entry> entries, List<String> into) {
        for (Entry entry : entries) {
            into.add(entry.node().value());
            collect(entry.children(), into);
        }
    }
}
