package io.mandate.access.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.access.decision.Finding;
import io.mandate.access.decision.Reason;
import io.mandate.access.index.TenantVersions;
import io.mandate.events.DomainEvent;
import io.mandate.events.RecordedEvent;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeDefined;
import io.mandate.events.catalog.CatalogEvent.RoleDefined;
import io.mandate.events.catalog.CatalogEvent.RoleTypeDefined;
import io.mandate.events.catalog.NodeDefinition;
import io.mandate.events.catalog.NodeDefinition.Kind;
import io.mandate.events.catalog.RoleDefinition;
import io.mandate.events.catalog.RoleTypeDefinition;
import io.mandate.events.catalog.RoleTypeDefinition.IdentityPolicy;
import io.mandate.events.catalog.RoleTypeDefinition.ProfilePolicy;
import io.mandate.events.profile.Enablement;
import io.mandate.events.profile.ProfileEvent.PermissionOverridden;
import io.mandate.events.profile.ProfileEvent.ProfileCreated;
import io.mandate.events.profile.ProfileEvent.ProfileNodeEnablementChanged;
import io.mandate.events.tenant.Availability;
import io.mandate.events.tenant.TenantEvent.ModuleAvailabilityChanged;
import io.mandate.events.user.PrincipalKind;
import io.mandate.events.user.UserEvent.UserActivated;
import io.mandate.events.user.UserEvent.UserAssigned;
import io.mandate.events.user.UserEvent.UserCreated;
import io.mandate.events.user.UserEvent.UserSuspended;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.Label;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.ProfileName;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.RoleTypeKey;
import io.mandate.events.values.UserId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Which event granted an access, and which one ended it.
class AccessHistoryTest {
    private static final NodeKey MODULE = new NodeKey("shop");
    private static final NodeKey INVOICES = new NodeKey("shop/invoices");
    private static final RoleTypeKey STAFF = new RoleTypeKey("STAFF");
    private static final RoleKey CLERK = new RoleKey("CLERK");
    private static final ProfileId BILLING = new ProfileId("billing");
    private static final ProfileId OTHER = new ProfileId("other");
    private static final UserId SAM = new UserId("sam");
    private static final AccessQuestion MAY_EDIT = AccessQuestion.about(INVOICES, new ActionName("edit"));

    private final Log log = new Log()
            .commit(
                    type(false),
                    new RoleDefined(CLERK, new RoleDefinition(Label.of("c"), STAFF, Set.of(), Set.of()), null),
                    node(MODULE, null),
                    node(INVOICES, MODULE));

    @Test
    void the_last_missing_condition_grants_whichever_it_is() {
        log.commit(profile(BILLING), override(BILLING, "view", "edit")).commit(sam(), new UserActivated(SAM));
        long assigned = log.commit(assigned(BILLING)).head();

        AccessInterval interval = only();
        assertThat(interval.since()).isEqualTo(assigned);
        assertThat(turn(interval.since())).isEqualTo(assigned);
        assertThat(interval.because())
                .extracting(Finding::kind)
                .contains(
                        Finding.Kind.USER_ACTIVE,
                        Finding.Kind.ROLE,
                        Finding.Kind.ROLE_DEFINED,
                        Finding.Kind.ROLE_TYPE_DEFINED,
                        Finding.Kind.PROFILE,
                        Finding.Kind.RESOURCE_KNOWN,
                        Finding.Kind.ACTION_GRANTED);
    }

    @Test
    void among_the_events_of_one_commit_it_is_the_one_that_completed_it() {
        log.commit(profile(BILLING), override(BILLING, "view", "edit"));
        log.commit(sam(), assigned(BILLING), new UserActivated(SAM), override(BILLING, "view", "edit", "create"));

        assertThat(turn(only().since())).as("the activation").isEqualTo(log.head() - 1);
    }

    @Test
    void of_a_save_of_many_choices_it_is_the_choice_that_completed_it() {
        log.commit(profile(BILLING), sam(), assigned(BILLING), new UserActivated(SAM))
                .commit(override(BILLING, "view"), override(BILLING, "view", "edit"), override(BILLING, "edit"));

        assertThat(turn(only().since())).as("the second override").isEqualTo(log.head() - 1);
    }

    @Test
    void taking_back_what_was_in_the_way_grants_too() {
        log.commit(
                        profile(BILLING),
                        override(BILLING, "view", "edit"),
                        enablement(Enablement.UNSET, Enablement.DISABLED))
                .commit(sam(), new UserActivated(SAM), assigned(BILLING));
        long reset =
                log.commit(enablement(Enablement.DISABLED, Enablement.UNSET)).head();

        assertThat(only().since()).isEqualTo(reset);
        assertThat(turn(reset)).isEqualTo(reset);
    }

