package io.mandate.command.gate;

import static io.mandate.command.testing.Acme.CATALOG;
import static io.mandate.command.testing.Acme.CUSTOMER;
import static io.mandate.command.testing.Acme.GIL;
import static io.mandate.command.testing.Acme.ROOT;
import static io.mandate.command.testing.Acme.STAFF;
import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.command.testing.Acme;
import io.mandate.command.testing.InNewAcme;
import io.mandate.command.testing.Recorded;
import io.mandate.events.DomainEvent;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeReinstated;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeRetired;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.profile.ProfileEvent.ProfileRecordScopeChanged;
import io.mandate.events.tenant.Policy;
import io.mandate.events.tenant.TenantEvent.TenantPolicyChanged;
import io.mandate.events.user.PrincipalKind;
import io.mandate.events.user.UserEvent.UserActivated;
import io.mandate.events.user.UserEvent.UserCreated;
import io.mandate.events.user.UserEvent.UserSuspended;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.Label;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.UserId;
import io.mandate.store.append.StreamId;
import io.mandate.store.append.StreamId.Kind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A catalog blinds nobody who reads the past, and what nobody has any more comes back as it was.
class AuditStaysTest extends InNewAcme {
    private static final NodeKey AUDIT = new NodeKey("administration/audit");
    private static final ProfileId AUDITORS = new ProfileId("auditors");
    private static final UserId ANN = new UserId("ann");
    private static final UserId ROOTS = new UserId("roots");

    @BeforeEach
    void anAuditAndAProfileThatReadsIt() {
        given(
                catalog(audit(Set.of(), "view", "history")),
                Recorded.in(
                        tenant,
                        Kind.PROFILE,
                        AUDITORS,
                        Acme.profileCreated(AUDITORS, "Auditors"),
                        Acme.overridden(AUDITORS, AUDIT, "view", "history")),
                Acme.user(tenant, ROOTS, ROOT, null));
    }

    @Test
    void no_catalog_takes_it_from_who_has_it() {
        given(Acme.user(tenant, ANN, STAFF, AUDITORS));
        List<DomainEvent> blinding = List.of(
                new CatalogNodeRetired(AUDIT), audit(Set.of(), "view"), audit(Set.of(CUSTOMER), "view", "history"));
        for (DomainEvent each : blinding) {
            refused(GIL, catalog(each));
            refused(ROOTS, catalog(each));
        }
        given(user(ANN, new UserSuspended(ANN)));
        blinding.forEach(each -> refused(GIL, catalog(each)));

        accept(GIL, catalog(audit(Set.of(), "view", "history", "export")));
        accept(GIL, catalog(audit(Set.of(STAFF), "view", "history")));
    }

    /// The past is read whole or not at all: a scope that begins to bind takes it as well.
    @Test
    void no_catalog_makes_a_part_of_it() {
        given(catalog(ofRecords(false)));
        given(Recorded.in(tenant, Kind.PROFILE, AUDITORS, ofHisOwn()), Acme.user(tenant, ANN, STAFF, AUDITORS));
        refused(GIL, catalog(ofRecords(true)));
        refused(ROOTS, catalog(ofRecords(true)));
    }

    @Test
    void while_all_have_but_a_part_of_it_nobody_reads_and_another_one_is_appointed() {
        ProfileId others = new ProfileId("others");
        given(
                Recorded.in(tenant, Kind.PROFILE, AUDITORS, ofHisOwn()),
                Acme.user(tenant, ANN, STAFF, AUDITORS),
                Acme.profile(tenant, others, "Others"));
        withoutSuperusers();
        accept(GIL, Recorded.in(tenant, Kind.PROFILE, others, Acme.overridden(others, AUDIT, "history")));
    }

    @Test
    void whoever_sees_the_profiles_is_told_which_to_change_first() {
        given(Acme.user(tenant, ANN, STAFF, AUDITORS));
        assertThat(node.refusal(Acme.caller(tenant, GIL), catalog(new CatalogNodeRetired(AUDIT))))
                .hasValueSatisfying(refusal -> assertThat(refusal.message())
                        .isEqualTo(
                                "1 profile gives somebody history of administration/audit, who would read the past no"
                                        + " more with this catalog: Auditors. Leave the node as it is, or take history out of"
                                        + " that first."));

        ProfileId editors = new ProfileId("editors");
        given(Acme.profile(tenant, editors, "Editors", CATALOG), Acme.user(tenant, SAM, STAFF, editors));
        assertThat(node.refusal(Acme.caller(tenant, SAM), loaded(new CatalogNodeRetired(AUDIT))))
                .hasValueSatisfying(refusal ->
                        assertThat(refusal.message()).contains("1 profile").doesNotContain("Auditors"));
    }

