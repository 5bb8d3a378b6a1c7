package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.events.profile.ProfileEvent.ProfileRenamed;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.ProfileName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The questions of compliance beside "who could": one user at a moment, one permission in time, one commit, one's
/// own affairs, and the licence.
class PastQuestionsTest {
    private static final String CLERKS = """
        "roleType": "CSR", "changes": [
          {"kind": "OverridePermission", "node": "commerce/invoices", "level": "EDIT"}]\
        """;

    @Test
    void what_a_user_could_do_at_a_moment_and_through_which_revision() {
        Past past = Past.of(Tenant.of("commerce"));
        past.tenant().profile("clerks", "Clerks", CLERKS).person("sam", "CSR", "clerks");
        String then = String.valueOf(past.tenant().seen().position);
        past.tenant().override("clerks", "commerce/invoices", "VIEW");
        past.tenant().admin().put("/v1/users/sam/suspension", "{}").expect(200);

        Answer was = past.nora().get("/v1/history/users/sam?position=" + then).expect(200);
        was.at("/status", "ACTIVE")
                .at("/profile/id", "clerks")
                .at("/profile/revision", 1)
                .at("/user/name", "Sam Example")
                .at("/position", then);
        assertThat(was.text()).contains("\"action\":\"edit\"");
        Answer is = past.nora().get("/v1/history/users/sam").expect(200);
        is.at("/status", "SUSPENDED").at("/profile/revision", 2);
        assertThat(is.json().path("permissions")).isEmpty();
        past.nora().get("/v1/history/users/nobody").refused(404, "USER_NOT_FOUND");
        past.nora().get("/v1/history/users/sam?at=1990-01-01").refused(404, "USER_NOT_FOUND");
        past.nora().get("/v1/history/users/sam?at=2026-01-01&position=" + then).expect(400);
        past.tenant().admin().get("/v1/history/users/sam").refused(403, "NOT_PERMITTED");
    }

    @Test
    void when_a_user_gained_and_lost_a_permission_by_whom_and_in_which_change_set() {
        Past past = Past.of(Tenant.of("commerce"));
        past.tenant().profile("clerks", "Clerks", CLERKS).person("sam", "CSR", "clerks");
        past.tenant()
                .admin()
                .because("on leave")
                .put("/v1/users/sam/suspension", "{}")
                .expect(200);
        past.tenant().admin().delete("/v1/users/sam/suspension").expect(200);
        past.tenant().override("clerks", "commerce/invoices", "VIEW");

        JsonNode times = past.nora()
                .get("/v1/history/users/sam/access?node=invoice&action=edit")
                .expect(200)
                .json()
                .at("/items/0/intervals");
        assertThat(times).hasSize(2);
        assertThat(times.at("/0/endedBy/event").asString()).isEqualTo("UserSuspended");
        assertThat(times.at("/0/endedBy/reason").asString()).isEqualTo("on leave");
        assertThat(times.at("/1/grantedBy/event").asString()).isEqualTo("UserEnabled");
        assertThat(times.at("/1/endedBy/event").asString()).isEqualTo("PermissionOverridden");
        String changeSet = times.at("/1/endedBy/changeSet").asString();
        assertThat(changeSet).isNotEmpty();
        past.nora()
                .get("/v1/history/commits?changeSet=" + changeSet)
                .expect(200)
                .at("/items/0/position", times.at("/1/endedBy/position").asString())
                .at("/items/0/last/event", "PermissionOverridden");
        assertThat(past.nora()
                        .get("/v1/history/users/sam/access?node=invoice&action=delete")
                        .expect(200)
                        .json()
                        .path("items"))
                .isEmpty();
    }

