package io.mandate.command.gate;

import static io.mandate.command.testing.Acme.ADMINISTRATORS;
import static io.mandate.command.testing.Acme.CLERKS;
import static io.mandate.command.testing.Acme.CUSTOMER;
import static io.mandate.command.testing.Acme.GIL;
import static io.mandate.command.testing.Acme.INVOICES;
import static io.mandate.command.testing.Acme.MARIA;
import static io.mandate.command.testing.Acme.PROFILES;
import static io.mandate.command.testing.Acme.ROOT;
import static io.mandate.command.testing.Acme.STAFF;
import static io.mandate.command.testing.Acme.USERS;
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
import io.mandate.events.profile.InstanceMode;
import io.mandate.events.profile.ProfileEvent.ProfileAssociatedRoleChanged;
import io.mandate.events.profile.ProfileEvent.ProfileCreated;
import io.mandate.events.profile.ProfileEvent.ProfileInstancesChanged;
import io.mandate.events.profile.ProfileEvent.SensitiveDataMaskingDisabled;
import io.mandate.events.profile.ProfileEvent.SensitiveDataMaskingEnabled;
import io.mandate.events.record.RecordData;
import io.mandate.events.tenant.Policy;
import io.mandate.events.tenant.TenantEvent.TenantPolicyChanged;
import io.mandate.events.token.TokenEvent.TokenIssued;
import io.mandate.events.user.PrincipalKind;
import io.mandate.events.user.UserEvent.UserActivated;
import io.mandate.events.user.UserEvent.UserCreated;
import io.mandate.events.user.UserEvent.UserPerimeterChanged;
import io.mandate.events.user.UserEvent.UserRoleChanged;
import io.mandate.events.user.UserEvent.UserSuspended;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.FieldClass;
import io.mandate.events.values.FieldName;
import io.mandate.events.values.InstanceType;
import io.mandate.events.values.Label;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.PersonalText;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.ProfileName;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.RoleTypeKey;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.ScopeExpression.AssignedToMe;
import io.mandate.events.values.ScopeExpression.Attribute;
import io.mandate.events.values.ScopeExpression.CreatedByMe;
import io.mandate.events.values.TokenId;
import io.mandate.events.values.UserId;
import io.mandate.store.append.StreamId;
import io.mandate.store.append.StreamId.Kind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Every way in which somebody could give what he does not hold. Gil is an administrator who may everything but be a
/// superuser; Sam may users and profiles.
class GivingTest extends InNewAcme {
    private static final UserId MIA = new UserId("mia");
    private static final AttributeKey REGION = new AttributeKey("region");
    private static final ProfileId HR = new ProfileId("hr");
    private static final ProfileId FREE = new ProfileId("free");
    private static final NodeKey ORDERS = new NodeKey("commerce/orders");
    private static final InstanceType TEAM = new InstanceType("team");

    @BeforeEach
    void samAndEve() {
        given(
                Acme.profile(tenant, HR, "HR", USERS, PROFILES),
                Acme.user(tenant, SAM, STAFF, HR),
                Acme.user(tenant, EVE, STAFF, CLERKS));
    }

    @Test
    void a_token_for_somebody_who_may_more_is_not_issued() {
        refused(SAM, token(EVE));
        refused(SAM, token(GIL));
        accept(GIL, token(EVE));
        accept(SAM, token(SAM));
    }

    @Test
    void who_may_not_view_a_profile_is_not_told_by_a_token_what_it_gives() {
        ProfileId issuers = new ProfileId("issuers");
        given(Acme.profile(tenant, issuers, "Issuers", USERS), Acme.user(tenant, MIA, STAFF, issuers));

        assertThat(node.refusal(Acme.caller(tenant, MIA), token(EVE))).hasValueSatisfying(refusal -> {
            assertThat(refusal.code()).isEqualTo(RejectionCode.PROFILE_ESCALATION);
            assertThat(refusal.message())
                    .isEqualTo("You cannot give rights that you do not hold: some on nodes of a profile that you may"
                            + " not view.");
            assertThat(refusal.parameters()).containsOnlyKeys("actions", "node");
        });
        assertThat(node.refusal(Acme.caller(tenant, SAM), token(EVE)))
                .hasValueSatisfying(refusal -> assertThat(refusal.message()).contains("commerce/invoices"));
    }

