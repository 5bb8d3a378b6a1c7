package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.events.values.TenantId;
import io.mandate.query.export.ExportPlaces;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Every question about the past can be taken away with its proofs. `{commit}` stands for the
/// commit that made a profile with what it gives, `{before}` for the one before that, `{inside}` for
/// a position in it, `{changeSet}` for its change set and `{time}` for when it was.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EvidenceOfEveryQuestionTest {
    private static final String EVIDENCE = "/v1/proofs/evidence";

    @TempDir
    private static Path compiled;

    private static Verifier verifier;

    @TempDir
    private Path folder;

    private Tenant tenant;
    private Past past;
    private String before;
    private String commit;
    private String changeSet;
    private String time;

    @BeforeAll
    static void the_verifier_is_compiled() throws Exception {
        verifier = new Verifier(compiled);
    }

    @BeforeAll
    void the_administrator_changes_a_profile_and_his_own() {
        tenant = Tenant.of("commerce");
        past = Past.of(tenant);
        before = past.position();
        tenant.profile("clerks", "Clerks", """
            "roleType": "CSR", "changes": [
              {"kind": "OverridePermission", "node": "commerce/invoices", "level": "EDIT"},
              {"kind": "OverridePermission", "node": "commerce/orders", "level": "VIEW"}]\
            """);
        commit = past.position();
        tenant.person("kim", "CSR", "clerks");
        tenant.override("clerks", "commerce/invoices", "VIEW");
        tenant.override(tenant.admin().get("/v1/users/gil").at("/profile/id"), "commerce/orders", "VIEW");
        changeSet = past.nora().get("/v1/history/commits/" + commit).expect(200).at("/shown/0/changeSet");
        time = past.nora().get("/v1/history/commits/" + commit).expect(200).at("/shown/0/time");
        past.nora().checkpoint();
    }

    @ParameterizedTest
    @CsvSource({
        "/users/kim,                                     USER",
        "/users/kim?position={before},                   ", // he was not there yet
        "/users/gil?position={commit},                   USER",
        "/users/gil?at={time},                           USER",
        "/licence,                                       LICENCE",
        "/licence?position={inside},                     LICENCE",
        "/licence?at=2020-01-01,                         LICENCE",
        "/commits/{commit},                              COMMIT",
        "/commits/{commit}?limit=1,                      COMMIT",
        "/commits?changeSet={changeSet},                 COMMITS",
        "/diff?from={before},                            DIFF",
        "/diff?from={before}&to={commit},                DIFF",
        "/diff?from={commit}&user=kim,                   DIFF",
        "/diff?from={commit}&profile=clerks,             DIFF",
        "/diff?from=2020-01-01,                          DIFF",
        "/diff?from=2020-01-01&to=2020-01-02,            DIFF",
        "/own-changes,                                   OWN_CHANGES",
        "/own-changes?from=2020-01-01&limit=1,           OWN_CHANGES",
    })
    void its_answer_is_that_of_the_question_and_is_proved_with_all_its_events_only(String asked, String kind)
            throws Exception {
        String question = filled(asked);
        Answer report = past.nora().get("/v1/history" + question);
        Answer evidence = past.nora().get(EVIDENCE + question);
        if (kind == null) {
            report.refused(404, "USER_NOT_FOUND");
            evidence.refused(404, "USER_NOT_FOUND");
            return;
        }
        evidence.expect(200).at("/kind", kind);
        assertThat(evidence.json().path("answer")).isEqualTo(report.expect(200).json());
        String pack = evidence.text();
        assertThat(check(pack))
                .startsWith("PROVED: ")
                .contains(" in the log of tenant " + tenant.id() + ",", "\nquestion: " + kind + " ");
        int events = evidence.json().path("events").size();
        for (int i = 0; i < events; i += 1 + events / 9) {
            ObjectNode less = (ObjectNode) new JsonMapper().readTree(pack);
            ((ArrayNode) less.path("events")).remove(i);
            assertThat(check(less.toString())).startsWith("NOT PROVED: ");
        }
    }

    @Test
    void what_a_user_could_do_names_the_events_that_made_it_so() {
        Answer pack = past.nora().get(EVIDENCE + "/users/kim").expect(200);
        List<String> kinds = pack.json()
                .at("/answer/because")
                .valueStream()
                .map(each -> each.path("kind").asString())
                .toList();
        assertThat(kinds)
                .contains("USER_EXISTS", "USER_ACTIVE", "PROFILE", "ACTION_GRANTED", "RESOURCE_KNOWN", "ROLE_DEFINED");
        assertThat(types(pack)).anyMatch(type -> type.startsWith("UserAssigned") || type.startsWith("UserCreated"));
        assertThat(types(pack)).contains("PermissionOverridden");
        assertThat(pack.at("/answer/permissions/0/node")).isNotEmpty();
    }

    @Test
    void of_who_was_suspended_it_says_that_being_active_did_not_hold() {
        tenant.person("sue", "CSR", "clerks");
        tenant.admin().put("/v1/users/sue/suspension", "{}").expect(200);
        JsonNode because = past.nora()
                .get("/v1/history/users/sue")
                .expect(200)
                .at("/status", "SUSPENDED")
                .json()
                .path("because");
        assertThat(because.valueStream()
                        .filter(each -> !each.path("holds").asBoolean())
                        .map(each -> each.path("kind").asString()))
                .containsExactly("USER_ACTIVE");
        assertThat(because.valueStream().filter(each -> each.path("holds").asBoolean()))
                .extracting(each -> each.path("kind").asString())
                .contains("USER_EXISTS", "ROLE", "PROFILE");
    }

    @Test
    void a_difference_has_what_happened_in_between_and_a_commit_all_it_consists_of() {
        long first = seq(before) + 1;
        Answer whole = past.nora().get(filled(EVIDENCE + "/commits/{commit}")).expect(200);
        assertThat(seqs(whole))
                .startsWith(first - 1, first)
                .contains(seq(commit))
                .hasSizeGreaterThan(4);
        Answer pack = past.nora()
                .get(filled(EVIDENCE + "/diff?from={before}&to={commit}"))
                .expect(200);
        assertThat(seqs(pack)).isEqualTo(seqs(whole));
        String question = "/diff?from=" + store() + "-" + first + "&to=" + store() + "-" + first;
        assertThat(past.nora().get(EVIDENCE + question).expect(200).at("/answer/to"))
                .as("a position in a commit means the one before")
                .isEqualTo(before);
    }

    @Test
    void an_answer_that_goes_as_another_kind_or_about_another_stretch_is_not_proved() throws Exception {
        String asked = filled("/diff?from={before}&to={commit}");
        String pack = past.nora().get(EVIDENCE + asked).expect(200).text();
        assertThat(check(pack)).startsWith("PROVED: ").contains("complete: these are all events behind " + before);
        for (String kind : List.of("DECISION", "ACCESS", "USER", "LICENCE", "COMMIT", "COMMITS", "OWN_CHANGES")) {
            assertThat(check(pack.replace("\"kind\":\"DIFF\"", "\"kind\":\"" + kind + "\"")))
                    .startsWith("NOT PROVED: ");
        }
        for (String end : List.of("from", "to")) {
            ObjectNode moved = (ObjectNode) new JsonMapper().readTree(pack);
            ((ObjectNode) moved.path("answer")).put(end, store() + "-" + (seq(before) + 2));
            assertThat(check(moved.toString())).startsWith("NOT PROVED: ");
        }
        Past other = Past.of(Tenant.of("commerce"));
        other.nora().checkpoint();
        ObjectNode mixed = (ObjectNode) new JsonMapper().readTree(pack);
        JsonNode foreign = other.nora()
                .get(EVIDENCE + "/diff?from=" + store() + "-0&to=" + store() + "-1")
                .expect(200)
                .json();
        ((ArrayNode) mixed.path("events")).add(foreign.at("/events/0"));
        assertThat(check(mixed.toString())).startsWith("NOT PROVED: an event is of another tenant");
        mixed.set("events", foreign.path("events"));
        assertThat(check(mixed.toString())).startsWith("NOT PROVED: an event is of another tenant");
    }

    @Test
    void it_goes_on_from_a_checkpoint_that_was_kept() throws Exception {
        Path trusted = Files.writeString(
                folder.resolve("trusted.note"), past.nora().checkpoint().text());
        long size = Long.parseLong(Files.readAllLines(trusted).get(1));
        tenant.profile("more", "More", "\"roleType\": \"CSR\"");
        past.nora().checkpoint();
        String pack = past.nora()
                .get(EVIDENCE + "/users/kim?since=" + size)
                .expect(200)
                .text();
        assertThat(verifier.check(Files.writeString(folder.resolve("pack.json"), pack), trusted))
                .startsWith("PROVED: ")
                .doesNotContain("Nothing that you trust");
    }

    @Test
    void the_licence_on_a_day_is_proved_by_what_was_agreed_and_by_what_happened_on_it() throws Exception {
        try (TestClock clock = MandateServer.shared().dated("2026-02-20T08:00:00Z")) {
            Tenant licensed = Tenant.of("feedback");
            licensed.profile("auditors", "Auditors", """
                "associatedRole": "NOT_DEFINED", "changes": [
                  {"kind": "OverridePermission", "node": "administration/audit", "level": "HISTORY"}]\
                """).person("nora", "NOT_DEFINED", "auditors");
            Client nora = licensed.as("nora");
            MandateServer.shared()
                    .operator()
                    .put("/v1/tenants/" + licensed.id() + "/quotas", """
                        {"quotas": [{"tier": "ADMINISTRATOR", "limit": 2, "mode": "SOFT"}]}\
                        """)
                    .expect(200);
            clock.at("2026-03-03T12:00:00Z");
            String own = licensed.admin().get("/v1/users/gil").at("/profile/id");
            licensed.person("ana", "PROGRAM_ADMINISTRATION", own);
            clock.at("2026-03-05T09:00:00Z");
            licensed.admin().put("/v1/users/ana/suspension", "{}").expect(200);

            nora.checkpoint();
            Answer pack = nora.get(EVIDENCE + "/licence?at=2026-03-03").expect(200);

            assertThat(pack.json().path("answer"))
                    .isEqualTo(nora.get("/v1/history/licence?at=2026-03-03")
                            .expect(200)
                            .json());
            assertThat(types(pack))
                    .contains("QuotaExceeded", "TierQuotaChanged")
                    .doesNotContain("QuotaRestored");
            assertThat(check(pack.text())).startsWith("PROVED: ");
            assertThat(check(pack.text().replace("2026-03-03T12:00:00Z", "2026-03-03T12:00:01Z")))
                    .startsWith("NOT PROVED: ");
            assertDayIsChecked((ObjectNode) pack.json());
        }
    }

    private void assertDayIsChecked(ObjectNode pack) throws Exception {
        long began = seq(pack.at("/answer/position").asString());
        String store = pack.at("/answer/position").asString().replaceFirst("[0-9]+$", "");
        String inside = store + (began + 1); // which creates ana, and is not the end of that commit
        JsonNode behind = pack.at("/events/" + (pack.path("events").size() - 1) + "/position");
        Map<String, Consumer<ObjectNode>> lies = new LinkedHashMap<>();
        lies.put(
                "\"until\" of the answer",
                day -> day.put("to", day.at("/changes/0/event/time").asString()));
        lies.put("no commit ends at", day -> day.put("until", inside));
        lies.put("is missing", day -> day.put("until", behind.asString() + "1"));
        lies.put("\"until\" is no position", day -> day.put("until", "elsewhere-1"));
        lies.put("\"day\" of the answer", day -> day.put("from", "2026-03-01T00:00:00Z"));
        lies.put("\"day\" of", day -> day.put("to", "2026-03-07T00:00:00Z"));
        lies.put("not on its day", day -> day.put("from", "2026-03-03T12:00:01Z"));
        lies.put(
                "an event of no licence",
                day -> ((ObjectNode) day.at("/changes/0")).putObject("event").put("position", inside));
        for (Map.Entry<String, Consumer<ObjectNode>> lie : lies.entrySet()) {
            ObjectNode changed = pack.deepCopy();
            lie.getValue().accept((ObjectNode) changed.at("/answer/day"));
            assertThat(check(changed.toString()))
                    .as(lie.getKey())
                    .startsWith("NOT PROVED: ")
                    .contains(lie.getKey());
        }
        ObjectNode later = pack.deepCopy();
        ((ObjectNode) later.at("/answer/pools/0/tiers/0"))
                .set("exceededSince", later.at("/answer/day/changes/0/event"));
        assertThat(check(later.toString())).startsWith("NOT PROVED: the answer names an event behind");
        ObjectNode without = pack.deepCopy();
        ((ObjectNode) without.path("answer")).remove("day");
        assertThat(check(without.toString())).startsWith("NOT PROVED: the answer has a \"day\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?user=kim&node=commerce/invoices&action=edit",
                "/access?user=kim&node=commerce/invoices&action=edit",
                "/users/kim",
                "/licence",
                "/commits/{commit}",
                "/commits?changeSet={changeSet}",
                "/diff?from={before}",
                "/own-changes"
            })
    void it_takes_the_rights_of_evidence_is_on_record_and_has_its_place(String asked) {
        String question = filled(EVIDENCE + asked);
        tenant.admin().get(question).refused(403, "NOT_PERMITTED").at("/parameters/action", "history");
        tenant.service().get(question).refused(403, "NOT_PERMITTED");
        past.nora()
                .get(question + (asked.contains("?") ? "&" : "?") + "since=100000")
                .refused(422, "POSITION_UNKNOWN");
        String what = "GET " + EVIDENCE
                + asked.replaceAll("[?].*", "").replace("kim", "{user}").replace("{commit}", "{position}");
        assertThat(past.journal("kind=EXPORTED&actor=nora"))
                .as("noted before it is told")
                .extracting(row -> row.path("what").asString())
                .contains(what);

        int noted = past.journal("kind=EXPORTED&actor=nora").size();
        ExportPlaces places = MandateServer.shared().context().getBean(ExportPlaces.class);
        TenantId id = new TenantId(tenant.id());
        try (ExportPlaces.Place _ = places.take(ExportPlaces.Of.EVIDENCE, id);
                ExportPlaces.Place _ = places.take(ExportPlaces.Of.EVIDENCE, id)) {
            assertThat(past.nora().get(question).expect(503).header("Retry-After"))
                    .isNotBlank();
        }
        assertThat(past.journal("kind=EXPORTED&actor=nora"))
                .as("what found no place was not taken away")
                .hasSize(noted);
    }

    @Test
    void who_may_see_the_past_but_not_export_it_takes_none_of_it_away() {
        Tenant other = Tenant.of("commerce");
        other.profile("readers", "Readers", """
            "roleType": "ADMIN", "changes": [
              {"kind": "OverridePermission", "node": "administration/audit", "actions": ["view", "history"]}]\
            """).person("rita", "ADMIN", "readers");
        Client rita = other.as("rita");
        String seen = String.valueOf(other.seen().position);
        for (String asked : List.of(
                "/users/rita",
                "/licence",
                "/commits/" + seen,
                "/commits?changeSet=none",
                "/diff?from=" + seen,
                "/own-changes")) {
            rita.get("/v1/history" + asked).expect(200);
            rita.get(EVIDENCE + asked).refused(403, "NOT_PERMITTED").at("/parameters/action", "export");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /users/nobody                           | 404 | USER_NOT_FOUND
            /users/kim?at=1990-01-01                | 404 | USER_NOT_FOUND
            /users/kim?at=2999-01-01                | 422 | INSTANT_IN_FUTURE
            /users/kim?position=elsewhere-1         | 422 | POSITION_UNKNOWN
            /users/kim?at=2026-01-01&position=x-1   | 400 | INVALID_VALUE
            /licence?at=2999-01-01                  | 422 | INSTANT_IN_FUTURE
            /licence?at=yesterday                   | 400 | INVALID_VALUE
            /commits/elsewhere-1                    | 422 | POSITION_UNKNOWN
            /commits/nonsense                       | 400 | INVALID_VALUE
            /commits/{commit}?limit=0               | 400 | INVALID_VALUE
            /diff                                   | 422 | FIELD_REQUIRED
            /diff?from={commit}&to={before}         | 422 | WINDOW_EMPTY
            /diff?from=2020-01-02&to=2020-01-01     | 422 | WINDOW_EMPTY
            /diff?from={before}&user=nobody         | 404 | USER_NOT_FOUND
            /diff?from={before}&user=kim&profile=x  | 422 | FIELD_INVALID
            /own-changes?from=2020-01-02&to=2020-01-01 | 422 | WINDOW_EMPTY
            /own-changes?after=nonsense             | 400 | INVALID_VALUE
            """)
    void what_cannot_be_answered_is_refused_as_by_the_question_itself(String asked, int status, String code) {
        past.nora().get(filled("/v1/history" + asked)).refused(status, code);
        past.nora().get(filled(EVIDENCE + asked)).refused(status, code);
    }

    @Test
    void another_tenant_sees_nothing_of_it() {
        Past other = Past.of(Tenant.of("commerce"));
        other.nora().checkpoint();
        other.nora().get(EVIDENCE + "/users/kim").refused(404, "USER_NOT_FOUND");
        for (String asked : List.of(
                "/licence", "/commits/" + other.position(), "/commits?changeSet=" + changeSet, "/own-changes")) {
            JsonNode pack = other.nora().get(EVIDENCE + asked).expect(200).json();
            assertThat(pack.path("events").valueStream())
                    .allMatch(event -> event.at("/event/tenant")
                            .asString()
                            .equals(other.tenant().id()));
        }
        assertThat(other.nora()
                        .get(EVIDENCE + "/commits?changeSet=" + changeSet)
                        .json()
                        .at("/answer/items"))
                .isEmpty();
    }

    private String filled(String question) {
        return question.replace("{commit}", commit)
                .replace("{before}", before)
                .replace("{inside}", store() + "-" + (seq(before) + 1))
                .replace("{changeSet}", changeSet)
                .replace("{time}", time);
    }

    private String store() {
        return commit.substring(0, commit.lastIndexOf('-'));
    }

    private static long seq(String position) {
        return Long.parseLong(position.substring(position.lastIndexOf('-') + 1));
    }

    private static List<Long> seqs(Answer pack) {
        return pack.json()
                .path("events")
                .valueStream()
                .map(event -> event.at("/event/seq").asLong())
                .toList();
    }

    private static List<String> types(Answer pack) {
        return pack.json()
                .path("events")
                .valueStream()
                .map(event -> event.at("/event/type").asString())
                .toList();
    }

    private String check(String pack) throws Exception {
        return verifier.check(Files.writeString(folder.resolve("pack.json"), pack));
    }
}