    @Test
    void which_users_a_commit_affected_and_how() {
        Past past = Past.of(Tenant.of("commerce"));
        past.tenant().profile("clerks", "Clerks", CLERKS);
        for (int i = 1; i <= 5; i++) {
            past.tenant().person("sam-" + i, "CSR", "clerks");
        }
        past.tenant().person("kim", "CSR", "clerks").override("clerks", "commerce/invoices", "VIEW");
        String position = String.valueOf(past.tenant().seen().position);

        Answer page = past.nora()
                .get("/v1/history/commits/" + position + "?limit=4")
                .expect(200)
                .at("/affected", 6)
                .at("/events", 1)
                .at("/shown/0/event", "PermissionOverridden")
                .at("/items/0/user/id", "kim")
                .at("/items/0/permissions/0/node", "commerce/invoices");
        assertThat(page.json().at("/changes/LOST").asLong()).isEqualTo(6);
        List<String> users = new ArrayList<>();
        while (true) {
            page.json()
                    .path("items")
                    .valueStream()
                    .forEach(item -> users.add(item.at("/user/id").asString()));
            String next = page.at("/next");
            if (next.isEmpty()) {
                break;
            }
            page = past.nora()
                    .get("/v1/history/commits/" + position + "?limit=4&after=" + next)
                    .expect(200);
        }
        assertThat(users).containsExactly("kim", "sam-1", "sam-2", "sam-3", "sam-4", "sam-5");
        past.nora().get("/v1/history/commits/elsewhere-5").refused(422, "POSITION_UNKNOWN");
        past.nora().get("/v1/history/commits/nonsense").expect(400);
        past.tenant().admin().get("/v1/history/commits/" + position).refused(403, "NOT_PERMITTED");
    }

    @Test
    void what_people_changed_about_themselves() {
        Past past = Past.of(Tenant.of("commerce"));
        past.tenant().profile("clerks", "Clerks", CLERKS).person("sam", "CSR", "clerks");
        String own = past.tenant().admin().get("/v1/users/gil").at("/profile/id");
        Answer profile = past.tenant().admin().get("/v1/profiles/" + own).expect(200);
        past.tenant()
                .admin()
                .ifMatch(profile.etag())
                .patch("/v1/profiles/" + own, "{\"changes\": [{\"kind\": \"RenameProfile\", \"name\": \"Boss\"}]}")
                .expect(200);
        past.tenant().override("clerks", "commerce/orders", "VIEW");

        JsonNode items =
                past.nora().get("/v1/history/own-changes").expect(200).json().path("items");
        assertThat(items).hasSize(1);
        assertThat(items.at("/0/user/id").asString()).isEqualTo("gil");
        assertThat(items.at("/0/as").asString()).isEqualTo("ACTOR");
        assertThat(items.at("/0/profile").asString()).isEqualTo(own);
        assertThat(items.at("/0/event/event").asString()).isEqualTo("ProfileRenamed");
        past.nora().get("/v1/history/own-changes?from=2026-02-02&to=2026-02-01").refused(422, "WINDOW_EMPTY");
        past.tenant().admin().get("/v1/history/own-changes").refused(403, "NOT_PERMITTED");
    }

    @Test
    void a_walk_through_own_changes_stays_in_the_window_that_it_began_with() {
        try (TestClock clock = MandateServer.shared().dated("2026-02-20T08:00:00Z")) {
            Past past = Past.of(Tenant.of("commerce"));
            String own = past.tenant().admin().get("/v1/users/gil").at("/profile/id");
            for (int day = 1; day <= 4; day++) {
                clock.at("2026-03-0" + day + "T12:00:00Z");
                past.tenant().override(own, "commerce/orders", day % 2 == 0 ? "EDIT" : "VIEW");
            }
            String question = "/v1/history/own-changes?limit=1&from=";
            String next = past.nora().get(question + "2026-03-01").expect(200).at("/next");
            past.nora()
                    .get(question + "2026-03-01&after=" + next)
                    .expect(200)
                    .at("/items/0/event/time", "2026-03-02T12:00:00Z");
            past.nora().get(question + "2026-03-03&after=" + next).expect(400).at("/value", "after");
            past.nora().get(question + "2026-03-01&to=2026-03-03&after=" + next).expect(400);
            String forged = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString("own-changes {from=2026-03-03}:0".getBytes(StandardCharsets.UTF_8));
            past.nora()
                    .get(question + "2026-03-03&after=" + forged)
                    .expect(200)
                    .at("/items/0/event/time", "2026-03-03T12:00:00Z");
        }
    }