    /// Whatever was found against it: what the profile gives, what the role adds, whom it takes from.
    @Test
    void who_may_not_view_a_profile_is_refused_as_if_it_were_not_there() {
        ProfileId issuers = new ProfileId("issuers");
        RoleKey chief = new RoleKey("CHIEF");
        given(
                Acme.profile(tenant, issuers, "Issuers", USERS),
                Acme.user(tenant, MIA, STAFF, issuers),
                catalog(new RoleDefined(
                        chief,
                        new RoleDefinition(Label.of("Chief"), new RoleTypeKey("STAFF"), Set.of(), Set.of()),
                        null)),
                Recorded.in(tenant, Kind.USER, MARIA, new UserSuspended(MARIA)));

        for (Recorded change : List.of(
                Recorded.in(tenant, Kind.USER, EVE, Acme.assigned(EVE, ADMINISTRATORS)),
                Recorded.in(
                        tenant,
                        Kind.USER,
                        EVE,
                        new UserRoleChanged(EVE, STAFF, chief),
                        Acme.assigned(EVE, ADMINISTRATORS)),
                Recorded.in(tenant, Kind.USER, GIL, Acme.assigned(GIL, CLERKS)))) {
            assertThat(node.refusal(Acme.caller(tenant, MIA), change)).hasValueSatisfying(refusal -> {
                assertThat(refusal.code()).as("%s", change).isEqualTo(RejectionCode.PROFILE_NOT_FOUND);
                assertThat(refusal.parameters()).containsOnlyKeys("profile");
            });
        }
        assertThat(refusal(SAM, Recorded.in(tenant, Kind.USER, GIL, Acme.assigned(GIL, CLERKS))))
                .hasValue(RejectionCode.LAST_ADMINISTRATOR);
    }

    @Test
    void a_token_for_a_superuser_is_issued_by_superusers_only() {
        UserId root = new UserId("root");
        given(Acme.user(tenant, root, ROOT, null));
        refused(GIL, token(root));
        accept(root, token(GIL));
    }

    @Test
    void a_perimeter_is_drawn_no_wider_than_the_own_one() {
        given(perimeter(EVE, null, new AssignedToMe()));
        // Whoever has no perimeter himself may draw any.
        accept(GIL, perimeter(EVE, new AssignedToMe(), null));
        accept(GIL, perimeter(EVE, null, new AssignedToMe()));

        given(perimeter(SAM, null, new CreatedByMe()));
        given(Recorded.in(tenant, Kind.USER, EVE, Acme.assigned(EVE, HR)));
        refused(SAM, perimeter(EVE, new AssignedToMe(), null));
        refused(SAM, perimeter(EVE, new AssignedToMe(), new ScopeExpression.All()));
        accept(SAM, perimeter(EVE, new AssignedToMe(), new CreatedByMe()));
    }

    @Test
    void a_perimeter_is_taken_away_by_who_holds_what_is_reached_without() {
        given(perimeter(EVE, null, new AssignedToMe()));

        refused(SAM, perimeter(EVE, new AssignedToMe(), null));
        refused(SAM, perimeter(EVE, new AssignedToMe(), new CreatedByMe()));
        accept(GIL, perimeter(EVE, new AssignedToMe(), null));
    }

    @Test
    void a_perimeter_is_compared_by_what_it_is_for_whom_it_binds() {
        UserId sue = new UserId("sue");
        given(regional(SAM, "nora", "north"), regional(SAM, "nick", "north"), regional(SAM, sue.value(), "south"));
        UserId nora = new UserId("nora");
        UserId nick = new UserId("nick");
        given(
                perimeter(nora, null, region("$user.region")),
                perimeter(nick, null, region("$user.region")),
                perimeter(sue, null, region("north")));

        // The words that bind Nora to the north let Sue into the south.
        refused(nora, northern(new UserPerimeterChanged(sue, region("north"), region("$user.region"))));
        // For a northerner both are the same.
        accept(nora, northern(new UserPerimeterChanged(nick, region("$user.region"), region("north"))));
        accept(nora, northern(new UserPerimeterChanged(nick, region("north"), region("$user.region"))));
    }

    private Recorded regional(UserId creator, String id, String region) {
        UserId user = new UserId(id);
        UserCreated created = new UserCreated(
                user,
                PrincipalKind.USER,
                null,
                PersonalText.of(id + "@acme.example"),
                null,
                null,
                null,
                STAFF,
                null,
                Map.of(REGION, region),
                Map.of(),
                creator);
        return Recorded.in(tenant, Kind.USER, user, created, new UserActivated(user), Acme.assigned(user, HR));
    }