    @Test
    void a_module_that_becomes_available_and_a_role_type_that_becomes_superuser_grant() {
        log.commit(
                        profile(BILLING),
                        override(BILLING, "view", "edit"),
                        sam(),
                        new UserActivated(SAM),
                        assigned(BILLING))
                .commit(new ModuleAvailabilityChanged(MODULE, Availability.AVAILABLE, Availability.UNAVAILABLE));
        long back = log.commit(new ModuleAvailabilityChanged(MODULE, Availability.UNAVAILABLE, Availability.AVAILABLE))
                .head();
        log.commit(override(BILLING, "view"));
        long superuser = log.commit(type(true)).head();

        List<AccessInterval> intervals = all();
        assertThat(intervals)
                .extracting(AccessInterval::since)
                .containsExactly(log.commits().get(1).getLast().seq(), back, superuser);
    }

    @Test
    void what_is_said_again_changes_the_reasons_but_not_who_granted_it() {
        log.commit(profile(BILLING), override(BILLING, "view", "edit"), profile(OTHER), override(OTHER, "view", "edit"))
                .commit(sam(), new UserActivated(SAM));
        long first = log.commit(assigned(BILLING)).head();
        long again = log.commit(override(BILLING, "view", "edit", "create")).head();
        long other = log.commit(assigned(OTHER)).head();
        long end = log.commit(new UserSuspended(SAM)).head();

        List<AccessInterval> intervals = all();
        assertThat(intervals).extracting(AccessInterval::began).containsExactly(first, again, other);
        assertThat(intervals).extracting(AccessInterval::since).containsOnly(first);
        assertThat(intervals).extracting(AccessInterval::changed).containsExactly(false, true, true);
        assertThat(change(again)).isEqualTo(again);
        assertThat(intervals.getFirst().lost()).isNull();
        assertThat(intervals.getLast().until()).isEqualTo(end);
        assertThat(intervals.getLast().lost()).isNotNull().extracting("reason").isEqualTo(Reason.USER_SUSPENDED);
    }

    @Test
    void what_began_before_the_window_is_told_from_the_window_on_with_its_true_beginning() {
        log.commit(profile(BILLING), override(BILLING, "view", "edit")).commit(sam(), new UserActivated(SAM));
        long assigned = log.commit(assigned(BILLING)).head();
        long later = log.commit(profile(OTHER)).head();
        log.commit(new UserSuspended(SAM));

        AccessHistory window = new AccessHistory(versions(), MAY_EDIT, later, later, null);
        assertThat(window.users(null, 10)).containsExactly(SAM);
        assertThat(window.of(SAM)).singleElement().satisfies(interval -> {
            assertThat(interval.from()).isEqualTo(later);
            assertThat(interval.until()).isZero();
            assertThat(interval.since()).isEqualTo(assigned);
        });
        assertThat(new AccessHistory(versions(), MAY_EDIT, log.head(), log.head(), null).users(null, 10))
                .isEmpty();
    }

    private AccessInterval only() {
        assertThat(all()).hasSize(1);
        return all().getFirst();
    }

    private List<AccessInterval> all() {
        return history().of(SAM);
    }

    private AccessHistory history() {
        return new AccessHistory(versions(), MAY_EDIT, 0, log.head(), null);
    }

    private TenantVersions versions() {
        return log.index().versions(Log.TENANT);
    }

    private long turn(long end) {
        return history().turn(commit(end), SAM);
    }

    private long change(long end) {
        return history().change(commit(end), SAM);
    }

    private List<RecordedEvent> commit(long end) {
        return log.commits().stream()
                .filter(commit -> commit.getLast().seq() == end)
                .findFirst()
                .orElseThrow();
    }

    private static DomainEvent type(boolean superuser) {
        return new RoleTypeDefined(
                STAFF,
                new RoleTypeDefinition(Label.of("t"), superuser, ProfilePolicy.REQUIRED, IdentityPolicy.ANY),
                null);
    }

    private static DomainEvent node(NodeKey key, @Nullable NodeKey parent) {
        return new CatalogNodeDefined(
                key,
                new NodeDefinition(
                        parent == null ? Kind.MODULE : Kind.RESOURCE,
                        parent,
                        Label.of("n"),
                        true,
                        ActionSet.of("view", "create", "edit"),
                        Map.of(),
                        List.of(),
                        true,
                        null,
                        null,
                        Map.of(),
                        Set.of(),
                        Set.of(),
                        Map.of(),
                        Set.of()),
                null);
    }

    private static DomainEvent profile(ProfileId id) {
        return new ProfileCreated(
                id,
                new ProfileName(id.value()),
                id.value(),
                null,
                null,
                null,
                null,
                ActionSet.of(),
                null,
                false,
                null,
                null);
    }

    private static DomainEvent override(ProfileId profile, String... actions) {
        return new PermissionOverridden(profile, INVOICES, null, ActionSet.of(actions), null, null, Map.of(), Map.of());
    }

    private static DomainEvent enablement(Enablement from, Enablement to) {
        return new ProfileNodeEnablementChanged(BILLING, INVOICES, from, to);
    }

    private static DomainEvent sam() {
        return new UserCreated(
                SAM, PrincipalKind.USER, null, null, null, null, null, CLERK, null, Map.of(), Map.of(), null);
    }

    private static DomainEvent assigned(ProfileId profile) {
        return new UserAssigned(SAM, null, null, profile, new ProfileName(profile.value()), 1);
    }
}