    @Test
    void an_own_change_on_the_seam_of_two_windows_is_in_the_second() {
        try (TestClock clock = MandateServer.shared().dated("2026-02-20T08:00:00Z")) {
            Past past = Past.of(Tenant.of("commerce"));
            String own = past.tenant().admin().get("/v1/users/gil").at("/profile/id");
            for (int day = 1; day <= 3; day++) {
                clock.at("2026-03-0" + day + "T12:00:00Z");
                past.tenant().override(own, "commerce/orders", day % 2 == 0 ? "EDIT" : "VIEW");
            }
            String seam = "2026-03-02T12:00:00Z";

            assertThat(ownChanges(past, "from=" + seam)).containsExactly(seam, "2026-03-03T12:00:00Z");
            assertThat(ownChanges(past, "to=" + seam)).containsExactly("2026-03-01T12:00:00Z");
            assertThat(ownChanges(past, "from=2026-03-02T12:00:00.000001Z")).containsExactly("2026-03-03T12:00:00Z");
            assertThat(ownChanges(past, "from=" + seam + "&to=2026-03-02T12:00:00.000001Z"))
                    .containsExactly(seam);
        }
    }

    private static List<String> ownChanges(Past past, String window) {
        return past.nora()
                .get("/v1/history/own-changes?" + window)
                .expect(200)
                .json()
                .path("items")
                .valueStream()
                .map(item -> item.at("/event/time").asString())
                .toList();
    }

    @Test
    void what_was_changed_for_people_by_whoever_was_logged_in_as_them() {
        Past past = Past.of(Tenant.of("commerce"));
        past.tenant()
                .profile("clerks", "Clerks", CLERKS)
                .profile("helpers", "Helpers", CLERKS)
                .person("sam", "CSR", "clerks")
                .person("hal", "CSR", "helpers");
        loggedIn(past.tenant(), "hal", "sam", renamed("clerks", "Clerks", "Mine"));
        loggedIn(past.tenant(), "hal", "sam", renamed("helpers", "Helpers", "Ours"));
        loggedIn(past.tenant(), "hal", "gil", renamed("clerks", "Mine", "Not his"));

        JsonNode items =
                past.nora().get("/v1/history/own-changes").expect(200).json().path("items");

        assertThat(items).hasSize(2);
        assertThat(items.at("/0/user/id").asString()).isEqualTo("sam");
        assertThat(items.at("/0/as").asString()).isEqualTo("ON_BEHALF_OF");
        assertThat(items.at("/0/event/actor/id").asString()).isEqualTo("hal");
        assertThat(items.at("/0/event/onBehalfOf/id").asString()).isEqualTo("sam");
        assertThat(items.at("/1/user/id").asString()).isEqualTo("hal");
        assertThat(items.at("/1/as").asString()).isEqualTo("ACTOR");
        assertThat(items.at("/1/profile").asString()).isEqualTo("helpers");
    }

    private static ProfileRenamed renamed(String profile, String from, String to) {
        return new ProfileRenamed(
                new ProfileId(profile), new ProfileName(from), new ProfileName(to), to.toLowerCase(Locale.ROOT));
    }

    /// A commit of somebody who is logged in as another, as a log that was taken in may have it.
    private static void loggedIn(Tenant tenant, String actor, String as, ProfileRenamed event) {
        BelowTheGate.commit(tenant, "profile/" + event.profile(), event, actor, as);
    }

    @Test
    void nobody_acts_while_suspended_and_who_tried_is_in_the_journal() {
        Past past = Past.of(Tenant.of("commerce"));
        past.tenant().profile("clerks", "Clerks", CLERKS).person("sam", "CSR", "clerks");
        Client sam = past.tenant().as("sam");
        past.tenant().admin().put("/v1/users/sam/suspension", "{}").expect(200);
        sam.get("/v1/users/sam/permissions").expect(401);
        sam.get("/v1/users/sam/permissions").expect(401);
        past.nora()
                .get("/v1/journal?kind=REFUSED&actor=sam")
                .expect(200)
                .at("/items/0/what", "USER_SUSPENDED")
                .at("/items/0/count", 2);
    }