    /// By whoever may edit users of the north.
    private Recorded northern(UserPerimeterChanged change) {
        RecordData data = new RecordData(null, null, new TreeSet<>(), Map.of(), Map.of(REGION, "north"));
        RequiredRight right = RequiredRight.of(
                "administration/users", "edit", new RecordId(change.user().value()), data);
        return new Recorded.Events(StreamId.of(tenant, Kind.USER, change.user()), List.of(change), right);
    }

    private static ScopeExpression region(String value) {
        return new Attribute(REGION, new TreeSet<>(Set.of(value)));
    }

    @Test
    void a_role_is_given_by_who_holds_what_exists_for_it() {
        UserId cy = new UserId("cy");
        given(
                catalog(new CatalogNodeDefined(ORDERS, report(Set.of(STAFF)), null)),
                Acme.profile(tenant, FREE, "Free", ORDERS),
                Acme.user(tenant, cy, CUSTOMER, FREE),
                Acme.user(tenant, MIA, STAFF, FREE));
        given(profile(ADMINISTRATORS, ORDERS));
        Recorded change = Recorded.in(tenant, Kind.USER, cy, new UserRoleChanged(cy, CUSTOMER, STAFF));

        refused(SAM, change);
        accept(GIL, change);
        // Back again takes away only.
        accept(SAM, Recorded.in(tenant, Kind.USER, cy, new UserRoleChanged(cy, STAFF, CUSTOMER)));
    }

    @Test
    void the_role_of_a_profile_is_changed_by_who_holds_what_exists_for_it() {
        given(
                catalog(new CatalogNodeDefined(ORDERS, report(Set.of(STAFF)), null)),
                Acme.profile(tenant, FREE, "Free", ORDERS),
                Recorded.in(tenant, Kind.PROFILE, FREE, new ProfileAssociatedRoleChanged(FREE, null, CUSTOMER)),
                Acme.user(tenant, new UserId("cy"), null, FREE),
                Acme.user(tenant, MIA, STAFF, FREE));
        given(profile(ADMINISTRATORS, ORDERS));
        Recorded change =
                Recorded.in(tenant, Kind.PROFILE, FREE, new ProfileAssociatedRoleChanged(FREE, CUSTOMER, STAFF));

        refused(SAM, change);
        accept(GIL, change);
    }

    @Test
    void a_catalog_gives_to_those_who_are_there_what_its_editor_holds() {
        given(
                catalog(new CatalogNodeDefined(ORDERS, report(Set.of(STAFF)), null)),
                Acme.profile(tenant, FREE, "Free", ORDERS),
                Acme.user(tenant, new UserId("cy"), CUSTOMER, FREE),
                Acme.user(tenant, MIA, STAFF, FREE));
        Recorded change = catalog(new CatalogNodeDefined(ORDERS, report(Set.of()), report(Set.of(STAFF))));

        refused(GIL, change);
        refused(
                GIL,
                catalog(
                        new RoleDefined(CUSTOMER, role("STAFF"), role("CUSTOMER")),
                        new CatalogNodeDefined(ORDERS, report(Set.of()), report(Set.of(STAFF)))));
        given(profile(ADMINISTRATORS, ORDERS));
        accept(GIL, change);
    }

    @Test
    void a_role_of_another_type_gives_what_exists_for_that_type() {
        free(existingFor("STAFF"));
        Recorded change = catalog(new RoleDefined(CUSTOMER, role("STAFF"), role("CUSTOMER")));

        refused(GIL, change);
        given(profile(ADMINISTRATORS, ORDERS));
        accept(GIL, change);
    }

    @Test
    void a_role_type_that_may_have_a_profile_gives_what_the_profile_says() {
        free(report());
        RoleTypeDefined without = type(ProfilePolicy.FORBIDDEN, ProfilePolicy.REQUIRED);
        given(catalog(without));
        Recorded change = catalog(type(ProfilePolicy.OPTIONAL, ProfilePolicy.FORBIDDEN));

        refused(GIL, change);
        given(profile(ADMINISTRATORS, ORDERS));
        accept(GIL, change);
    }

