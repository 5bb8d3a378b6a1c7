package io.mandate.command.profile;

import static io.mandate.command.profile.Given.STD;
import static io.mandate.command.profile.Given.TARGET;
import static org.axonframework.test.matchers.Matchers.exactSequenceOf;
import static org.axonframework.test.matchers.Matchers.messageWithPayload;
import static org.axonframework.test.matchers.Matchers.predicate;

import io.mandate.command.gate.ChangeParameters;
import io.mandate.command.profile.ProfileChange.ChangeAssociatedRole;
import io.mandate.command.profile.ProfileChange.ChangeCode;
import io.mandate.command.profile.ProfileChange.ChangeDefaultPermission;
import io.mandate.command.profile.ProfileChange.ChangeRoleType;
import io.mandate.command.profile.ProfileChange.ClearOverride;
import io.mandate.command.profile.ProfileChange.ClearRecordScope;
import io.mandate.command.profile.ProfileChange.ClearSetting;
import io.mandate.command.profile.ProfileChange.DescribeProfile;
import io.mandate.command.profile.ProfileChange.DisableNode;
import io.mandate.command.profile.ProfileChange.EnableNode;
import io.mandate.command.profile.ProfileChange.OverridePermission;
import io.mandate.command.profile.ProfileChange.RenameProfile;
import io.mandate.command.profile.ProfileChange.ResetNode;
import io.mandate.command.profile.ProfileChange.SelectInstances;
import io.mandate.command.profile.ProfileChange.SetMasking;
import io.mandate.command.profile.ProfileChange.SetNavigation;
import io.mandate.command.profile.ProfileChange.SetRecordScope;
import io.mandate.command.profile.ProfileChange.SetSetting;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.profile.Enablement;
import io.mandate.events.profile.InstanceMode;
import io.mandate.events.profile.Navigation;
import io.mandate.events.profile.ProfileEvent;
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
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.InstanceType;
import io.mandate.events.values.LevelName;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.ProfileName;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.ScopeExpression.All;
import io.mandate.events.values.SettingValue;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every command reaches its handler, the rules and the stream.
class ProfileAggregateTest {
    private static final ActionSet VIEW = ActionSet.of("view");
    private static final InstanceType TEAM = new InstanceType("team");

    private final FixtureConfiguration<ProfileAggregate> stream = new AggregateTestFixture<>(ProfileAggregate.class);
    private final Given tenant = Given.nothing().registered("support");

    @BeforeEach
    void theGatesParametersAreThere() {
        stream.registerParameterResolverFactory(new ChangeParameters());
        stream.registerInjectableResource(tenant.past());
    }

    @Test
    void create() {
        stream.givenNoPriorActivity()
                .when(CreateProfile.named(TARGET, "Std"), beside())
                .expectEvents(Given.std());
    }

    @Test
    void create_again() {
        stream.given(Given.std())
                .when(CreateProfile.named(TARGET, "Std"), beside())
                .expectNoEvents()
                .expectException(refused(RejectionCode.PROFILE_ID_TAKEN));
    }

    @Test
    void save() {
        stream.given(Given.std())
                .when(
                        new SaveProfile(
                                TARGET, List.of(new RenameProfile(TARGET, "Gold"), new SetMasking(TARGET, true))),
                        beside())
                .expectEvents(
                        new ProfileRenamed(STD, new ProfileName("Std"), new ProfileName("Gold"), "gold"),
                        new SensitiveDataMaskingEnabled(STD));
    }

    @Test
    void delete() {
        stream.given(Given.std())
                .when(new DeleteProfile(TARGET), beside())
                .expectEvents(new ProfileDeleted(STD, new ProfileName("Std"), null, 1));
    }

    @Test
    void clone_of_another() {
        ProfileTarget copy = ProfileTarget.of(Given.TENANT, new ProfileId("copy"));
        tenant.happened(Given.std());
        stream.givenNoPriorActivity()
                .when(new CloneProfile(copy, STD, 1L, "Copy", null), beside())
                .expectEvents(new ProfileCreated(
                        copy.profile(),
                        new ProfileName("Copy"),
                        "copy",
                        null,
                        null,
                        null,
                        null,
                        ActionSet.NONE,
                        null,
                        false,
                        STD,
                        1L));
    }

    @Test
    void restore() {
        tenant.happened(Given.std());
        stream.given(recorded(0, 1, Given.std()), recorded(1, 2, new SensitiveDataMaskingEnabled(STD)))
                .when(new RestoreProfile(TARGET, 1), beside())
                .expectEvents(new SensitiveDataMaskingDisabled(STD), new ProfileRestored(STD, 2, 1));
    }

    @Test
    void undo() {
        ProfileEvent masked = new SensitiveDataMaskingEnabled(STD);
        stream.given(Given.std(), masked)
                .when(new UndoProfile(TARGET, List.of(masked)), beside())
                .expectEvents(new SensitiveDataMaskingDisabled(STD));
    }

