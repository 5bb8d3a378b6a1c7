package io.mandate.command.gate;

import static io.mandate.command.testing.Acme.ADMINISTRATORS;
import static io.mandate.command.testing.Acme.CUSTOMER;
import static io.mandate.command.testing.Acme.GIL;
import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.command.testing.Acme;
import io.mandate.command.testing.InNewAcme;
import io.mandate.command.testing.Recorded;
import io.mandate.events.DomainEvent;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeDefined;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeReinstated;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeRetired;
import io.mandate.events.catalog.CatalogEvent.RoleDefined;
import io.mandate.events.catalog.CatalogEvent.RoleTypeDefined;
import io.mandate.events.catalog.NodeDefinition;
import io.mandate.events.catalog.RoleDefinition;
import io.mandate.events.catalog.RoleTypeDefinition;
import io.mandate.events.catalog.RoleTypeDefinition.IdentityPolicy;
import io.mandate.events.catalog.RoleTypeDefinition.ProfilePolicy;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.profile.ProfileEvent.PermissionOverrideCleared;
import io.mandate.events.profile.ProfileEvent.SensitiveDataMaskingEnabled;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.FieldClass;
import io.mandate.events.values.FieldName;
import io.mandate.events.values.Label;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.RoleTypeKey;
import io.mandate.events.values.UserId;
import io.mandate.store.append.StreamId.Kind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/// The catalog takes orders from all traders, in whatever way, and gives them back. Gil edits it and never held
/// orders; Mia, a trader, does, with the phone numbers masked.
class TakenNodesTest extends InNewAcme {
    private static final NodeKey COMMERCE = new NodeKey("commerce");
    private static final NodeKey ORDERS = new NodeKey("commerce/orders");
    private static final ProfileId MASKED = new ProfileId("masked");
    private static final ProfileId OPEN = new ProfileId("open");
    private static final RoleKey TRADER = new RoleKey("TRADER");
    private static final RoleTypeKey TRADERS = new RoleTypeKey("TRADERS");
    private static final RoleTypeKey NOBODY = new RoleTypeKey("ROOT");
    private static final RoleTypeKey CUSTOMERS = new RoleTypeKey("CUSTOMER");
    private static final UserId MIA = new UserId("mia");
    private static final UserId CY = new UserId("cy");
    private static final ActionSet VIEW = ActionSet.of("view");
    private static final Map<FieldName, FieldClass> PHONE =
            Map.of(new FieldName("phone"), new FieldClass("contact.phone"));

    /// How a catalog takes orders from everybody, and how it gives them back.
    enum Way {
        RELEVANCE(null, null),
        ACTIONS(null, null),
        RETIRED(new CatalogNodeRetired(ORDERS), new CatalogNodeReinstated(ORDERS)),
        MODULE(module(Set.of(NOBODY)), module(Set.of())),
        ROLE(role(CUSTOMERS, TRADERS), role(TRADERS, CUSTOMERS)),
        POLICY(
                roleType(ProfilePolicy.FORBIDDEN, ProfilePolicy.OPTIONAL),
                roleType(ProfilePolicy.OPTIONAL, ProfilePolicy.FORBIDDEN));

        private final DomainEvent take;
        private final DomainEvent back;

        Way(DomainEvent take, DomainEvent back) {
            this.take = take;
            this.back = back;
        }

        DomainEvent takes() {
            return switch (this) {
                case RELEVANCE -> orders(VIEW, PHONE, NOBODY);
                case ACTIONS -> orders(ActionSet.of("other"), PHONE, TRADERS);
                default -> take;
            };
        }

        /// Between taking and giving back, when nobody holds it.
        DomainEvent defines(Map<FieldName, FieldClass> sensitive) {
            return switch (this) {
                case RELEVANCE -> orders(VIEW, sensitive, NOBODY);
                case ACTIONS -> orders(ActionSet.of("other"), sensitive, TRADERS);
                default -> orders(VIEW, sensitive, TRADERS);
            };
        }

        DomainEvent givesBack(Map<FieldName, FieldClass> sensitive) {
            return this == RELEVANCE || this == ACTIONS ? orders(VIEW, sensitive, TRADERS) : back;
        }
    }

    @BeforeEach
    void orders() {
        given(
                catalog(
                        roleType(ProfilePolicy.OPTIONAL, null),
                        role(TRADERS, null),
                        module(Set.of()),
                        orders(VIEW, PHONE, TRADERS)),
                Recorded.in(
                        tenant,
                        Kind.PROFILE,
                        MASKED,
                        Acme.profileCreated(MASKED, "Masked"),
                        Acme.overridden(MASKED, ORDERS, "view"),
                        new SensitiveDataMaskingEnabled(MASKED)),
                Acme.profile(tenant, OPEN, "Open", ORDERS),
                Acme.user(tenant, MIA, TRADER, MASKED),
                Acme.user(tenant, CY, CUSTOMER, OPEN));
    }

    @ParameterizedTest
    @EnumSource
    void what_a_catalog_took_comes_back_with_what_it_hid(Way way) {
        accept(GIL, catalog(way.takes()));
        accept(GIL, catalog(way.defines(Map.of())));

        assertThat(refusal(GIL, catalog(way.givesBack(Map.of())))).hasValue(RejectionCode.PROFILE_ESCALATION);
    }