    /// Where the container says nothing can be picked in it, the picks of the profile reach nothing.
    @Test
    void a_container_gives_what_is_scoped_by_it() {
        NodeKey teams = new NodeKey("commerce/teams");
        given(catalog(new CatalogNodeDefined(teams, report(), null)));
        free(definition(Map.of(), null, teams, Set.of(), Set.of()));
        given(Recorded.in(
                tenant,
                Kind.PROFILE,
                FREE,
                new ProfileInstancesChanged(
                        FREE,
                        teams,
                        TEAM,
                        InstanceMode.UNSET,
                        InstanceMode.SELECTED,
                        new TreeSet<>(Set.of(new RecordId("north"))),
                        new TreeSet<>())));
        Recorded change =
                catalog(new CatalogNodeDefined(teams, definition(Map.of(), TEAM, null, Set.of(), Set.of()), report()));

        refused(GIL, change);
        given(profile(ADMINISTRATORS, ORDERS));
        assertThat(refusal(GIL, change)).as("for another reason").hasValue(RejectionCode.LIMIT_IN_USE);
    }

    @Test
    void a_field_is_shown_by_who_sees_it_though_others_stay_hidden() {
        free(hiding("name", "phone"));
        given(masking(FREE));
        Recorded change = catalog(new CatalogNodeDefined(ORDERS, hiding("name"), hiding("name", "phone")));

        refused(GIL, change);
        given(profile(ADMINISTRATORS, ORDERS), masking(ADMINISTRATORS));
        refused(GIL, change);
        given(Recorded.in(tenant, Kind.PROFILE, ADMINISTRATORS, new SensitiveDataMaskingDisabled(ADMINISTRATORS)));
        accept(GIL, change);
    }

    @Test
    void a_node_that_comes_back_shows_what_it_showed_or_less() {
        free(hiding("name", "phone"));
        given(masking(FREE), profile(ADMINISTRATORS, ORDERS), masking(ADMINISTRATORS));
        accept(GIL, catalog(new CatalogNodeRetired(ORDERS)));
        Recorded shown = back(hiding("name"), hiding("name", "phone"));

        refused(GIL, shown);
        accept(GIL, back(hiding("name", "phone", "mail"), hiding("name", "phone")));
        accept(GIL, catalog(new CatalogNodeRetired(ORDERS)));
        accept(GIL, catalog(new CatalogNodeReinstated(ORDERS)));

        given(Recorded.in(tenant, Kind.PROFILE, ADMINISTRATORS, new SensitiveDataMaskingDisabled(ADMINISTRATORS)));
        accept(GIL, catalog(new CatalogNodeRetired(ORDERS)));
        accept(GIL, shown);
    }

    @Test
    void a_node_that_comes_back_gives_nobody_more_than_who_brings_it_back_held() {
        free(existingFor("STAFF"));
        accept(GIL, catalog(new CatalogNodeRetired(ORDERS)));

        refused(GIL, back(existingFor("CUSTOMER"), existingFor("STAFF")));
        accept(GIL, back(existingFor("STAFF"), existingFor("STAFF")));
        given(profile(ADMINISTRATORS, ORDERS));
        accept(GIL, catalog(new CatalogNodeRetired(ORDERS)));
        accept(GIL, back(existingFor("CUSTOMER"), existingFor("STAFF")));
    }

    private Recorded back(NodeDefinition is, NodeDefinition was) {
        return catalog(new CatalogNodeDefined(ORDERS, is, was), new CatalogNodeReinstated(ORDERS));
    }

    /// Orders, which a customer's profile gives as far as they exist for him, and a colleague's
    /// as well.
    private void free(NodeDefinition orders) {
        given(
                catalog(new CatalogNodeDefined(ORDERS, orders, null)),
                Acme.profile(tenant, FREE, "Free", ORDERS),
                Acme.user(tenant, new UserId("cy"), CUSTOMER, FREE),
                Acme.user(tenant, MIA, STAFF, FREE));
    }

    private Recorded masking(ProfileId profile) {
        return Recorded.in(tenant, Kind.PROFILE, profile, new SensitiveDataMaskingEnabled(profile));
    }

    private static RoleTypeDefined type(ProfilePolicy to, ProfilePolicy from) {
        return new RoleTypeDefined(new RoleTypeKey("CUSTOMER"), customers(to), customers(from));
    }

    private static RoleTypeDefinition customers(ProfilePolicy policy) {
        return new RoleTypeDefinition(Label.of("CUSTOMER"), false, policy, IdentityPolicy.ANY);
    }

