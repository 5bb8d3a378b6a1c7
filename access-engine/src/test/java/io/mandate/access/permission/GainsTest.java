package io.mandate.access.permission;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.access.AccessView;
import io.mandate.access.cases.CaseReader;
import io.mandate.access.history.Log;
import io.mandate.events.DomainEvent;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeDefined;
import io.mandate.events.catalog.NodeDefinition;
import io.mandate.events.profile.ProfileEvent.ProfileAssociatedRoleChanged;
import io.mandate.events.user.UserEvent.UserPerimeterChanged;
import io.mandate.events.user.UserEvent.UserRoleChanged;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.FieldClass;
import io.mandate.events.values.FieldName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.ScopeExpression.Attribute;
import io.mandate.events.values.UserId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GainsTest {
    private static final NodeKey ACCOUNTS = new NodeKey("customers/accounts");
    private static final NodeKey CONTACTS = new NodeKey("crm/contacts");
    private static final RoleKey CUSTOMER = new RoleKey("CUSTOMER");
    private static final RoleKey EXECUTIVE = new RoleKey("ACCOUNT_EXECUTIVE");
    private static final ProfileId ANY = new ProfileId("any");
    private static final ProfileId FOLLOW = new ProfileId("follow");
    private static final String TENANT = """
            catalog: shop
            profiles:
              any: {nodes: {customers/accounts: {actions: [view, edit]}}}
              follow: {associatedRole: CUSTOMER, nodes: {customers/accounts: {actions: [view, edit]}}}
              desk: {mask: true, nodes: {crm/contacts: {actions: [view]}}}
              front: {nodes: {crm/contacts: {actions: [view]}}}
              lead: {nodes: {commerce/invoices: {actions: [view, edit]}}}
              mine: {nodes: {customers/accounts: {actions: [view, edit],
                scope: {kind: ATTRIBUTE, name: region, values: [$user.region]}}}}
            users:
              cy: {role: CUSTOMER, profile: any}
              pia: {role: PARTNER, profile: any}
              fay: {profile: follow}
              fox: {role: CUSTOMER, profile: follow}
              mia: {role: CUSTOMER, profile: mine, attributes: {region: north}}
              ned: {role: PARTNER, profile: any,
                perimeter: {kind: ATTRIBUTE, name: region, values: [north]}}
              lea: {role: CSR, profile: lead}
              dan: {role: CSR, profile: desk}
              pat: {role: CSR, profile: front}
              al: {role: ACCOUNT_EXECUTIVE, profile: any}
              ron: {role: ACCOUNT_EXECUTIVE, profile: any,
                perimeter: {kind: ATTRIBUTE, name: region, values: [north]}}
              gil: {role: GLOBAL}
            """;

    @Test
    void another_role_gives_what_did_not_exist_for_the_former_one() {
        DomainEvent change = new UserRoleChanged(new UserId("cy"), CUSTOMER, EXECUTIVE);

        assertThat(gained("lea", "cy", change)).containsExactly(Excess.Kind.NOT_HELD, Excess.Kind.NOT_HELD);
        assertThat(gained("cy", "cy", change)).as("himself").isNotEmpty();
        assertThat(gained("al", "cy", change)).as("who holds it").isEmpty();
        assertThat(gained("gil", "cy", change)).as("superuser").isEmpty();
        assertThat(gained("ron", "cy", change)).containsExactly(Excess.Kind.WIDER_SCOPE, Excess.Kind.WIDER_SCOPE);
    }

    @Test
    void a_role_that_takes_away_or_leaves_all_as_it_is_gives_nothing() {
        assertThat(gained("lea", "al", new UserRoleChanged(new UserId("al"), EXECUTIVE, CUSTOMER)))
                .isEmpty();
        assertThat(gained("lea", "al", new UserRoleChanged(new UserId("al"), EXECUTIVE, new RoleKey("PARTNER"))))
                .isEmpty();
    }

    @Test
    void what_names_the_users_own_attribute_is_compared_by_what_it_is_for_each() {
        DomainEvent change = new UserRoleChanged(new UserId("mia"), CUSTOMER, EXECUTIVE);

        assertThat(gained("ron", "mia", change)).isEmpty();
    }

    @Test
    void a_wider_perimeter_gives_the_records_it_adds() {
        DomainEvent none = new UserPerimeterChanged(new UserId("ned"), region("north"), null);
        DomainEvent south = new UserPerimeterChanged(new UserId("ned"), region("north"), region("south"));
        DomainEvent less = new UserPerimeterChanged(new UserId("pia"), null, region("north"));

        assertThat(gained("lea", "ned", none)).containsOnly(Excess.Kind.NOT_HELD);
        assertThat(gained("ron", "ned", south)).containsOnly(Excess.Kind.WIDER_SCOPE);
        assertThat(gained("al", "ned", none)).isEmpty();
        assertThat(gained("lea", "pia", less)).isEmpty();
    }

    @Test
    void the_role_of_a_profile_gives_to_those_who_have_no_other() {
        DomainEvent change = new ProfileAssociatedRoleChanged(FOLLOW, CUSTOMER, EXECUTIVE);

        assertThat(gained("lea", null, FOLLOW, change)).containsOnly(Excess.Kind.NOT_HELD);
        assertThat(gained("al", null, FOLLOW, change)).isEmpty();
        assertThat(gained("ron", null, FOLLOW, change)).containsOnly(Excess.Kind.WIDER_SCOPE);
        assertThat(gained("lea", CUSTOMER, FOLLOW, change))
                .as("fox has his own role")
                .isEmpty();
    }

    @Test
    void a_catalog_gives_to_those_for_whom_a_node_did_not_exist() {
        Log log = CaseReader.log(TENANT);
        AccessView before = log.now();
        DomainEvent change = forAll(before, new NodeKey("customers"));

        assertThat(gained("lea", CUSTOMER, ANY, change)).containsOnly(Excess.Kind.NOT_HELD);
        assertThat(gained("al", CUSTOMER, ANY, change)).isEmpty();
        assertThat(gained("ron", CUSTOMER, new ProfileId("mine"), change)).isEmpty();
        assertThat(gained("ron", CUSTOMER, ANY, change)).containsOnly(Excess.Kind.WIDER_SCOPE);
        assertThat(gained("lea", new RoleKey("PARTNER"), ANY, change))
                .as("existed for partners")
                .isEmpty();
        assertThat(gained("lea", new RoleKey("AGENT"), ANY, change))
                .as("nobody is that")
                .isEmpty();
    }

    @Test
    void a_field_that_is_hidden_no_more_is_a_gain_though_others_still_are() {
        Log log = CaseReader.log(TENANT);
        AccessView before = log.now();
        AccessView after = log.commit(without(before, CONTACTS, "phone")).now();

        assertThat(masked("lea", before, after)).containsExactly(Excess.Kind.NOT_HELD);
        assertThat(masked("dan", before, after))
                .as("nor does he see it")
                .containsExactly(Excess.Kind.FEWER_OBLIGATIONS);
        assertThat(masked("pat", before, after)).as("who sees all").isEmpty();
        assertThat(masked("lea", after, before)).as("one more is hidden").isEmpty();
    }

    private static List<Excess.Kind> masked(String giver, AccessView before, AccessView after) {
        return Gains.of(before, after, new UserId(giver), new RoleKey("CSR"), new ProfileId("desk"), CONTACTS::equals)
                .stream()
                .map(Excess::kind)
                .toList();
    }

    private static CatalogNodeDefined without(AccessView view, NodeKey key, String field) {
        NodeDefinition was = Objects.requireNonNull(view.catalog().node(key)).definition();
        Map<FieldName, FieldClass> fields = new HashMap<>(was.sensitiveFields());
        fields.remove(new FieldName(field));
        NodeDefinition is = new NodeDefinition(
                was.kind(),
                was.parent(),
                was.label(),
                was.navigable(),
                was.supportedActions(),
                Map.of(),
                List.of(),
                was.recordBased(),
                null,
                null,
                fields,
                Set.of(),
                Set.of(),
                Map.of(),
                Set.of());
        return new CatalogNodeDefined(key, is, was);
    }

    private static CatalogNodeDefined forAll(AccessView view, NodeKey key) {
        NodeDefinition was = Objects.requireNonNull(view.catalog().node(key)).definition();
        NodeDefinition is = new NodeDefinition(
                was.kind(),
                was.parent(),
                was.label(),
                was.navigable(),
                was.supportedActions(),
                Map.of(),
                List.of(),
                was.recordBased(),
                null,
                null,
                Map.of(),
                Set.of(),
                Set.of(),
                Map.of(),
                Set.of());
        return new CatalogNodeDefined(key, is, was);
    }

    private static List<Excess.Kind> gained(String giver, String principal, DomainEvent change) {
        Log log = CaseReader.log(TENANT);
        AccessView before = log.now();
        return kinds(Gains.of(before, log.commit(change).now(), new UserId(giver), new UserId(principal)));
    }

    private static List<Excess.Kind> gained(
            String giver, @Nullable RoleKey role, ProfileId profile, DomainEvent change) {
        Log log = CaseReader.log(TENANT);
        AccessView before = log.now();
        AccessView after = log.commit(change).now();
        assertThat(Gains.of(before, after, new UserId(giver), role, profile, node -> !node.equals(ACCOUNTS)))
                .as("elsewhere")
                .isEmpty();
        return kinds(Gains.of(before, after, new UserId(giver), role, profile, ACCOUNTS::equals));
    }

    private static List<Excess.Kind> kinds(List<Excess> excesses) {
        assertThat(excesses).allMatch(excess -> excess.node().equals(ACCOUNTS));
        return excesses.stream().map(Excess::kind).toList();
    }

    private static ScopeExpression region(String value) {
        return new Attribute(new AttributeKey("region"), new TreeSet<>(Set.of(value)));
    }
}
