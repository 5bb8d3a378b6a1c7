package io.mandate.access.permission;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.access.AccessView;
import io.mandate.access.cases.CaseReader;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.ScopeExpression.Attribute;
import io.mandate.events.values.UserId;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class EscalationTest {
    private static final AccessView TENANT = CaseReader.log("""
            catalog: shop
            availability: {crm: UNAVAILABLE}
            profiles:
              lead: {nodes: {commerce/invoices: {actions: [view, edit]}, crm/contacts: {actions: [view]}}}
              own: {nodes: {commerce/invoices: {actions: [view, edit], scope: {kind: CREATED_BY_ME}}}}
              masked: {mask: true, nodes: {crm/contacts: {actions: [view]}}}
              more: {nodes: {commerce/invoices: {actions: [view, edit, delete]}}}
              partner: {roleType: PARTNER, nodes: {customers/special: {actions: [view]}}}
              csr: {roleType: CSR, nodes: {customers/special: {actions: [view]}}}
            users:
              gil: {role: GLOBAL}
              lea: {role: CSR, profile: lead}
              olu: {role: CSR, profile: own}
              mia: {role: CSR, profile: masked}
              reg: {role: CSR, profile: lead, perimeter: {kind: ATTRIBUTE, name: store, values: [lyon]}}
              sus: {role: CSR, profile: lead, status: SUSPENDED}
            """).now();

    @Test
    void who_holds_all_of_it_exceeds_nothing_also_while_the_module_is_not_available() {
        assertThat(exceeds("lea", "lead")).isEmpty();
        assertThat(exceeds("lea", "own")).isEmpty();
        assertThat(exceeds("lea", "masked")).isEmpty();
    }

    @Test
    void an_action_that_is_not_held_is_named() {
        assertThat(exceeds("lea", "more"))
                .containsExactly(
                        new Excess(new NodeKey("commerce/invoices"), new ActionName("delete"), Excess.Kind.NOT_HELD));
    }

    @Test
    void a_wider_scope_exceeds_and_so_does_seeing_what_is_masked() {
        assertThat(exceeds("olu", "lead"))
                .extracting(Excess::kind)
                .containsOnly(Excess.Kind.WIDER_SCOPE, Excess.Kind.NOT_HELD);
        assertThat(exceeds("mia", "lead"))
                .extracting(Excess::kind)
                .containsOnly(Excess.Kind.NOT_HELD, Excess.Kind.FEWER_OBLIGATIONS);
    }

    @Test
    void the_givers_perimeter_counts_unless_the_receiver_has_it_too() {
        assertThat(exceeds("reg", "lead")).extracting(Excess::kind).containsOnly(Excess.Kind.WIDER_SCOPE);
        assertThat(Escalation.exceeds(
                        TENANT,
                        new UserId("reg"),
                        Objects.requireNonNull(TENANT.profile(new ProfileId("lead"))),
                        new Attribute(new AttributeKey("store"), new TreeSet<>(Set.of("lyon")))))
                .isEmpty();
    }

    @Test
    void a_superuser_gives_everything_and_who_is_not_active_nothing() {
        assertThat(exceeds("gil", "more")).isEmpty();
        assertThat(exceeds("sus", "lead")).isNotEmpty();
        assertThat(exceeds("nobody", "lead")).isNotEmpty();
    }

    @Test
    void what_exists_for_none_of_the_profiles_roles_is_not_given() {
        assertThat(exceeds("lea", "csr")).isEmpty();
        assertThat(exceeds("lea", "partner")).isNotEmpty();
    }

    @Test
    void only_some_roles_confer_superuser() {
        assertThat(Escalation.confersSuperuser(TENANT.catalog(), new RoleKey("GLOBAL")))
                .isTrue();
        assertThat(Escalation.confersSuperuser(TENANT.catalog(), new RoleKey("ADMIN")))
                .isFalse();
        assertThat(Escalation.confersSuperuser(TENANT.catalog(), null)).isFalse();
    }

    private static List<Excess> exceeds(String giver, String profile) {
        return Escalation.exceeds(
                TENANT, new UserId(giver), Objects.requireNonNull(TENANT.profile(new ProfileId(profile))));
    }
}
