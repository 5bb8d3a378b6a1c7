package io.mandate.command.gate;

import static io.mandate.command.testing.Acme.ADMINISTRATORS;
import static io.mandate.command.testing.Acme.CLERKS;
import static io.mandate.command.testing.Acme.CUSTOMER;
import static io.mandate.command.testing.Acme.GIL;
import static io.mandate.command.testing.Acme.STAFF;
import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.command.testing.Acme;
import io.mandate.command.testing.InNewAcme;
import io.mandate.command.testing.Recorded;
import io.mandate.events.DomainEvent;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeDefined;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeReinstated;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeRetired;
import io.mandate.events.catalog.NodeDefinition;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.profile.Enablement;
import io.mandate.events.profile.ProfileEvent.PermissionOverrideCleared;
import io.mandate.events.profile.ProfileEvent.ProfileAssociatedRoleChanged;
import io.mandate.events.profile.ProfileEvent.ProfileDefaultPermissionChanged;
import io.mandate.events.profile.ProfileEvent.ProfileNodeEnablementChanged;
import io.mandate.events.profile.ProfileEvent.ProfileRecordScopeChanged;
import io.mandate.events.profile.ProfileEvent.ProfileRenamed;
import io.mandate.events.profile.ProfileEvent.SensitiveDataMaskingDisabled;
import io.mandate.events.profile.ProfileEvent.SensitiveDataMaskingEnabled;
import io.mandate.events.tenant.Policy;
import io.mandate.events.tenant.TenantEvent.TenantPolicyChanged;
import io.mandate.events.user.UserEvent.UserDeleted;
import io.mandate.events.user.UserEvent.UserPerimeterChanged;
import io.mandate.events.user.UserEvent.UserRoleChanged;
import io.mandate.events.user.UserEvent.UserSuspended;
import io.mandate.events.user.UserEvent.UserUnassigned;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.FieldClass;
import io.mandate.events.values.FieldName;
import io.mandate.events.values.Label;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.ProfileName;
import io.mandate.events.values.RoleTypeKey;
import io.mandate.events.values.ScopeExpression.CreatedByMe;
import io.mandate.events.values.UserId;
import io.mandate.store.append.StreamId.Kind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Orders are retired and come back, and something happens in between, of which nobody could judge what
/// it gives of a node that is not there. Gil edits the catalog and never held orders; Mia and her
/// colleagues did.
class ReturnedNodesTest extends InNewAcme {
    private static final NodeKey COMMERCE = new NodeKey("commerce");
    private static final NodeKey ORDERS = new NodeKey("commerce/orders");
    private static final ProfileId FREE = new ProfileId("free");
    private static final ProfileId WIDE = new ProfileId("wide");
    private static final UserId MIA = new UserId("mia");
    private static final UserId NED = new UserId("ned");
    private static final UserId CY = new UserId("cy");
    private static final UserId FAY = new UserId("fay");
    private static final ProfileName NAME = new ProfileName("Free");

    /// What gives orders to somebody who did not have them, or not in that way.
    enum Gift {
        ASSIGNED(Kind.USER, EVE, Acme.assigned(EVE, FREE)),
        CREATED(Kind.USER, "new", Acme.created(new UserId("new"), STAFF), Acme.assigned(new UserId("new"), FREE)),
        OTHER_ROLE(Kind.USER, CY, new UserRoleChanged(CY, CUSTOMER, STAFF)),
        ASSOCIATED_ROLE(Kind.PROFILE, FREE, new ProfileAssociatedRoleChanged(FREE, CUSTOMER, STAFF)),
        PERIMETER(Kind.USER, NED, new UserPerimeterChanged(NED, new CreatedByMe(), null)),
        OVERRIDE(Kind.PROFILE, CLERKS, Acme.overridden(CLERKS, ORDERS, "view")),
        OVERRIDE_ABOVE(Kind.PROFILE, CLERKS, Acme.overridden(CLERKS, COMMERCE, "view")),
        DEFAULT(
                Kind.PROFILE,
                CLERKS,
                new ProfileNodeEnablementChanged(CLERKS, COMMERCE, Enablement.UNSET, Enablement.ENABLED),
                new ProfileDefaultPermissionChanged(CLERKS, ActionSet.NONE, ActionSet.of("view"), null, null)),
        SCOPE(Kind.PROFILE, FREE, new ProfileRecordScopeChanged(FREE, COMMERCE, null, new CreatedByMe(), null)),
        MASKING(Kind.PROFILE, FREE, new SensitiveDataMaskingDisabled(FREE)),
        HIS_OWN(Kind.PROFILE, ADMINISTRATORS, Acme.overridden(ADMINISTRATORS, ORDERS, "view", "edit"));

        private final Kind kind;
        private final Object id;
        private final DomainEvent[] events;

        Gift(Kind kind, Object id, DomainEvent... events) {
            this.kind = kind;
            this.id = id;
            this.events = events;
        }
    }