    @ParameterizedTest
    @EnumSource
    void as_it_was_it_comes_back_by_whoever_edits_the_catalog(Way way) {
        accept(GIL, catalog(way.takes()));
        accept(GIL, catalog(way.defines(PHONE)));
        accept(GIL, catalog(way.givesBack(PHONE)));
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "POLICY") // by which nobody is assigned to anything meanwhile
    void nor_is_it_given_to_somebody_else_while_it_was_away(Way way) {
        accept(GIL, catalog(way.takes()));
        given(Acme.user(tenant, EVE, TRADER, MASKED));

        assertThat(refusal(GIL, catalog(way.givesBack(PHONE)))).hasValue(RejectionCode.PROFILE_ESCALATION);
    }

    @Test
    void what_was_taken_is_not_given_to_another_role_by_a_catalog_nor_by_a_profile() {
        assertThat(refusal(GIL, catalog(orders(VIEW, PHONE, TRADERS, CUSTOMERS))))
                .hasValue(RejectionCode.PROFILE_ESCALATION);
        accept(GIL, catalog(orders(VIEW, PHONE, new RoleTypeKey("STAFF"))));
        assertThat(refusal(GIL, catalog(orders(VIEW, PHONE, TRADERS, CUSTOMERS))))
                .hasValue(RejectionCode.PROFILE_ESCALATION);
        assertThat(refusal(GIL, toHimself())).hasValue(RejectionCode.PROFILE_ESCALATION);
        assertThat(refusal(GIL, Acme.profile(tenant, new ProfileId("more"), "More", ORDERS)))
                .hasValue(RejectionCode.PROFILE_ESCALATION);

        accept(
                GIL,
                Recorded.in(
                        tenant,
                        Kind.PROFILE,
                        MASKED,
                        new PermissionOverrideCleared(MASKED, ORDERS, VIEW, null, Map.of(), Map.of())));
        accept(GIL, toHimself());
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"RETIRED", "POLICY"})
    void what_nobody_ever_held_is_first_given_by_whoever_edits_the_catalog(Way way) {
        given(Recorded.in(
                tenant,
                Kind.PROFILE,
                MASKED,
                new PermissionOverrideCleared(MASKED, ORDERS, VIEW, null, Map.of(), Map.of())));
        accept(GIL, catalog(way.takes()));
        accept(GIL, catalog(way.defines(Map.of())));
        given(Acme.user(tenant, EVE, TRADER, OPEN));
        accept(GIL, catalog(way.givesBack(Map.of())));
    }

    @Test
    void whoever_held_it_gives_it_to_others_though_it_is_for_his_role_no_more() {
        given(catalog(orders(VIEW, PHONE, new RoleTypeKey("STAFF"), TRADERS)), toHimself());
        accept(GIL, catalog(orders(VIEW, PHONE, NOBODY)));
        accept(GIL, Acme.profile(tenant, new ProfileId("more"), "More", ORDERS));
    }

    @Test
    void nobody_makes_others_forget_who_had_it() {
        ProfileId decoy = new ProfileId("decoy");
        given(Acme.profile(tenant, decoy, "Decoy", ORDERS));
        accept(GIL, catalog(orders(VIEW, PHONE, NOBODY)));
        accept(GIL, catalog(orders(VIEW, Map.of(), new RoleTypeKey("STAFF"))));
        accept(GIL, catalog(orders(VIEW, Map.of(), NOBODY)));
        given(Acme.user(tenant, EVE, Acme.STAFF, decoy));

        assertThat(refusal(GIL, catalog(orders(VIEW, Map.of(), TRADERS)))).hasValue(RejectionCode.PROFILE_ESCALATION);
    }

    private Recorded toHimself() {
        return Recorded.in(tenant, Kind.PROFILE, ADMINISTRATORS, Acme.overridden(ADMINISTRATORS, ORDERS, "view"));
    }

    private static CatalogNodeDefined orders(
            ActionSet actions, Map<FieldName, FieldClass> sensitive, RoleTypeKey... types) {
        return defined(NodeDefinition.Kind.RESOURCE, ORDERS, COMMERCE, actions, sensitive, Set.of(types));
    }

    private static CatalogNodeDefined module(Set<RoleTypeKey> types) {
        return defined(NodeDefinition.Kind.MODULE, COMMERCE, null, ActionSet.NONE, Map.of(), types);
    }

    private static CatalogNodeDefined defined(
            NodeDefinition.Kind kind,
            NodeKey key,
            NodeKey parent,
            ActionSet actions,
            Map<FieldName, FieldClass> sensitive,
            Set<RoleTypeKey> types) {
        return new CatalogNodeDefined(
                key,
                new NodeDefinition(
                        kind,
                        parent,
                        Label.of(key.value()),
                        true,
                        actions,
                        Map.of(),
                        List.of(),
                        true,
                        null,
                        null,
                        sensitive,
                        types,
                        Set.of(),
                        Map.of(),
                        Set.of()),
                null);
    }

    private static RoleDefined role(RoleTypeKey is, RoleTypeKey was) {
        return new RoleDefined(TRADER, ofType(is), was == null ? null : ofType(was));
    }

    private static RoleDefinition ofType(RoleTypeKey type) {
        return new RoleDefinition(Label.of("Trader"), type, Set.of(), Set.of(), null);
    }

    private static RoleTypeDefined roleType(ProfilePolicy is, ProfilePolicy was) {
        return new RoleTypeDefined(TRADERS, with(is), was == null ? null : with(was));
    }

    private static RoleTypeDefinition with(ProfilePolicy policy) {
        return new RoleTypeDefinition(Label.of("Traders"), false, policy, IdentityPolicy.ANY);
    }
}