    private static NodeDefinition existingFor(String roleType) {
        return definition(Map.of(), null, null, Set.of(new RoleTypeKey(roleType)), Set.of());
    }

    private static NodeDefinition hiding(String... fields) {
        Map<FieldName, FieldClass> hidden = new TreeMap<>();
        for (String field : fields) {
            hidden.put(new FieldName(field), new FieldClass("contact." + field));
        }
        return definition(hidden, null, null, Set.of(), Set.of());
    }

    @Test
    void who_has_a_perimeter_gives_what_he_holds_to_those_within_it() {
        given(perimeter(SAM, null, new CreatedByMe()));
        refused(SAM, ofOwn(EVE, Acme.assigned(EVE, HR)));

        given(perimeter(EVE, null, new CreatedByMe()));
        // Of profiles beyond his perimeter he is told no more than of those that do not exist.
        assertThat(refusal(SAM, ofOwn(EVE, Acme.assigned(EVE, ADMINISTRATORS)))).hasValue(RejectionCode.NOT_PERMITTED);
        accept(SAM, ofOwn(EVE, Acme.assigned(EVE, HR)));
        accept(SAM, token(EVE));
        // Then the perimeter itself is not drawn wider by him.
        refused(SAM, perimeter(EVE, new CreatedByMe(), null));
    }

    @Test
    void a_role_that_others_may_give_only_is_not_given_by_a_profile() {
        RoleKey chief = new RoleKey("CHIEF");
        RoleDefinition byRoot = new RoleDefinition(Label.of("Chief"), new RoleTypeKey("STAFF"), Set.of(), Set.of(ROOT));
        given(catalog(new RoleDefined(chief, byRoot, null)));
        Recorded changed =
                Recorded.in(tenant, Kind.PROFILE, CLERKS, new ProfileAssociatedRoleChanged(CLERKS, null, chief));
        Recorded created = Recorded.in(tenant, Kind.PROFILE, "chiefs", chiefs(chief));

        for (Recorded giving : List.of(changed, created)) {
            assertThat(refusal(GIL, giving)).hasValue(RejectionCode.ROLE_NOT_ASSIGNABLE);
        }
        UserId root = new UserId("root");
        given(Acme.user(tenant, root, ROOT, null));
        accept(root, changed);
        // He may take it away and change the rest of the profile.
        accept(GIL, Recorded.in(tenant, Kind.PROFILE, CLERKS, new ProfileAssociatedRoleChanged(CLERKS, chief, null)));
        accept(root, created);
    }

    private static ProfileCreated chiefs(RoleKey associated) {
        ProfileName name = new ProfileName("Chiefs");
        return new ProfileCreated(
                new ProfileId("chiefs"),
                name,
                name.normalized(),
                null,
                null,
                null,
                associated,
                ActionSet.NONE,
                null,
                false,
                null,
                null);
    }

    private Recorded ofOwn(UserId user, DomainEvent event) {
        RecordData data = new RecordData(SAM, null, new TreeSet<>(), Map.of(), Map.of());
        return new Recorded.Events(
                StreamId.of(tenant, Kind.USER, user),
                List.of(event),
                RequiredRight.of("administration/users", "edit", new RecordId(user.value()), data));
    }

    @Test
    void no_role_becomes_a_superusers_by_the_catalog() {
        RoleTypeDefinition before =
                new RoleTypeDefinition(Label.of("STAFF"), false, ProfilePolicy.OPTIONAL, IdentityPolicy.ANY);
        RoleTypeDefinition mighty =
                new RoleTypeDefinition(Label.of("STAFF"), true, ProfilePolicy.OPTIONAL, IdentityPolicy.ANY);
        refused(GIL, catalog(new RoleTypeDefined(new RoleTypeKey("STAFF"), mighty, before)));
        refused(GIL, catalog(new RoleTypeDefined(new RoleTypeKey("NEW"), mighty, null)));
        refused(GIL, catalog(new RoleDefined(STAFF, role("ROOT"), role("STAFF"))));
        accept(GIL, catalog(new RoleTypeDefined(new RoleTypeKey("NEW"), before, null)));

        UserId root = new UserId("root");
        given(Acme.user(tenant, root, ROOT, null));
        accept(root, catalog(new RoleDefined(STAFF, role("ROOT"), role("STAFF"))));
    }