    static Stream<Arguments> changes() {
        TreeSet<RecordId> support = new TreeSet<>(List.of(new RecordId("support")));
        PermissionOverridden viewing =
                new PermissionOverridden(STD, Commerce.INVOICES, null, VIEW, null, null, Map.of(), Map.of());
        SettingValue yes = new SettingValue.Flag(true);
        return Stream.of(
                change(
                        new RenameProfile(TARGET, "Gold"),
                        new ProfileRenamed(STD, new ProfileName("Std"), new ProfileName("Gold"), "gold")),
                change(new DescribeProfile(TARGET, "x"), new ProfileDescriptionChanged(STD, null, "x")),
                change(new ChangeCode(TARGET, "X"), new ProfileCodeChanged(STD, null, "X")),
                change(new ChangeRoleType(TARGET, Commerce.CSR), new ProfileRoleTypeChanged(STD, null, Commerce.CSR)),
                change(
                        new ChangeAssociatedRole(TARGET, Commerce.AGENT),
                        new ProfileAssociatedRoleChanged(STD, null, Commerce.AGENT)),
                change(
                        new ChangeDefaultPermission(TARGET, VIEW, null),
                        new ProfileDefaultPermissionChanged(STD, ActionSet.NONE, VIEW, null, null)),
                change(new SetMasking(TARGET, true), new SensitiveDataMaskingEnabled(STD)),
                change(new EnableNode(TARGET, Commerce.HOME), enablement(Enablement.UNSET, Enablement.ENABLED)),
                change(new DisableNode(TARGET, Commerce.HOME), enablement(Enablement.UNSET, Enablement.DISABLED)),
                change(
                        new ResetNode(TARGET, Commerce.HOME),
                        enablement(Enablement.ENABLED, Enablement.UNSET),
                        enablement(Enablement.UNSET, Enablement.ENABLED)),
                change(
                        new OverridePermission(TARGET, Commerce.INVOICES, new LevelName("VIEW"), null),
                        new PermissionOverridden(
                                STD, Commerce.INVOICES, null, VIEW, null, new LevelName("VIEW"), Map.of(), Map.of())),
                change(
                        new ClearOverride(TARGET, Commerce.INVOICES),
                        new PermissionOverrideCleared(STD, Commerce.INVOICES, VIEW, null, Map.of()),
                        viewing),
                change(
                        new SetRecordScope(TARGET, Commerce.INVOICES, null, new All()),
                        new ProfileRecordScopeChanged(STD, Commerce.INVOICES, null, null, new All())),
                change(
                        new ClearRecordScope(TARGET, Commerce.INVOICES, null),
                        new ProfileRecordScopeChanged(STD, Commerce.INVOICES, null, new All(), null),
                        new ProfileRecordScopeChanged(STD, Commerce.INVOICES, null, null, new All())),
                change(
                        new SetNavigation(TARGET, Commerce.HOME, Navigation.HIDDEN),
                        new ProfileNavigationChanged(STD, Commerce.HOME, Navigation.UNSET, Navigation.HIDDEN)),
                change(
                        new SelectInstances(TARGET, Commerce.TEAMS, null, null, null, support, new TreeSet<>()),
                        new ProfileInstancesChanged(
                                STD,
                                Commerce.TEAMS,
                                TEAM,
                                InstanceMode.UNSET,
                                InstanceMode.SELECTED,
                                support,
                                new TreeSet<>())),
                change(
                        new SetSetting(TARGET, Commerce.TELEX, true),
                        new ProfileSettingChanged(STD, Commerce.TELEX, null, yes)),
                change(
                        new ClearSetting(TARGET, Commerce.TELEX),
                        new ProfileSettingChanged(STD, Commerce.TELEX, yes, null),
                        new ProfileSettingChanged(STD, Commerce.TELEX, null, yes)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void every_change(String name, ProfileChange change, ProfileEvent event, List<ProfileEvent> before) {
        stream.given(Given.std()).andGiven(before).when(change, beside()).expectEvents(event);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void every_change_of_nothing(String name, ProfileChange change, ProfileEvent event, List<ProfileEvent> before) {
        stream.givenNoPriorActivity()
                .when(change, beside())
                .expectNoEvents()
                .expectException(refused(RejectionCode.PROFILE_NOT_FOUND));
    }

    @Test
    void a_revision_is_a_commit_however_many_events_it_has() {
        stream.given(
                        recorded(0, 1, Given.std()),
                        recorded(1, 1, new SensitiveDataMaskingEnabled(STD)),
                        recorded(2, 2, new ProfileCodeChanged(STD, null, "A")),
                        recorded(3, 2, new ProfileCodeChanged(STD, "A", "B")),
                        recorded(4, 3, new ProfileCodeChanged(STD, "B", "C")))
                .when(new DeleteProfile(TARGET), beside())
                .expectEventsMatching(exactSequenceOf(messageWithPayload(
                        predicate(new ProfileDeleted(STD, new ProfileName("Std"), "C", 3)::equals))));
    }

    private Map<String, Object> beside() {
        Supplier<Object> state = tenant::head;
        return Map.of(ChangeParameters.STATE, state);
    }

    private static GenericDomainEventMessage<ProfileEvent> recorded(long number, long changeSet, ProfileEvent event) {
        return new GenericDomainEventMessage<>(
                "ProfileAggregate", TARGET_STREAM, number, event, Map.of("mandate", Given.metadata(changeSet)));
    }

    private static final String TARGET_STREAM = new DeleteProfile(TARGET).stream();

    private static Arguments change(ProfileChange change, ProfileEvent event, ProfileEvent... before) {
        return Arguments.of(change.getClass().getSimpleName(), change, event, List.of(before));
    }

    private static ProfileNodeEnablementChanged enablement(Enablement from, Enablement to) {
        return new ProfileNodeEnablementChanged(STD, Commerce.HOME, from, to);
    }

    private static org.hamcrest.Matcher<Object> refused(RejectionCode code) {
        return predicate(failure -> failure instanceof RejectedException refusal
                && refusal.rejection().code() == code);
    }
}
