package io.mandate.access.tier;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.access.cases.CaseReader;
import io.mandate.access.history.Log;
import io.mandate.events.catalog.CatalogEvent.TierDefined;
import io.mandate.events.catalog.TierDefinition;
import io.mandate.events.profile.ProfileEvent.PermissionOverridden;
import io.mandate.events.tenant.Availability;
import io.mandate.events.tenant.TenantEvent.ModuleAvailabilityChanged;
import io.mandate.events.user.UserEvent.UserEnabled;
import io.mandate.events.user.UserEvent.UserSuspended;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.Label;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.TierName;
import io.mandate.events.values.UserId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TiersTest {
    private static final TierName VIEWER = new TierName("VIEWER");
    private static final TierName USER = new TierName("USER");
    private static final TierName ADMINISTRATOR = new TierName("ADMINISTRATOR");

    @Test
    void the_tier_of_a_profile_is_the_highest_of_the_actions_it_gives() {
        Log log = feedback("USER", "ADMINISTRATOR");

        assertThat(tier(log, "viewer")).contains(VIEWER);
        assertThat(tier(log, "pilot")).contains(USER);
        assertThat(tier(log, "admin")).contains(ADMINISTRATOR);
        assertThat(tier(log, "nothing")).isEmpty();
    }

    @Test
    void active_and_invited_users_count_suspended_ones_do_not() {
        Log log = feedback("USER", "ADMINISTRATOR");
        assertThat(used(log)).isEqualTo(Map.of("VIEWER", 1L, "USER", 2L, "ADMINISTRATOR", 2L));

        log.commit(new UserSuspended(new UserId("pia")));
        assertThat(used(log)).containsEntry("USER", 1L);
        log.commit(new UserEnabled(new UserId("pia")));
        assertThat(used(log)).containsEntry("USER", 2L);
    }

    @Test
    void one_edit_of_a_profile_lifts_all_its_users() {
        Log log = feedback("USER", "ADMINISTRATOR")
                .commit(new PermissionOverridden(
                        new ProfileId("pilot"),
                        new NodeKey("administration/profiles"),
                        null,
                        ActionSet.of("view", "manage"),
                        null,
                        null,
                        Map.of(),
                        Map.of()));

        assertThat(used(log)).isEqualTo(Map.of("VIEWER", 1L, "USER", 0L, "ADMINISTRATOR", 4L));
    }

    @Test
    void what_is_not_available_needs_no_tier() {
        Log log = feedback("USER", "ADMINISTRATOR")
                .commit(new ModuleAvailabilityChanged(
                        new NodeKey("administration"), Availability.AVAILABLE, Availability.UNAVAILABLE));

        assertThat(tier(log, "admin")).contains(VIEWER);
    }

    @Test
    void tiers_of_one_pool_are_counted_together() {
        assertThat(used(feedback("named", "named"))).isEqualTo(Map.of("VIEWER", 1L, "named", 4L));
    }

    private static Log feedback(String userPool, String administratorPool) {
        return CaseReader.log("""
                roleTypes:
                  STAFF: {}
                  SUPPORT: {superuser: true, profilePolicy: FORBIDDEN}
                roles:
                  STAFF: {roleType: STAFF}
                  SUPPORT: {roleType: SUPPORT}
                nodes:
                  pilot: {kind: MODULE}
                  pilot/alerts: {parent: pilot, supportedActions: [view, process, manage], actionTier: {view: VIEWER, process: VIEWER, manage: USER}}
                  administration: {kind: MODULE}
                  administration/profiles: {parent: administration, supportedActions: [view, manage], actionTier: {manage: ADMINISTRATOR}}
                profiles:
                  viewer: {nodes: {pilot/alerts: {actions: [view, process]}}}
                  pilot: {nodes: {pilot/alerts: {actions: [view, process, manage]}}}
                  admin: {defaults: [view, process, manage], nodes: {administration: {enablement: ENABLED}, pilot/alerts: {actions: [view]}}}
                  nothing: {defaults: [manage]}
                users:
                  vic: {role: STAFF, profile: viewer}
                  pia: {role: STAFF, profile: pilot}
                  ivo: {role: STAFF, profile: pilot, status: INVITED}
                  ben: {role: STAFF, profile: pilot, status: SUSPENDED}
                  amy: {role: STAFF, profile: admin}
                  gil: {role: SUPPORT}
                  ned: {role: STAFF, profile: nothing}
                """)
                .commit(tier(VIEWER, 0, "VIEWER"), tier(USER, 1, userPool), tier(ADMINISTRATOR, 2, administratorPool));
    }

    private static TierDefined tier(TierName name, int rank, String pool) {
        return new TierDefined(name, new TierDefinition(Label.of("t"), rank, pool), null);
    }

    private static java.util.Optional<TierName> tier(Log log, String profile) {
        return Tiers.ofProfile(log.now(), Objects.requireNonNull(log.now().profile(new ProfileId(profile))));
    }

    private static Map<String, Long> used(Log log) {
        List<PoolUsage> usage = Tiers.usage(log.now());
        return usage.stream().collect(Collectors.toMap(PoolUsage::pool, PoolUsage::used));
    }
}