    @Test
    void what_nobody_has_by_a_profile_may_go_and_come_back() {
        accept(GIL, catalog(new CatalogNodeRetired(AUDIT)));
        accept(GIL, catalog(new CatalogNodeReinstated(AUDIT)));

        given(Acme.user(tenant, ANN, STAFF, AUDITORS));
        accept(GIL, Recorded.in(tenant, Kind.PROFILE, AUDITORS, Acme.overridden(AUDITORS, AUDIT, "view")));
        accept(GIL, catalog(new CatalogNodeRetired(AUDIT)));
        accept(GIL, catalog(new CatalogNodeReinstated(AUDIT)));
    }

    /// As at the beginning, when nobody reads the past: another person, whoever's request makes it so.
    @Test
    void an_audit_that_comes_back_appoints_other_persons() {
        given(Acme.user(tenant, ANN, STAFF, AUDITORS));
        withoutSuperusers();
        gone();
        accept(GIL, catalog(new CatalogNodeReinstated(AUDIT)));
    }

    @Test
    void an_audit_that_comes_back_appoints_no_service() {
        UserId spy = new UserId("spy");
        given(
                Recorded.in(tenant, Kind.USER, spy, service(spy), new UserActivated(spy)),
                user(spy, Acme.assigned(spy, AUDITORS)));
        withoutSuperusers();
        gone();
        escalates(GIL, catalog(new CatalogNodeReinstated(AUDIT)));
    }

    @Test
    void an_audit_that_comes_back_appoints_nobody_who_brings_it_back() {
        given(
                Recorded.in(tenant, Kind.PROFILE, AUDITORS, Acme.overridden(AUDITORS, CATALOG, "view", "edit")),
                Acme.user(tenant, ANN, STAFF, AUDITORS));
        withoutSuperusers();
        gone();
        escalates(ANN, loaded(new CatalogNodeReinstated(AUDIT)));
        given(ofTenant(new TenantPolicyChanged(Policy.GUARD_ESCALATION, "true", "false")));
        escalates(ANN, loaded(new CatalogNodeReinstated(AUDIT)));
        accept(GIL, catalog(new CatalogNodeReinstated(AUDIT)));
    }

    /// By somebody who may edit the catalog and nothing else.
    private Recorded loaded(DomainEvent event) {
        return new Recorded.Events(
                StreamId.of(tenant, Kind.CATALOG, "catalog"),
                List.of(event),
                RequiredRight.of(CATALOG.value(), "edit"));
    }

    private void withoutSuperusers() {
        given(user(ROOTS, new UserSuspended(ROOTS)));
    }

    /// Retired while the profile did not say so, which says it again now.
    private void gone() {
        given(Recorded.in(tenant, Kind.PROFILE, AUDITORS, Acme.overridden(AUDITORS, AUDIT)));
        given(catalog(new CatalogNodeRetired(AUDIT)));
        given(Recorded.in(tenant, Kind.PROFILE, AUDITORS, Acme.overridden(AUDITORS, AUDIT, "view", "history")));
    }

    private static DomainEvent audit(Set<RoleKey> roles, String... actions) {
        return Acme.redefined(AUDIT, ActionSet.of(actions), roles);
    }

    private static ProfileRecordScopeChanged ofHisOwn() {
        return new ProfileRecordScopeChanged(
                AUDITORS, new NodeKey("administration"), null, null, new ScopeExpression.CreatedByMe());
    }

    private static DomainEvent ofRecords(boolean recordBased) {
        return Acme.redefined(AUDIT, ActionSet.of("view", "history"), Set.of(), recordBased);
    }

    private static UserCreated service(UserId id) {
        return new UserCreated(
                id,
                PrincipalKind.SERVICE,
                Label.of("Spy"),
                null,
                null,
                null,
                null,
                STAFF,
                null,
                Map.of(),
                Map.of(),
                null);
    }

    private void refused(UserId who, Recorded change) {
        assertThat(refusal(who, change)).as("%s by %s", change, who).hasValue(RejectionCode.HISTORY_IN_USE);
    }

    private void escalates(UserId who, Recorded change) {
        assertThat(refusal(who, change)).as("%s by %s", change, who).hasValue(RejectionCode.PROFILE_ESCALATION);
    }
}
