package io.mandate.command.gate;

import static io.mandate.command.testing.Acme.ADMINISTRATORS;
import static io.mandate.command.testing.Acme.CLERKS;
import static io.mandate.command.testing.Acme.CUSTOMER;
import static io.mandate.command.testing.Acme.GIL;
import static io.mandate.command.testing.Acme.INVOICES;
import static io.mandate.command.testing.Acme.MANDATE;
import static io.mandate.command.testing.Acme.MARIA;
import static io.mandate.command.testing.Acme.PROFILES;
import static io.mandate.command.testing.Acme.ROOT;
import static io.mandate.command.testing.Acme.STAFF;
import static io.mandate.command.testing.Acme.USERS;
import static io.mandate.command.testing.Acme.caller;
import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.command.profile.ProfileChange.DescribeProfile;
import io.mandate.command.profile.ProfileTarget;
import io.mandate.command.profile.RestoreProfile;
import io.mandate.command.testing.Acme;
import io.mandate.command.testing.InNewAcme;
import io.mandate.command.testing.Recorded;
import io.mandate.events.DomainEvent;
import io.mandate.events.EventMetadata;
import io.mandate.events.RecordedEvent;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeDefined;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeRetired;
import io.mandate.events.catalog.CatalogEvent.RoleDefined;
import io.mandate.events.catalog.CatalogEvent.RoleTypeDefined;
import io.mandate.events.catalog.NodeDefinition;
import io.mandate.events.catalog.RoleDefinition;
import io.mandate.events.catalog.RoleTypeDefinition;
import io.mandate.events.catalog.RoleTypeDefinition.IdentityPolicy;
import io.mandate.events.catalog.RoleTypeDefinition.ProfilePolicy;
import io.mandate.events.licence.LicenceEvent.QuotaExceeded;
import io.mandate.events.licence.LicenceEvent.QuotaRestored;
import io.mandate.events.licence.LicenceEvent.TierQuotaChanged;
import io.mandate.events.licence.QuotaMode;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.profile.Enablement;
import io.mandate.events.profile.InstanceMode;
import io.mandate.events.profile.ProfileEvent.PermissionOverridden;
import io.mandate.events.profile.ProfileEvent.ProfileDefaultPermissionChanged;
import io.mandate.events.profile.ProfileEvent.ProfileInstancesChanged;
import io.mandate.events.profile.ProfileEvent.ProfileNodeEnablementChanged;
import io.mandate.events.profile.ProfileEvent.ProfileRecordScopeChanged;
import io.mandate.events.profile.ProfileEvent.ProfileRoleTypeChanged;
import io.mandate.events.tenant.Availability;
import io.mandate.events.tenant.Policy;
import io.mandate.events.tenant.TenantEvent.ModuleAvailabilityChanged;
import io.mandate.events.tenant.TenantEvent.TenantPolicyChanged;
import io.mandate.events.user.UserEvent.UserDeleted;
import io.mandate.events.user.UserEvent.UserEnabled;
import io.mandate.events.user.UserEvent.UserPerimeterChanged;
import io.mandate.events.user.UserEvent.UserRoleChanged;
import io.mandate.events.user.UserEvent.UserSuspended;
import io.mandate.events.user.UserEvent.UserUnassigned;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.Actor;
import io.mandate.events.values.InstanceType;
import io.mandate.events.values.Label;
import io.mandate.events.values.LevelName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.ProfileName;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.RoleTypeKey;
import io.mandate.events.values.ScopeExpression.CreatedByMe;
import io.mandate.events.values.TierName;
import io.mandate.events.values.UserId;
import io.mandate.store.append.StreamId.Kind;
import io.mandate.store.follow.EventReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PostConditionsTest extends InNewAcme {
    private static final TierName EDITOR = new TierName("EDITOR");

    @Test
    void nobody_suspends_or_deletes_himself() {
        assertThat(refusal(GIL, user(GIL, new UserSuspended(GIL)))).hasValue(RejectionCode.SELF_SUSPENSION);
        assertThat(refusal(GIL, user(GIL, new UserDeleted(GIL, STAFF, ADMINISTRATORS))))
                .hasValue(RejectionCode.SELF_SUSPENSION);
    }

    @Test
    void the_last_administrator_is_kept_from_every_side() {
        accept(GIL, user(MARIA, new UserUnassigned(MARIA, ADMINISTRATORS, new ProfileName("Administrators"))));
        NodeKey administration = new NodeKey("administration");

        List.of(
                        user(GIL, new UserPerimeterChanged(GIL, null, new CreatedByMe())),
                        profile(new ProfileNodeEnablementChanged(
                                ADMINISTRATORS, administration, Enablement.UNSET, Enablement.DISABLED)),
                        profile(Acme.overridden(ADMINISTRATORS, USERS, "view")),
                        profile(Acme.overridden(ADMINISTRATORS, PROFILES)),
                        catalog(new CatalogNodeRetired(administration)),
                        ofTenant(new ModuleAvailabilityChanged(
                                administration, Availability.AVAILABLE, Availability.UNAVAILABLE)))
                .forEach(change ->
                        assertThat(refusal(GIL, change)).as("%s", change).hasValue(RejectionCode.LAST_ADMINISTRATOR));
        assertThat(mandate(user(GIL, new UserSuspended(GIL)))).hasValue(RejectionCode.LAST_ADMINISTRATOR);
    }

    @Test
    void so_he_is_from_a_smaller_default_a_record_scope_and_an_earlier_revision_of_his_profile() {
        ProfileId chiefs = new ProfileId("chiefs");
        ActionSet all = ActionSet.of("view", "create", "edit", "assign", "suspend", "delete");
        NodeKey administration = new NodeKey("administration");
        given(Recorded.in(
                tenant,
                Kind.PROFILE,
                chiefs,
                Acme.profileCreated(chiefs, "Chiefs"),
                new ProfileNodeEnablementChanged(chiefs, administration, Enablement.UNSET, Enablement.ENABLED)));
        given(of(chiefs, new ProfileDefaultPermissionChanged(chiefs, ActionSet.NONE, all, null, null)));
        given(user(GIL, Acme.assigned(GIL, chiefs)), user(MARIA, Acme.assigned(MARIA, CLERKS)));

        for (ActionSet less : List.of(ActionSet.NONE, all.without(ActionSet.of("edit")))) {
            refusedAsLast(of(chiefs, new ProfileDefaultPermissionChanged(chiefs, all, less, null, null)));
        }
        for (NodeKey node : List.of(USERS, PROFILES, administration)) {
            refusedAsLast(of(chiefs, new ProfileRecordScopeChanged(chiefs, node, null, null, new CreatedByMe())));
        }
        ActionName edit = new ActionName("edit");
        refusedAsLast(of(chiefs, new ProfileRecordScopeChanged(chiefs, PROFILES, edit, null, new CreatedByMe())));
        refusedAsLast(new RestoreProfile(ProfileTarget.of(tenant, chiefs), 1));
        accept(GIL, new RestoreProfile(ProfileTarget.of(tenant, chiefs), 2));
    }

    private void refusedAsLast(TenantCommand change) {
        assertThat(refusal(GIL, change)).as("%s", change).hasValue(RejectionCode.LAST_ADMINISTRATOR);
    }

    private Recorded of(ProfileId profile, DomainEvent event) {
        return Recorded.in(tenant, Kind.PROFILE, profile, event);
    }

    @Test
    void the_guard_of_the_last_administrator_can_be_switched_off() {
        given(ofTenant(new TenantPolicyChanged(Policy.GUARD_LAST_ADMINISTRATOR, "true", "false")));

        assertThat(mandate(user(GIL, new UserSuspended(GIL)), user(MARIA, new UserSuspended(MARIA))))
                .isEmpty();
    }

    @Test
    void nobody_assigns_a_profile_that_exceeds_his_own() {
        given(
                Acme.profile(tenant, new ProfileId("hr"), "HR", USERS, PROFILES),
                Acme.user(tenant, SAM, STAFF, new ProfileId("hr")));

        Optional<Rejection> refusal = node.refusal(caller(tenant, SAM), Acme.user(tenant, EVE, STAFF, CLERKS));

        assertThat(refusal).hasValueSatisfying(r -> {
            assertThat(r.code()).isEqualTo(RejectionCode.PROFILE_ESCALATION);
            assertThat(r.parameters()).containsEntry("node", INVOICES.value());
        });
    }

    @Test
    void nobody_adds_to_a_profile_what_he_lacks_but_may_change_the_rest_of_it() {
        given(
                Acme.profile(tenant, new ProfileId("hr"), "HR", USERS, PROFILES),
                Acme.user(tenant, SAM, STAFF, new ProfileId("hr")));

        assertThat(refusal(
                        SAM,
                        Recorded.in(
                                tenant, Kind.PROFILE, "hr", Acme.overridden(new ProfileId("hr"), INVOICES, "edit"))))
                .hasValue(RejectionCode.PROFILE_ESCALATION);
        assertThat(node.refusal(
                        caller(tenant, SAM),
                        new DescribeProfile(ProfileTarget.of(tenant, CLERKS), "Those who write bills")))
                .isEmpty();
    }

    @Test
    void only_a_superuser_makes_superusers() {
        given(Acme.user(tenant, SAM, ROOT, null));

        assertThat(refusal(GIL, Acme.user(tenant, EVE, ROOT, null))).hasValue(RejectionCode.PROFILE_ESCALATION);
        assertThat(refusal(GIL, user(MARIA, new UserRoleChanged(MARIA, STAFF, ROOT))))
                .hasValue(RejectionCode.PROFILE_ESCALATION);
        assertThat(refusal(SAM, Acme.user(tenant, EVE, ROOT, null))).isEmpty();
    }

    @Test
    void a_profile_for_one_role_type_has_users_of_that_type_only() {
        accept(GIL, Acme.user(tenant, SAM, STAFF, CLERKS));

        assertThat(node.refusal(
                        caller(tenant, GIL),
                        Recorded.in(
                                tenant,
                                Kind.PROFILE,
                                CLERKS,
                                new ProfileRoleTypeChanged(CLERKS, null, new RoleTypeKey("CUSTOMER")))))
                .hasValueSatisfying(r -> {
                    assertThat(r.code()).isEqualTo(RejectionCode.ROLE_TYPE_IN_USE);
                    assertThat(r.parameters()).containsEntry("users", List.of("First-sam Last"));
                });
        accept(
                GIL,
                Recorded.in(
                        tenant,
                        Kind.PROFILE,
                        CLERKS,
                        new ProfileRoleTypeChanged(CLERKS, null, new RoleTypeKey("STAFF"))));
        assertThat(refusal(GIL, Acme.user(tenant, new UserId("cy"), CUSTOMER, CLERKS)))
                .hasValue(RejectionCode.ROLE_TYPE_MISMATCH);
    }

    @Test
    void a_role_type_that_requires_a_profile_gets_none_without() {
        assertThat(refusal(GIL, Acme.user(tenant, new UserId("cy"), CUSTOMER, null)))
                .hasValue(RejectionCode.PROFILE_REQUIRED);
    }

    @Test
    void a_role_type_that_never_has_a_profile_gets_none_by_assignment_nor_by_a_change_of_role() {
        RoleKey agent = new RoleKey("AGENT");
        mandate(catalog(
                new RoleTypeDefined(
                        new RoleTypeKey("AGENT"),
                        new RoleTypeDefinition(Label.of("Agent"), false, ProfilePolicy.FORBIDDEN, IdentityPolicy.ANY),
                        null),
                new RoleDefined(agent, role("AGENT"), null)));
        accept(GIL, Acme.user(tenant, SAM, agent, null));

        assertThat(node.refusal(caller(tenant, GIL), user(SAM, Acme.assigned(SAM, CLERKS))))
                .hasValueSatisfying(r -> {
                    assertThat(r.code()).isEqualTo(RejectionCode.PROFILE_NOT_ALLOWED);
                    assertThat(r.message())
                            .isEqualTo("Profiles can only be given to users of type STAFF, ROOT or CUSTOMER;"
                                    + " First-sam Last is of type Agent.");
                });
        assertThat(refusal(GIL, user(MARIA, new UserRoleChanged(MARIA, STAFF, agent))))
                .hasValue(RejectionCode.PROFILE_NOT_ALLOWED);
    }

    @Test
    void no_user_loses_the_profile_that_its_role_type_requires() {
        accept(GIL, Acme.user(tenant, SAM, CUSTOMER, CLERKS));

        assertThat(refusal(GIL, user(SAM, new UserUnassigned(SAM, CLERKS, new ProfileName("Clerks")))))
                .hasValue(RejectionCode.PROFILE_REQUIRED);
    }

    @Test
    void the_catalog_gives_no_role_a_type_that_its_users_profiles_are_not_for() {
        accept(GIL, Acme.user(tenant, SAM, STAFF, CLERKS));
        accept(
                GIL,
                Recorded.in(
                        tenant,
                        Kind.PROFILE,
                        CLERKS,
                        new ProfileRoleTypeChanged(CLERKS, null, new RoleTypeKey("STAFF"))));
        Recorded moved = catalog(new RoleDefined(STAFF, role("CUSTOMER"), role("STAFF")));

        assertThat(mandate(moved)).hasValue(RejectionCode.ROLE_TYPE_IN_USE);

        accept(
                GIL,
                Recorded.in(
                        tenant,
                        Kind.PROFILE,
                        CLERKS,
                        new ProfileRoleTypeChanged(CLERKS, new RoleTypeKey("STAFF"), null)));
        assertThat(mandate(moved)).isEmpty();
    }

    @Test
    void a_catalog_takes_no_limit_away_that_a_profile_sets() {
        NodeKey bills = new NodeKey("commerce/bills");
        mandate(
                catalog(new CatalogNodeDefined(bills, resource(true, null, null), null)),
                Recorded.in(
                        tenant,
                        Kind.PROFILE,
                        CLERKS,
                        new ProfileRecordScopeChanged(CLERKS, new NodeKey("commerce"), null, null, new CreatedByMe())));
        Recorded paged =
                catalog(new CatalogNodeDefined(bills, resource(false, null, null), resource(true, null, null)));

        assertThat(node.refusal(caller(tenant, GIL), paged)).hasValueSatisfying(r -> {
            assertThat(r.code()).isEqualTo(RejectionCode.LIMIT_IN_USE);
            assertThat(r.parameters())
                    .containsEntry("node", bills.value())
                    .containsEntry("count", 1)
                    .containsEntry("profiles", List.of("Clerks"));
        });
        // Whoever loads it; who it is that limits is told to those who may see.
        assertThat(node.refusal(MANDATE, paged)).hasValueSatisfying(r -> {
            assertThat(r.code()).isEqualTo(RejectionCode.LIMIT_IN_USE);
            assertThat(r.parameters()).doesNotContainKey("profiles");
        });

        mandate(Recorded.in(
                tenant,
                Kind.PROFILE,
                CLERKS,
                new ProfileRecordScopeChanged(CLERKS, new NodeKey("commerce"), null, new CreatedByMe(), null)));
        accept(GIL, paged);
    }

    @Test
    void a_catalog_takes_no_limit_away_that_came_with_a_level() {
        NodeKey bills = new NodeKey("commerce/bills");
        ActionName edit = new ActionName("edit");
        mandate(
                catalog(new CatalogNodeDefined(bills, resource(true, null, null), null)),
                Recorded.in(
                        tenant,
                        Kind.PROFILE,
                        CLERKS,
                        new PermissionOverridden(
                                CLERKS,
                                bills,
                                null,
                                ActionSet.of("view", "edit"),
                                null,
                                new LevelName("EDIT_LIMITED"),
                                Map.of(),
                                Map.of(),
                                Map.of(),
                                Map.of(edit, new CreatedByMe()))));

        assertThat(mandate(catalog(
                        new CatalogNodeDefined(bills, resource(false, null, null), resource(true, null, null)))))
                .hasValue(RejectionCode.LIMIT_IN_USE);
    }

    @Test
    void a_catalog_takes_no_picks_away_nor_makes_them_pick_something_else() {
        NodeKey teams = new NodeKey("commerce/teams");
        NodeKey agents = new NodeKey("commerce/agents");
        ProfileInstancesChanged picked = new ProfileInstancesChanged(
                CLERKS,
                teams,
                new InstanceType("team"),
                InstanceMode.UNSET,
                InstanceMode.SELECTED,
                new TreeSet<>(Set.of(new RecordId("t1"))),
                new TreeSet<>());
        mandate(
                catalog(
                        new CatalogNodeDefined(teams, resource(true, "team", null), null),
                        new CatalogNodeDefined(agents, resource(true, null, teams), null)),
                Recorded.in(tenant, Kind.PROFILE, CLERKS, picked));

        for (CatalogNodeDefined change : List.of(
                new CatalogNodeDefined(agents, resource(true, null, null), resource(true, null, teams)),
                new CatalogNodeDefined(teams, resource(true, "queue", null), resource(true, "team", null)),
                new CatalogNodeDefined(teams, resource(true, null, null), resource(true, "team", null)))) {
            assertThat(mandate(catalog(change))).as("%s", change).hasValue(RejectionCode.LIMIT_IN_USE);
        }

        mandate(Recorded.in(
                tenant,
                Kind.PROFILE,
                CLERKS,
                new ProfileInstancesChanged(
                        CLERKS,
                        teams,
                        new InstanceType("team"),
                        InstanceMode.SELECTED,
                        InstanceMode.UNSET,
                        new TreeSet<>(),
                        new TreeSet<>(Set.of(new RecordId("t1"))))));
        assertThat(mandate(catalog(
                        new CatalogNodeDefined(agents, resource(true, null, null), resource(true, null, teams)),
                        new CatalogNodeDefined(teams, resource(true, null, null), resource(true, "team", null)))))
                .isEmpty();
    }

    private static NodeDefinition resource(
            boolean recordBased, @Nullable String instanceType, @Nullable NodeKey scopedBy) {
        return new NodeDefinition(
                NodeDefinition.Kind.RESOURCE,
                new NodeKey("commerce"),
                Label.of("Something"),
                true,
                ActionSet.of("view", "edit"),
                Map.of(),
                List.of(),
                recordBased,
                instanceType == null ? null : new InstanceType(instanceType),
                scopedBy,
                Map.of(),
                Set.of(),
                Set.of(),
                Map.of(),
                Set.of());
    }

    @Test
    void a_soft_quota_is_passed_with_a_warning_and_noted_in_the_same_commit_until_it_is_kept_again() {
        // Gil and Maria may edit invoices already.
        mandate(Recorded.in(tenant, Kind.LICENCE, "licence", new TierQuotaChanged(EDITOR, null, 2L, QuotaMode.SOFT)));

        Outcome outcome = node.send(caller(tenant, GIL), Acme.user(tenant, SAM, STAFF, CLERKS));

        assertThat(outcome.warnings())
                .singleElement()
                .satisfies(w -> assertThat(w)
                        .containsEntry("code", "QUOTA_EXCEEDED")
                        .containsEntry("used", 3L)
                        .containsEntry("limit", 2L));
        RecordedEvent noted = lastEvent(outcome);
        assertThat(noted.event()).isEqualTo(new QuotaExceeded(EDITOR, 2, 3, "UserCreated"));
        assertThat(noted.metadata().actor()).isEqualTo(Actor.MANDATE);
        assertThat(noted.metadata().source()).isEqualTo(EventMetadata.Source.SYSTEM);
        Outcome restored = node.send(caller(tenant, GIL), user(SAM, new UserSuspended(SAM)));
        assertThat(lastEvent(restored).event()).isEqualTo(new QuotaRestored(EDITOR, 2L, 2));
        assertThat(restored.warnings()).isEmpty();
    }

    @Test
    void a_hard_quota_refuses_a_profile_edit_that_lifts_its_users_over_it() {
        mandate(Recorded.in(tenant, Kind.LICENCE, "licence", new TierQuotaChanged(EDITOR, null, 2L, QuotaMode.HARD)));
        given(
                Acme.profile(tenant, new ProfileId("readers"), "Readers"),
                Acme.user(tenant, SAM, STAFF, new ProfileId("readers")));

        assertThat(refusal(
                        GIL,
                        Recorded.in(
                                tenant,
                                Kind.PROFILE,
                                "readers",
                                Acme.overridden(new ProfileId("readers"), INVOICES, "view", "edit"))))
                .hasValue(RejectionCode.QUOTA_EXCEEDED);
    }

    @Test
    void a_hard_quota_is_not_passed_by_enabling_and_what_is_beyond_already_does_not_grow() {
        accept(GIL, Acme.user(tenant, SAM, STAFF, CLERKS));
        accept(GIL, user(SAM, new UserSuspended(SAM)));
        // Gil and Maria may edit invoices: one more than agreed from now on.
        assertThat(mandate(Recorded.in(
                        tenant, Kind.LICENCE, "licence", new TierQuotaChanged(EDITOR, null, 1L, QuotaMode.HARD))))
                .isEmpty();

        assertThat(refusal(GIL, user(SAM, new UserEnabled(SAM)))).hasValue(RejectionCode.QUOTA_EXCEEDED);
        // What has nothing to do with it, or makes it better, is not held up.
        accept(GIL, Acme.user(tenant, EVE, STAFF, null));
        accept(GIL, user(MARIA, new UserUnassigned(MARIA, ADMINISTRATORS, new ProfileName("Administrators"))));
    }

    @Test
    void usernames_are_unique_whatever_their_case_and_free_again_after_deletion() {
        accept(GIL, Acme.user(tenant, SAM, STAFF, null));
        UserId twin = new UserId("SAM");

        assertThat(refusal(GIL, Acme.user(tenant, twin, STAFF, null))).hasValue(RejectionCode.USERNAME_TAKEN);
        accept(GIL, user(SAM, new UserDeleted(SAM, STAFF, null)));
        assertThat(refusal(GIL, Acme.user(tenant, twin, STAFF, null))).isEmpty();
    }

    @Test
    void a_reason_is_demanded_where_the_tenant_says_so() {
        accept(GIL, ofTenant(new TenantPolicyChanged(Policy.REASON_REQUIRED, "false", "true")));

        assertThat(refusal(GIL, Acme.user(tenant, SAM, STAFF, null))).hasValue(RejectionCode.REASON_REQUIRED);
    }

    @Test
    void who_saves_what_he_has_not_seen_is_told_who_changed_it_and_when() {
        accept(MARIA, profile(Acme.overridden(ADMINISTRATORS, INVOICES, "view", "edit")));

        Optional<Rejection> refusal = node.refusal(
                caller(tenant, GIL), new DescribeProfile(new ProfileTarget(tenant, ADMINISTRATORS, 1L), "All of it"));

        assertThat(refusal).hasValueSatisfying(r -> {
            assertThat(r.code()).isEqualTo(RejectionCode.STALE_REVISION);
            assertThat(r.parameters())
                    .containsEntry("changedBy", "First-maria Last")
                    .containsEntry("changedById", "maria")
                    .containsEntry("revision", 2L)
                    .containsKey("changedAt");
        });
    }

    private RecordedEvent lastEvent(Outcome outcome) {
        return node.get(EventReader.class)
                .event(tenant, outcome.position().seq())
                .orElseThrow();
    }

    private static RoleDefinition role(String type) {
        return new RoleDefinition(Label.of(type), new RoleTypeKey(type), Set.of(), Set.of(), null);
    }

    private Recorded profile(DomainEvent event) {
        return Recorded.in(tenant, Kind.PROFILE, ADMINISTRATORS, event);
    }

    private Optional<RejectionCode> mandate(TenantCommand... commands) {
        return node.refusal(MANDATE, commands).map(Rejection::code);
    }
}
