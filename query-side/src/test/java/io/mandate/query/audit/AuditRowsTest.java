package io.mandate.query.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.events.DomainEvent;
import io.mandate.events.catalog.CatalogEvent.CatalogImported;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeReinstated;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeRetired;
import io.mandate.events.catalog.CatalogEvent.TierDefined;
import io.mandate.events.catalog.TierDefinition;
import io.mandate.events.licence.LicenceEvent.QuotaExceeded;
import io.mandate.events.licence.LicenceEvent.QuotaRestored;
import io.mandate.events.licence.LicenceEvent.TierQuotaChanged;
import io.mandate.events.licence.QuotaMode;
import io.mandate.events.profile.Enablement;
import io.mandate.events.profile.InstanceMode;
import io.mandate.events.profile.Navigation;
import io.mandate.events.profile.ProfileEvent.PermissionOverridden;
import io.mandate.events.profile.ProfileEvent.PermissionOverrideCleared;
import io.mandate.events.profile.ProfileEvent.ProfileAssociatedRoleChanged;
import io.mandate.events.profile.ProfileEvent.ProfileCodeChanged;
import io.mandate.events.profile.ProfileEvent.ProfileCreated;
import io.mandate.events.profile.ProfileEvent.ProfileDefaultPermissionChanged;
import io.mandate.events.profile.ProfileEvent.ProfileDeleted;
import io.mandate.events.profile.ProfileEvent.ProfileDescriptionChanged;
import io.mandate.events.profile.ProfileEvent.ProfileInstancesChanged;
import io.mandate.events.profile.ProfileEvent.ProfileNavigationChanged;
import io.mandate.events.profile.ProfileEvent.ProfileNodeEnablementChanged;
import io.mandate.events.profile.ProfileEvent.ProfileRecordScopeChanged;
import io.mandate.events.profile.ProfileEvent.ProfileRenamed;
import io.mandate.events.profile.ProfileEvent.ProfileRestored;
import io.mandate.events.profile.ProfileEvent.ProfileRoleTypeChanged;
import io.mandate.events.profile.ProfileEvent.ProfileSettingChanged;
import io.mandate.events.profile.ProfileEvent.SensitiveDataMaskingDisabled;
import io.mandate.events.profile.ProfileEvent.SensitiveDataMaskingEnabled;
import io.mandate.events.record.RecordData;
import io.mandate.events.record.RecordEvent.RecordChanged;
import io.mandate.events.record.RecordEvent.RecordRegistered;
import io.mandate.events.record.RecordEvent.RecordRetired;
import io.mandate.events.tenant.Availability;
import io.mandate.events.tenant.Policy;
import io.mandate.events.tenant.TenantEvent.ModuleAvailabilityChanged;
import io.mandate.events.tenant.TenantEvent.ReasonRedacted;
import io.mandate.events.tenant.TenantEvent.TenantOffboarded;
import io.mandate.events.tenant.TenantEvent.TenantOffboardingOrdered;
import io.mandate.events.tenant.TenantEvent.TenantPolicyChanged;
import io.mandate.events.token.TokenEvent.TokenIssued;
import io.mandate.events.token.TokenEvent.TokenRevoked;
import io.mandate.events.token.TokenRight;
import io.mandate.events.user.Identity;
import io.mandate.events.user.PrincipalKind;
import io.mandate.events.user.UserEvent.AcknowledgementRecorded;
import io.mandate.events.user.UserEvent.DetailChange;
import io.mandate.events.user.UserEvent.ExternalIdentityLinked;
import io.mandate.events.user.UserEvent.UserAssigned;
import io.mandate.events.user.UserEvent.UserCreated;
import io.mandate.events.user.UserEvent.UserDeleted;
import io.mandate.events.user.UserEvent.UserDetailsChanged;
import io.mandate.events.user.UserEvent.UserPersonalDataErased;
import io.mandate.events.user.UserEvent.UserSuspended;
import io.mandate.events.user.UserEvent.UserUnassigned;
import io.mandate.events.user.UserEvent.UsernameChanged;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.ChangeSetId;
import io.mandate.events.values.InstanceType;
import io.mandate.events.values.Label;
import io.mandate.events.values.LevelName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.PersonalText;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.ProfileName;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.RoleTypeKey;
import io.mandate.events.values.ScopeExpression.AnyOf;
import io.mandate.events.values.ScopeExpression.AssignedToMe;
import io.mandate.events.values.ScopeExpression.CreatedByMe;
import io.mandate.events.values.SettingKey;
import io.mandate.events.values.SettingValue;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.TierName;
import io.mandate.events.values.TokenId;
import io.mandate.events.values.UserId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AuditRowsTest {
    private static final ProfileId STD = new ProfileId("std");
    private static final UserId CY = new UserId("cy");
    private static final NodeKey INVOICES = new NodeKey("commerce/invoices");
    private static final TierName USERS = new TierName("USER");
    private static final ActionSet VIEW = ActionSet.of("view");
    private static final ActionSet EDIT = ActionSet.of("view", "edit");

    /// Each event with its rows, written `type | item | node | actions | from | to`.
    static Stream<Arguments> rows() {
        return Stream.of(
                event(
                        new TenantPolicyChanged(Policy.GUARD_ESCALATION, "true", "false"),
                        "Field Updated | Policy guards.escalation | - | - | true | false"),
                event(
                        new ModuleAvailabilityChanged(
                                new NodeKey("crm"), Availability.AVAILABLE, Availability.NOT_LICENSED),
                        "Field Updated | Module Availability | crm | - | AVAILABLE | NOT_LICENSED"),
                event(
                        new TenantOffboardingOrdered(new TenantId("acme")),
                        "Requested | Off-boarding | - | - | - | acme"),
                event(new TenantOffboarded("tenant:acme"), "Erased | Tenant | - | - | - | -"),
                event(
                        new ReasonRedacted(7, new ChangeSetId("save-1"), "change:save-1"),
                        "Redacted | Reason | - | - | change set save-1 | -"),
                event(new CatalogImported("commerce", "2", "ab"), "Imported | Catalog | - | - | - | commerce 2"),
                event(
                        new CatalogNodeRetired(INVOICES),
                        "Retired | Node | commerce/invoices | - | commerce/invoices | -"),
                event(
                        new CatalogNodeReinstated(INVOICES),
                        "Reinstated | Node | commerce/invoices | - | - | commerce/invoices"),
                event(
                        new TierDefined(USERS, tier(1), null),
                        "Created | Tier | - | - | - | USER",
                        "Created | Tier USER: Label | - | - | - | User",
                        "Created | Tier USER: Rank | - | - | - | 1",
                        "Created | Tier USER: Pool | - | - | - | users"),
                event(new TierDefined(USERS, tier(2), tier(1)), "Field Updated | Tier USER: Rank | - | - | 1 | 2"),
                event(new TierDefined(USERS, tier(1), tier(1)), "Reinstated | Tier | - | - | - | USER"),
                event(
                        new ProfileCreated(
                                STD,
                                new ProfileName("Std"),
                                "std",
                                null,
                                "STD",
                                new RoleTypeKey("CSR"),
                                null,
                                EDIT,
                                "RE",
                                true,
                                null,
                                null),
                        "Created | Profile | - | - | - | Std",
                        "Created | Code | - | - | - | STD",
                        "Created | Role Type | - | - | - | CSR",
                        "Created | Sensitive Data Masking | - | - | - | on",
                        "Created | Default Permission | - | edit,view | - | RE (edit, view)"),
                event(
                        new ProfileCreated(
                                STD,
                                new ProfileName("Std"),
                                "std",
                                null,
                                null,
                                null,
                                null,
                                ActionSet.NONE,
                                null,
                                false,
                                null,
                                null),
                        "Created | Profile | - | - | - | Std"),
                event(
                        new ProfileRenamed(STD, new ProfileName("A"), new ProfileName("B"), "b"),
                        "Field Updated | Name | - | - | A | B"),
                event(new ProfileDescriptionChanged(STD, "x", null), "Field Updated | Description | - | - | x | -"),
                event(new ProfileCodeChanged(STD, null, "C"), "Field Updated | Code | - | - | - | C"),
                event(
                        new ProfileRoleTypeChanged(STD, null, new RoleTypeKey("CSR")),
                        "Field Updated | Role Type | - | - | - | CSR"),
                event(
                        new ProfileAssociatedRoleChanged(STD, new RoleKey("A"), null),
                        "Field Updated | Associated Role | - | - | A | -"),
                event(
                        new ProfileDefaultPermissionChanged(STD, VIEW, EDIT, "R", null),
                        "Field Updated | Default Permission | - | edit | R (view) | edit, view"),
                event(
                        new SensitiveDataMaskingEnabled(STD),
                        "Field Updated | Sensitive Data Masking | - | - | off | on"),
                event(
                        new SensitiveDataMaskingDisabled(STD),
                        "Field Updated | Sensitive Data Masking | - | - | on | off"),
                event(
                        new ProfileNodeEnablementChanged(STD, INVOICES, Enablement.UNSET, Enablement.ENABLED),
                        "Field Updated | Enablement | commerce/invoices | - | UNSET | ENABLED"),
                event(
                        new PermissionOverridden(
                                STD,
                                INVOICES,
                                EDIT,
                                VIEW,
                                new LevelName("EDIT"),
                                new LevelName("VIEW"),
                                Map.of(),
                                Map.of(new ActionName("view"), "true")),
                        "Field Updated | Permission | commerce/invoices | edit | EDIT (edit, view) | VIEW (view)",
                        "Field Updated | Condition of View | commerce/invoices | edit | - | true"),
                event(
                        new PermissionOverridden(
                                STD,
                                INVOICES,
                                null,
                                EDIT,
                                null,
                                new LevelName("EDIT_OWN"),
                                Map.of(),
                                Map.of(),
                                Map.of(),
                                Map.of(new ActionName("edit"), new CreatedByMe())),
                        "Field Updated | Permission | commerce/invoices | edit,view | - | EDIT_OWN (edit, view)",
                        "Field Updated | Level Scope of Edit | commerce/invoices | edit,view | - | CREATED_BY_ME"),
                event(
                        new PermissionOverridden(STD, INVOICES, null, ActionSet.NONE, null, null, Map.of(), Map.of()),
                        "Field Updated | Permission | commerce/invoices | - | - | none"),
                event(
                        new PermissionOverrideCleared(STD, INVOICES, EDIT, null, Map.of()),
                        "Field Updated | Permission | commerce/invoices | edit,view | edit, view | -"),
                event(
                        new ProfileRecordScopeChanged(
                                STD,
                                INVOICES,
                                new ActionName("edit"),
                                null,
                                new AnyOf(List.of(new CreatedByMe(), new AssignedToMe()))),
                        "Field Updated | Record Scope of Edit | commerce/invoices | edit | - |"
                                + " ANY_OF(CREATED_BY_ME, ASSIGNED_TO_ME)"),
                event(
                        new ProfileNavigationChanged(STD, INVOICES, Navigation.UNSET, Navigation.HIDDEN),
                        "Field Updated | Navigation | commerce/invoices | - | UNSET | HIDDEN"),
                event(
                        new ProfileInstancesChanged(
                                STD,
                                INVOICES,
                                new InstanceType("team"),
                                InstanceMode.UNSET,
                                InstanceMode.SELECTED,
                                records("b", "a"),
                                records("c")),
                        "Field Updated | Instances | commerce/invoices | - | UNSET | SELECTED",
                        "Added | Team | commerce/invoices | - | - | a",
                        "Added | Team | commerce/invoices | - | - | b",
                        "Removed | Team | commerce/invoices | - | c | -"),
                event(
                        new ProfileSettingChanged(
                                STD, new SettingKey("search/load"), null, new SettingValue.Choice("THRESHOLD", 100L)),
                        "Field Updated | Setting | search/load | - | - | THRESHOLD(100)"),
                event(new ProfileRestored(STD, 5, 3), "Restored | Revision | - | - | 5 | 3"),
                event(new ProfileDeleted(STD, new ProfileName("Std"), null, 3), "Deleted | Profile | - | - | Std | -"),
                event(
                        new UserCreated(
                                CY,
                                PrincipalKind.USER,
                                null,
                                PersonalText.of("cy@x.io"),
                                PersonalText.of("Cy"),
                                PersonalText.ERASED,
                                null,
                                new RoleKey("CUSTOMER"),
                                new Identity("okta", PersonalText.of("00u")),
                                Map.of(new AttributeKey("accountNumber"), "7"),
                                Map.of(new AttributeKey("phone"), PersonalText.of("112")),
                                null),
                        "Created | User | - | - | - | USER",
                        "Created | Username | - | - | - | cy@x.io",
                        "Created | First Name | - | - | - | Cy",
                        "Created | Last Name | - | - | - | (erased)",
                        "Created | Role | - | - | - | CUSTOMER",
                        "Created | Identity Provider | - | - | - | okta",
                        "Linked | External Subject | - | - | - | 00u",
                        "Created | Account Number | - | - | - | 7",
                        "Created | Phone | - | - | - | 112"),
                event(
                        new UserDetailsChanged(
                                CY,
                                List.of(
                                        new DetailChange(
                                                "firstName", PersonalText.of("Cy"), PersonalText.of("Cyr"), null, null),
                                        new DetailChange("attributes.accountNumber", null, null, "7", "8"))),
                        "Field Updated | First Name | - | - | Cy | Cyr",
                        "Field Updated | Account Number | - | - | 7 | 8"),
                event(
                        new UsernameChanged(CY, null, PersonalText.of("cy"), false),
                        "Field Updated | Username | - | - | - | cy"),
                event(
                        new UserAssigned(CY, null, null, STD, new ProfileName("Std"), 4),
                        "Assigned | Profile | - | - | - | Std"),
                event(new UserUnassigned(CY, STD, new ProfileName("Std")), "Unassigned | Profile | - | - | Std | -"),
                event(new UserSuspended(CY), "Suspended | User | - | - | - | cy"),
                event(new UserDeleted(CY, null, STD), "Deleted | User | - | - | cy | -"),
                event(new UserPersonalDataErased(CY, "k"), "Erased | Personal Data | - | - | cy | -"),
                event(
                        new ExternalIdentityLinked(CY, new Identity("okta", PersonalText.of("00u"))),
                        "Linked | Identity Provider | - | - | - | okta",
                        "Linked | External Subject | - | - | - | 00u"),
                event(new AcknowledgementRecorded(CY, "auto-pay", "3"), "Acknowledged | Auto Pay | - | - | - | 3"),
                event(
                        new TierQuotaChanged(USERS, null, 10L, QuotaMode.SOFT),
                        "Field Updated | Quota | - | - | unlimited | 10 (SOFT)"),
                event(new QuotaExceeded(USERS, 10, 11, "UserAssigned"), "Quota Exceeded | Users | - | - | 10 | 11"),
                event(new QuotaRestored(USERS, null, 9), "Quota Restored | Users | - | - | unlimited | 9"),
                event(
                        new RecordRegistered(INVOICES, new RecordId("INV-1"), data(CY, "t1")),
                        "Created | Record | commerce/invoices | - | - | INV-1",
                        "Created | Creator | commerce/invoices | - | - | cy",
                        "Created | Container Team | commerce/invoices | - | - | t1"),
                event(
                        new RecordChanged(INVOICES, new RecordId("INV-1"), data(CY, "t1"), data(CY, "t2")),
                        "Field Updated | Container Team | commerce/invoices | - | t1 | t2"),
                event(
                        new RecordRetired(INVOICES, new RecordId("INV-1"), data(CY, "t2")),
                        "Retired | Record | commerce/invoices | - | INV-1 | -"),
                event(
                        new TokenIssued(
                                new TokenId("tok"),
                                CY,
                                "0".repeat(64),
                                new TreeSet<>(Set.of(TokenRight.ASK_ABOUT_OTHERS)),
                                null),
                        "Issued | Token | - | - | - | tok",
                        "Created | Rights | - | - | - | ASK_ABOUT_OTHERS"),
                event(new TokenRevoked(new TokenId("tok"), CY), "Revoked | Token | - | - | tok | -"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void each_changed_thing_is_a_row(DomainEvent event, List<String> expected) {
        assertThat(AuditRows.of(event)).extracting(AuditRowsTest::written).containsExactlyElementsOf(expected);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void rows_are_numbered_from_zero(DomainEvent event, List<String> expected) {
        List<AuditRow> rows = AuditRows.of(event);

        for (int i = 0; i < rows.size(); i++) {
            assertThat(rows.get(i).number()).isEqualTo(i);
        }
    }

    @Test
    void an_assignment_concerns_the_user_and_both_profiles() {
        Subject subject = AuditRows.of(new UserAssigned(
                        CY, new ProfileId("old"), new ProfileName("Old"), STD, new ProfileName("Std"), 4))
                .getFirst()
                .subject();

        assertThat(subject).isEqualTo(new Subject(Subject.Kind.USER, "cy", "cy", "std", "old"));
    }

    @Test
    void a_token_concerns_the_principal_it_speaks_for() {
        assertThat(AuditRows.of(new TokenRevoked(new TokenId("tok"), CY))
                        .getFirst()
                        .subject())
                .isEqualTo(new Subject(Subject.Kind.TOKEN, "tok", "cy", null, null));
    }

    @Test
    void erased_text_leaves_the_same_rows() {
        UserDetailsChanged before = new UserDetailsChanged(
                CY, List.of(new DetailChange("firstName", PersonalText.of("Cy"), PersonalText.of("Cyr"), null, null)));
        UserDetailsChanged after = new UserDetailsChanged(
                CY, List.of(new DetailChange("firstName", PersonalText.ERASED, PersonalText.ERASED, null, null)));

        assertThat(AuditRows.of(after)).hasSameSizeAs(AuditRows.of(before));
        assertThat(written(AuditRows.of(after).getFirst()))
                .isEqualTo("Field Updated | First Name | - | - | (erased) | (erased)");
    }

    private static Arguments event(DomainEvent event, String... rows) {
        return Arguments.of(event, List.of(rows));
    }

    private static String written(AuditRow row) {
        String actions =
                String.join(",", row.actions().stream().map(ActionName::value).toList());
        return row.type().label() + " | " + row.item() + " | " + dash(row.node()) + " | "
                + dash(actions.isEmpty() ? null : actions) + " | " + dash(said(row.from())) + " | "
                + dash(said(row.to()));
    }

    private static @Nullable String said(AuditRow.@Nullable Said said) {
        return said == null ? null : said.shown();
    }

    private static String dash(@Nullable String text) {
        return text == null ? "-" : text;
    }

    private static TierDefinition tier(int rank) {
        return new TierDefinition(Label.of("User"), rank, "users");
    }

    private static RecordData data(UserId creator, String team) {
        return new RecordData(
                creator, null, new TreeSet<>(), Map.of(new InstanceType("team"), records(team)), Map.of());
    }

    private static TreeSet<RecordId> records(String... ids) {
        TreeSet<RecordId> records = new TreeSet<>();
        Stream.of(ids).map(RecordId::new).forEach(records::add);
        return records;
    }
}