    @Test
    void what_a_new_catalog_brought_is_first_given_by_who_may_change_the_catalog() {
        NodeKey reports = new NodeKey("commerce/reports");
        given(catalog(new CatalogNodeDefined(reports, report(), null)));
        Recorded first = profile(HR, reports);

        refused(SAM, first);
        accept(GIL, first);
        // Now somebody holds it, and Gil is not among them.
        refused(GIL, profile(CLERKS, reports));
        accept(SAM, profile(CLERKS, reports));
    }

    @Test
    void a_profile_that_was_mighty_before_is_changed_but_not_given() {
        accept(SAM, profile(ADMINISTRATORS, USERS));
        refused(SAM, user(EVE, Acme.assigned(EVE, ADMINISTRATORS)));
        refused(SAM, Acme.profile(tenant, new ProfileId("second"), "Second", INVOICES));
    }

    @Test
    void the_guard_can_be_switched_off() {
        given(guard(Policy.GUARD_ESCALATION, "true", "false"));
        accept(SAM, user(EVE, Acme.assigned(EVE, ADMINISTRATORS)));
        accept(SAM, token(GIL));
    }

    @Test
    void a_guard_is_switched_off_by_superusers_alone_and_on_by_whoever_edits_policies() {
        UserId root = new UserId("root");
        given(Acme.user(tenant, root, ROOT, null));
        for (Policy guard : List.of(Policy.GUARD_ESCALATION, Policy.GUARD_LAST_ADMINISTRATOR)) {
            assertThat(refusal(GIL, guard(guard, "true", "false"))).hasValue(RejectionCode.GUARD_PROTECTED);
            accept(root, guard(guard, "true", "false"));
            accept(GIL, guard(guard, "false", "true"));
        }
        accept(GIL, guard(Policy.REASON_REQUIRED, "true", "false"));
    }

    private Recorded guard(Policy policy, String from, String to) {
        return ofTenant(new TenantPolicyChanged(policy, from, to));
    }

    private void refused(UserId giver, TenantCommand command) {
        assertThat(refusal(giver, command)).hasValue(RejectionCode.PROFILE_ESCALATION);
    }

    private Recorded token(UserId principal) {
        TokenId token = new TokenId("token-" + System.nanoTime());
        String secret = String.format("%064x", System.nanoTime());
        RecordData data = new RecordData(SAM, null, new TreeSet<>(), Map.of(), Map.of());
        return new Recorded.Events(
                StreamId.of(tenant, Kind.TOKEN, token),
                List.of(new TokenIssued(token, principal, secret, new TreeSet<>(), null)),
                RequiredRight.of("administration/users", "edit", new RecordId(token.value()), data));
    }

    private Recorded perimeter(UserId user, @Nullable ScopeExpression from, @Nullable ScopeExpression to) {
        // Who has a perimeter himself may edit the users he created.
        RecordData data = new RecordData(SAM, null, new TreeSet<>(), Map.of(), Map.of());
        return new Recorded.Events(
                StreamId.of(tenant, Kind.USER, user),
                List.of(new UserPerimeterChanged(user, from, to)),
                RequiredRight.of("administration/users", "edit", new RecordId(user.value()), data));
    }

    private Recorded profile(ProfileId profile, NodeKey node) {
        return Recorded.in(tenant, Kind.PROFILE, profile, Acme.overridden(profile, node, "view", "edit"));
    }

    private static RoleDefinition role(String type) {
        return new RoleDefinition(Label.of("Staff"), new RoleTypeKey(type), Set.of(), Set.of(), null);
    }

    private static NodeDefinition report() {
        return report(Set.of());
    }

    /// @param relevant the roles it exists for; empty: all
    private static NodeDefinition report(Set<RoleKey> relevant) {
        return definition(Map.of(), null, null, Set.of(), relevant);
    }

    private static NodeDefinition definition(
            Map<FieldName, FieldClass> sensitive,
            @Nullable InstanceType picked,
            @Nullable NodeKey container,
            Set<RoleTypeKey> types,
            Set<RoleKey> roles) {
        return new NodeDefinition(
                NodeDefinition.Kind.RESOURCE,
                new NodeKey("commerce"),
                Label.of("Reports"),
                true,
                ActionSet.of("view", "edit"),
                Map.of(),
                List.of(),
                true,
                picked,
                container,
                sensitive,
                types,
                roles,
                Map.of(),
                Set.of());
    }
}