    /// What gives nothing of them.
    enum Harmless {
        NOTHING(Kind.USER, MIA),
        RENAMED(Kind.PROFILE, FREE, new ProfileRenamed(FREE, NAME, new ProfileName("Freer"), "freer")),
        LESS(
                Kind.PROFILE,
                FREE,
                new PermissionOverrideCleared(FREE, ORDERS, ActionSet.of("view", "edit"), null, Map.of(), Map.of())),
        SUSPENDED(Kind.USER, MIA, new UserSuspended(MIA)),
        GONE(Kind.USER, MIA, new UserUnassigned(MIA, FREE, NAME), new UserDeleted(MIA, STAFF, null)),
        SMALLER_PERIMETER(Kind.USER, MIA, new UserPerimeterChanged(MIA, null, new CreatedByMe())),
        OTHERS(Kind.PROFILE, CLERKS, Acme.overridden(CLERKS, Acme.INVOICES, "view"));

        private final Kind kind;
        private final Object id;
        private final DomainEvent[] events;

        Harmless(Kind kind, Object id, DomainEvent... events) {
            this.kind = kind;
            this.id = id;
            this.events = events;
        }
    }

    @BeforeEach
    void orders() {
        given(
                catalog(new CatalogNodeDefined(ORDERS, forStaff(), null)),
                Recorded.in(
                        tenant,
                        Kind.PROFILE,
                        FREE,
                        Acme.profileCreated(FREE, "Free"),
                        Acme.overridden(FREE, ORDERS, "view", "edit"),
                        new ProfileAssociatedRoleChanged(FREE, null, CUSTOMER),
                        new ProfileRecordScopeChanged(FREE, COMMERCE, null, null, new CreatedByMe()),
                        new SensitiveDataMaskingEnabled(FREE)),
                Acme.profile(tenant, WIDE, "Wide", ORDERS),
                Acme.user(tenant, EVE, STAFF, CLERKS),
                Acme.user(tenant, MIA, STAFF, FREE),
                Acme.user(tenant, NED, STAFF, WIDE),
                Acme.user(tenant, CY, CUSTOMER, FREE),
                Acme.user(tenant, FAY, null, FREE));
        given(user(NED, new UserPerimeterChanged(NED, null, new CreatedByMe())));
    }

    @ParameterizedTest
    @EnumSource
    void what_was_given_in_between_is_given_by_who_brings_the_node_back(Gift gift) {
        accept(GIL, catalog(new CatalogNodeRetired(ORDERS)));
        given(Recorded.in(tenant, gift.kind, gift.id, gift.events));

        assertThat(refusal(GIL, back())).hasValue(RejectionCode.PROFILE_ESCALATION);

        given(guard("true", "false"));
        accept(GIL, back());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "HIS_OWN")
    void who_held_it_then_and_would_now_brings_it_back_for_all(Gift gift) {
        given(Recorded.in(
                tenant, Kind.PROFILE, ADMINISTRATORS, Acme.overridden(ADMINISTRATORS, ORDERS, "view", "edit")));
        accept(GIL, catalog(new CatalogNodeRetired(ORDERS)));
        given(Recorded.in(tenant, gift.kind, gift.id, gift.events));
        accept(GIL, back());

        accept(GIL, catalog(new CatalogNodeRetired(ORDERS)));
        given(Acme.user(tenant, new UserId("zoe"), STAFF, WIDE));
        given(Recorded.in(tenant, Kind.PROFILE, ADMINISTRATORS, Acme.overridden(ADMINISTRATORS, ORDERS)));
        assertThat(refusal(GIL, back())).as("he holds it no more").hasValue(RejectionCode.PROFILE_ESCALATION);
    }

    @ParameterizedTest
    @EnumSource
    void what_people_had_comes_back_by_whoever_edits_the_catalog(Harmless change) {
        accept(GIL, catalog(new CatalogNodeRetired(ORDERS)));
        if (change.events.length > 0) {
            given(Recorded.in(tenant, change.kind, change.id, change.events));
        }
        accept(GIL, back());
    }

    @Test
    void what_nobody_held_is_first_given_by_whoever_edits_the_catalog() {
        for (UserId one : List.of(MIA, NED)) {
            given(user(one, new UserSuspended(one)));
        }
        accept(GIL, catalog(new CatalogNodeRetired(ORDERS)));
        given(user(EVE, Acme.assigned(EVE, FREE)));
        accept(GIL, back());
    }

    private Recorded back() {
        return catalog(new CatalogNodeReinstated(ORDERS));
    }

    private Recorded guard(String from, String to) {
        return ofTenant(new TenantPolicyChanged(Policy.GUARD_ESCALATION, from, to));
    }

    private static NodeDefinition forStaff() {
        return new NodeDefinition(
                NodeDefinition.Kind.RESOURCE,
                COMMERCE,
                Label.of("Orders"),
                true,
                ActionSet.of("view", "edit"),
                Map.of(),
                List.of(),
                true,
                null,
                null,
                Map.of(new FieldName("phone"), new FieldClass("contact.phone")),
                Set.of(new RoleTypeKey("STAFF")),
                Set.of(),
                Map.of(),
                Set.of());
    }
}