    @Test
    void who_saw_contacts_in_the_open_and_who_switched_masking_off() {
        Tenant tenant = Tenant.of("contact-center");
        tenant.profile("supervisors", "Supervisors", """
            "defaultActions": ["view", "edit"], "permissionType": "RE", "maskSensitiveData": true,
            "changes": [{"kind": "EnableNode", "node": "contact-manager"}]\
            """).person("uma", "USER", "supervisors");
        Past past = new Past(tenant, tenant.admin());
        String open = "masked=false&user=uma";
        assertThat(past.could("view", "contact-manager/contacts", open)
                        .expect(200)
                        .json()
                        .path("items"))
                .isEmpty();
        tenant.admin()
                .ifMatch(tenant.admin().get("/v1/profiles/supervisors").etag())
                .patch("/v1/profiles/supervisors", """
                    {"changes": [{"kind": "SetMasking", "maskSensitiveData": false}]}\
                    """)
                .expect(200);

        JsonNode times = Past.row(past.could("view", "contact-manager/contacts", open), "uma")
                .path("intervals");
        assertThat(times).hasSize(1);
        assertThat(times.at("/0/masked").asBoolean()).isFalse();
        assertThat(times.at("/0/changedBy/event").asString()).isEqualTo("SensitiveDataMaskingDisabled");
        assertThat(times.at("/0/grantedBy/event").asString()).isNotEqualTo("SensitiveDataMaskingDisabled");
        JsonNode hidden = Past.row(past.could("view", "contact-manager/contacts", "masked=true&user=uma"), "uma")
                .path("intervals");
        assertThat(hidden).hasSize(1);
        assertThat(hidden.at("/0/maskedFields")).isNotEmpty();
    }

    @Test
    void whether_the_quota_was_kept_on_a_day_and_since_which_event_not() {
        try (TestClock clock = MandateServer.shared().dated("2026-02-20T08:00:00Z")) {
            Tenant tenant = Tenant.of("feedback");
            agreeOnAdministrators(tenant, 1);
            Past past = past(tenant);
            clock.at("2026-03-03T12:00:00Z");
            String own = tenant.admin().get("/v1/users/gil").at("/profile/id");
            tenant.person("ana", "PROGRAM_ADMINISTRATION", own);
            clock.at("2026-03-20T12:00:00Z");
            tenant.admin().put("/v1/users/ana/suspension", "{}").expect(200);
            tenant.admin().put("/v1/users/nora/suspension", "{}").expect(200);
            tenant.admin().delete("/v1/users/nora/suspension").expect(200);

            JsonNode kept = tier(past, "2026-02-19");
            assertThat(kept.isMissingNode() || kept.path("overage").asLong() == 0)
                    .isTrue();
            JsonNode exceeded = tier(past, "2026-03-05");
            assertThat(exceeded.path("limit").asLong()).isEqualTo(1);
            assertThat(exceeded.path("overage").asLong()).isPositive();
            assertThat(exceeded.at("/exceededSince/event").asString()).isEqualTo("QuotaExceeded");
            assertThat(exceeded.at("/agreedBy/event").asString()).isEqualTo("TierQuotaChanged");
        }
    }

    @Test
    void a_quota_that_was_exceeded_within_a_day_only_is_told_for_that_day() {
        try (TestClock clock = MandateServer.shared().dated("2026-02-20T08:00:00Z")) {
            Tenant tenant = Tenant.of("feedback");
            Past past = past(tenant);
            agreeOnAdministrators(tenant, 2);
            String own = tenant.admin().get("/v1/users/gil").at("/profile/id");
            clock.at("2026-03-03T12:00:00Z");
            tenant.person("ana", "PROGRAM_ADMINISTRATION", own);
            clock.at("2026-03-03T18:00:00Z");
            tenant.admin().put("/v1/users/ana/suspension", "{}").expect(200);
            clock.at("2026-03-05T09:00:00Z");
            tenant.admin().delete("/v1/users/ana/suspension").expect(200);

            Answer third = past.nora().get("/v1/history/licence?at=2026-03-03").expect(200);
            assertThat(tier(past, "2026-03-03").path("overage").asLong()).isZero();
            third.at("/day/exceeded/0", "ADMINISTRATOR")
                    .at("/day/changes/0/event/event", "QuotaExceeded")
                    .at("/day/changes/0/event/time", "2026-03-03T12:00:00Z")
                    .at("/day/changes/0/limit", 2)
                    .at("/day/changes/0/used", 3)
                    .at("/day/changes/1/event/event", "QuotaRestored")
                    .at("/day/changes/1/used", 2)
                    .at("/day/more", false);
            assertThat(third.json().at("/day/changes")).hasSize(2);
            Answer fourth = past.nora().get("/v1/history/licence?at=2026-03-04").expect(200);
            assertThat(fourth.json().at("/day/exceeded")).isEmpty();
            assertThat(fourth.json().at("/day/changes")).isEmpty();
            assertThat(fourth.json().at("/day/to").isMissingNode()).isFalse();
            Answer fifth = past.nora().get("/v1/history/licence?at=2026-03-05").expect(200);
            fifth.at("/day/exceeded/0", "ADMINISTRATOR");
            assertThat(fifth.json().at("/day/to").isMissingNode())
                    .as("it goes on")
                    .isTrue();
            clock.at("2026-03-06T09:00:00Z");
            past.nora().get("/v1/history/licence?at=2026-03-06").expect(200).at("/day/exceeded/0", "ADMINISTRATOR");
            assertThat(past.nora()
                            .get("/v1/history/licence?at=2026-03-03T18:30:00Z")
                            .expect(200)
                            .json()
                            .has("day"))
                    .isFalse();
        }
    }

    @Test
    void a_quota_that_was_exceeded_at_midnight_was_exceeded_on_the_day_that_began() {
        try (TestClock clock = MandateServer.shared().dated("2026-02-20T08:00:00Z")) {
            Tenant tenant = Tenant.of("feedback");
            Past past = past(tenant);
            agreeOnAdministrators(tenant, 2);
            String own = tenant.admin().get("/v1/users/gil").at("/profile/id");
            clock.at("2026-03-02T23:00:00Z"); // midnight in Stockholm
            tenant.person("ana", "PROGRAM_ADMINISTRATION", own);
            clock.at("2026-03-03T23:00:00Z");
            tenant.admin().put("/v1/users/ana/suspension", "{}").expect(200);
            clock.at("2026-03-06T12:00:00Z");

            assertThat(turns(past, "2026-03-02")).isEmpty();
            assertThat(turns(past, "2026-03-03")).containsExactly("QuotaExceeded 2026-03-02T23:00:00Z");
            assertThat(turns(past, "2026-03-04")).containsExactly("QuotaRestored 2026-03-03T23:00:00Z");
            assertThat(turns(past, "2026-03-05")).isEmpty();
        }
    }

    @Test
    void a_position_that_is_none_is_named_by_where_it_was_written() {
        Client nora = past(Tenant.of("feedback")).nora();
        nora.with("Mandate-Min-Position", "x")
                .get("/v1/history/users/nora")
                .expect(400)
                .at("/value", "Mandate-Min-Position");
        nora.get("/v1/history/users/nora?position=x").expect(400).at("/value", "position");
        nora.get("/v1/history/commits/x").expect(400).at("/value", "position");
        nora.get("/v1/history/diff?from=x").expect(400).at("/value", "from");
        nora.get("/v1/proofs/evidence/licence?since=x").expect(400).at("/value", "since");
    }

    private static void agreeOnAdministrators(Tenant tenant, int limit) {
        MandateServer.shared()
                .operator()
                .put("/v1/tenants/" + tenant.id() + "/quotas", """
                    {"quotas": [{"tier": "ADMINISTRATOR", "limit": %d, "mode": "SOFT"}]}\
                    """.formatted(limit))
                .expect(200);
    }

    private static List<String> turns(Past past, String day) {
        return past.nora()
                .get("/v1/history/licence?at=" + day)
                .expect(200)
                .json()
                .at("/day/changes")
                .valueStream()
                .map(change -> change.at("/event/event").asString() + " "
                        + change.at("/event/time").asString())
                .toList();
    }

    /// In this catalog reading the past is an administrator's tier, so nora counts.
    private static Past past(Tenant tenant) {
        tenant.profile("auditors", "Auditors", """
            "associatedRole": "NOT_DEFINED", "changes": [
              {"kind": "OverridePermission", "node": "administration/audit", "level": "HISTORY"}]\
            """);
        tenant.person("nora", "NOT_DEFINED", "auditors");
        return new Past(tenant, tenant.as("nora"));
    }

    private static JsonNode tier(Past past, String day) {
        JsonNode pools = past.nora()
                .get("/v1/history/licence?at=" + day)
                .expect(200)
                .json()
                .path("pools");
        return pools.valueStream()
                .flatMap(pool -> pool.path("tiers").valueStream())
                .filter(tier -> tier.path("tier").asString("").equals("ADMINISTRATOR"))
                .findFirst()
                .orElse(pools.path(99));
    }
}
