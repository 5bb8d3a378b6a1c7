package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.events.values.TenantId;
import io.mandate.query.export.ExportPlaces;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// Who may read the past, what of it is on record, and what cannot be asked.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadingThePastTest {
    private Past past;
    private Tenant tenant;
    private String created = "";

    @BeforeAll
    void aTenantWithSomePast() {
        tenant = Tenant.of("commerce");
        past = Past.of(tenant);
        tenant.profile("clerks", "Clerks", """
                "roleType": "CSR", "changes": [
                  {"kind": "OverridePermission", "node": "commerce/invoices", "level": "EDIT"}]""");
        for (int i = 1; i <= 5; i++) {
            tenant.person("sam-" + i, "CSR", "clerks");
        }
        created = past.position();
        tenant.override("clerks", "commerce/invoices", "VIEW");
    }

    @Test
    void administrators_do_not_read_the_past_by_default_and_do_not_appoint_themselves() {
        tenant.admin()
                .get("/v1/history/access?node=commerce/invoices&action=edit")
                .refused(403, "NOT_PERMITTED")
                .at("/parameters/action", "history");
        String own = tenant.admin().get("/v1/users/gil").at("/profile/id");
        tenant.person("maria", "ADMIN", own);
        tenant.as("maria")
                .put("/v1/users/maria/profile", "{\"profile\": \"auditors\"}")
                .refused(403, "PROFILE_ESCALATION");
        tenant.admin()
                .put("/v1/profiles/" + own + "/permissions/administration/audit", "{\"level\": \"HISTORY\"}")
                .refused(403, "PROFILE_ESCALATION");
    }

    @ParameterizedTest
    @CsvSource({"commerce-classic, true", "contact-center, true", "commerce, false", "feedback, false"})
    void first_administrators_read_the_past_where_they_are_superusers_and_that_is_on_record(
            String catalog, boolean superuser) {
        Tenant other = Tenant.of(catalog);
        Answer answer = other.admin().get("/v1/history/state");
        assertThat(answer.status()).isEqualTo(superuser ? 200 : 403);
        if (superuser) {
            other.admin()
                    .get("/v1/journal?kind=PAST_READ")
                    .expect(200)
                    .at("/items/0/actor/id", "gil")
                    .at("/items/0/what", "GET /v1/history/state");
        }
    }

    @Test
    void decisions_about_the_past_are_for_services_and_those_who_may_read_it() {
        String question = """
                {"subject": {"type": "user", "id": "sam-1"}, "action": {"name": "edit"},
                 "resource": {"type": "invoice", "id": "INV-1"}, "context": {"position": "%s"}}""".formatted(created);
        tenant.service().post("/access/v1/evaluation", question).expect(200).at("/decision", true);
        past.nora().post("/access/v1/evaluation", question).expect(200).at("/decision", true);
        tenant.admin().post("/access/v1/evaluation", question).refused(403, "NOT_PERMITTED");
        tenant.as("sam-1").post("/access/v1/evaluation", question).refused(403, "NOT_PERMITTED");
        tenant.denies("sam-1", "edit", "commerce/invoices", "INV-1", "ACTION_NOT_GRANTED");
    }

    @Test
    void the_answer_names_the_position_and_explains_itself_as_of_then() {
        Answer then = past.decided("sam-1", "edit", "commerce/invoices", "*", "\"position\": \"" + created + "\"")
                .expect(200)
                .at("/decision", true)
                .at("/context/mandate/position", created);
        assertThat(then.position()).isEqualTo(created);
        assertThat(then.json().at("/context/mandate/because")).isNotEmpty();
        assertThat(then.json().at("/context/mandate/actor").isMissingNode())
                .as("the service may not read the trail, whatever was allowed then")
                .isTrue();
    }

    @Test
    void a_batch_may_be_about_several_moments_and_one_that_cannot_be_answered_spoils_its_item_only() {
        Answer batch = tenant.service()
                .post("/access/v1/evaluations", """
                {"subject": {"type": "user", "id": "sam-1"}, "action": {"name": "edit"},
                 "resource": {"type": "invoice", "id": "INV-1"},
                 "evaluations": [{"context": {"position": "%1$s"}}, {}, {"context": {"as_of": "2199-01-01T00:00:00Z"}},
                   {"context": {"position": "%1$s", "as_of": "2026-01-01T00:00:00Z"}}, {"context": {"as_of": "1970-01-01T00:00:00Z"}}]}
                """.formatted(created))
                .expect(200);
        batch.at("/evaluations/0/decision", true)
                .at("/evaluations/1/decision", false)
                .at("/evaluations/2/context/error/status", 422)
                .at("/evaluations/3/context/error/status", 400)
                .at("/evaluations/4/decision", false);
    }

    @Test
    void what_follows_from_decisions_can_be_asked_for_a_moment_too() {
        tenant.service().get("/v1/users/sam-1/permissions?as_of=1990-01-01").refused(404, "USER_NOT_FOUND");
        tenant.service().get("/v1/users/sam-1/permissions?as_of=2199-01-01").refused(422, "INSTANT_IN_FUTURE");
        tenant.service()
                .get("/v1/users/sam-1/permissions?as_of=2026-01-01&at=2026-01-01")
                .expect(400);
        for (String what : List.of("permissions", "navigation", "settings")) {
            Answer then = tenant.service()
                    .get("/v1/users/sam-1/" + what + "?position=" + created)
                    .expect(200);
            assertThat(then.position()).isEqualTo(created);
            tenant.admin()
                    .get("/v1/users/sam-1/" + what + "?position=" + created)
                    .refused(403, "NOT_PERMITTED");
        }
        assertThat(tenant.service()
                        .get("/v1/users/sam-1/permissions?position=" + created)
                        .text())
                .contains("edit");
        assertThat(tenant.service().get("/v1/users/sam-1/permissions").text()).doesNotContain("edit");
    }

    @Test
    void every_look_at_the_past_is_in_the_journal_with_who_what_and_parameters() {
        past.could("edit", "commerce/invoices", "from=2026-01-01").expect(200);
        past.decided("sam-3", "edit", "commerce/invoices", "INV-1", "\"position\": \"" + created + "\"")
                .expect(200);
        past.decided("sam-4", "edit", "commerce/invoices", "INV-1", "\"position\": \"" + created + "\"")
                .expect(200);
        List<JsonNode> rows = past.journal("kind=PAST_READ");
        assertThat(rows)
                .anySatisfy(row -> {
                    assertThat(row.at("/what").asString()).isEqualTo("GET /v1/history/access");
                    assertThat(row.at("/actor/id").asString()).isEqualTo("nora");
                    assertThat(row.at("/facts/node").asString()).isEqualTo("commerce/invoices");
                    assertThat(row.at("/facts/from").asString()).isEqualTo("2026-01-01");
                    assertThat(row.at("/ip").asString()).isNotEmpty();
                })
                .anySatisfy(
                        row -> assertThat(row.at("/facts/subject").asString()).isEqualTo("user:sam-3"))
                .anySatisfy(row -> {
                    assertThat(row.at("/what").asString()).isEqualTo("POST /access/v1/evaluation");
                    assertThat(row.at("/facts/subject").asString()).isEqualTo("user:sam-4");
                    assertThat(row.at("/facts/moment").asString()).isEqualTo(created);
                });
    }

    @Test
    void the_journal_keeps_no_text_that_may_be_personal() {
        past.decided("jo@example.org", "edit", "commerce/invoices", "INV-1", "\"position\": \"" + created + "\"");
        past.decided("sam-5", "edit", "Jo at home", "INV-1", "\"position\": \"" + created + "\"");
        past.could("edit", "commerce/invoices", "attribute=email:jo2@example.org&attribute=phone:Joburg")
                .expect(200);
        past.could("edit", "commerce/invoices", "attribute=accountNumber:A-17&attribute=phone:Joburg")
                .expect(200);
        String who = "jo@example.org";
        String access = "node=commerce/invoices&action=edit";
        for (String question : List.of(
                "/v1/history/access?" + access + "&owner=" + who,
                "/v1/history/access?" + access + "&creator=" + who,
                "/v1/history/access?" + access + "&assignee=" + who,
                "/v1/history/access?" + access + "&user=" + who,
                "/v1/history/access?" + access + "&container=" + who + ":1",
                "/v1/history/access?" + access + "&attribute=" + who + ":1",
                "/v1/history/access?" + access + "&after=" + who,
                "/v1/history/access?action=edit&node=" + who,
                "/v1/history/access?node=commerce/invoices&action=" + who,
                "/v1/history/access?" + access + "&from=" + who,
                "/v1/history/users/sam-1/access?action=edit&node=" + who,
                "/v1/history/users/sam-1?at=" + who,
                "/v1/history/licence?at=" + who,
                "/v1/history/state?at=" + who,
                "/v1/history/diff?from=" + created + "&user=" + who,
                "/v1/history/diff?from=" + created + "&profile=" + who,
                "/v1/history/diff?from=" + created + "&to=" + who,
                "/v1/history/commits/" + created + "?after=" + who,
                "/v1/history/commits?changeSet=" + who,
                "/v1/history/own-changes?from=" + who,
                "/v1/proofs/evidence?" + access + "&user=" + who,
                "/v1/proofs/evidence?user=sam-1&action=edit&node=" + who,
                "/v1/proofs/evidence?user=sam-1&node=commerce/invoices&action=" + who,
                "/v1/proofs/evidence/access?" + access + "&owner=" + who,
                "/v1/proofs/evidence/access?" + access + "&user=" + who,
                "/v1/proofs/evidence/users/sam-1?at=" + who,
                "/v1/proofs/evidence/licence?at=" + who,
                "/v1/proofs/evidence/diff?from=" + created + "&user=" + who,
                "/v1/proofs/evidence/diff?from=" + created + "&to=" + who,
                "/v1/proofs/evidence/commits/" + created + "?after=" + who,
                "/v1/proofs/evidence/commits?changeSet=" + who,
                "/v1/proofs/evidence/own-changes?from=" + who,
                "/v1/audit?actor=" + who,
                "/v1/audit?subject=token:" + who,
                "/v1/audit?subject=record:" + who,
                "/v1/audit?node=" + who,
                "/v1/journal?actor=" + who,
                "/v1/users/sam-1/permissions?as_of=" + who)) {
            past.nora().get(question).expect(400);
        }

        List<String> stored = stored();

        assertThat(stored)
                .noneMatch(row -> row.contains("example.org") || row.contains("Jo at home") || row.contains("Joburg"))
                .anyMatch(row -> row.contains("user:(no id)"))
                .anyMatch(row -> row.contains("[email, phone]"))
                .as("what the catalog declares as decisive is no secret")
                .anyMatch(row -> row.contains("[accountNumber:A-17, phone]"));
    }

    /// What is in the table, as it is.
    private List<String> stored() {
        past.journal("kind=PAST_READ"); // which writes what waits
        return JdbcClient.create(MandateServer.shared().database().owner())
                .sql("select convert_from(entry, 'UTF8') from mandate.access_journal where tenant = ?")
                .param(tenant.id())
                .query(String.class)
                .list();
    }

    @Test
    void a_walk_through_pages_meets_every_user_once_whatever_happens_meanwhile() {
        Answer whole =
                past.could("view", "commerce/invoices", "limit=500&count=true").expect(200);
        List<String> all = ids(whole);
        assertThat(all).contains("sam-1", "sam-5", "gil").isSorted();
        whole.at("/count", all.size());
        List<String> walked = new ArrayList<>();
        Answer page = past.could("view", "commerce/invoices", "limit=2").expect(200);
        String position = page.at("/position");
        while (true) {
            walked.addAll(ids(page));
            page.at("/position", position);
            String next = page.at("/next");
            if (next.isEmpty()) {
                break;
            }
            tenant.profile("later-" + walked.size(), "Later " + walked.size(), "\"roleType\": \"CSR\"");
            page = past.could("view", "commerce/invoices", "limit=2&after=" + next)
                    .expect(200);
        }
        assertThat(walked).isEqualTo(all);
        String next = past.could("view", "commerce/invoices", "limit=2").at("/next");
        past.could("edit", "commerce/invoices", "limit=2&after=" + next).expect(400);
    }

    private static List<String> ids(Answer report) {
        return report.json()
                .path("items")
                .valueStream()
                .map(row -> row.at("/user/id").asString())
                .toList();
    }

    @Test
    void tenants_do_not_see_each_others_past() {
        Past other = Past.of(Tenant.of("commerce"));
        String question = "/v1/history/users/sam-1/access?node=commerce/invoices&action=edit";
        other.nora().get(question).refused(404, "USER_NOT_FOUND");
        assertThat(ids(other.could("edit", "commerce/invoices", "limit=500"))).doesNotContain("sam-1");
        past.nora().get(question).expect(200).at("/items/0/user/id", "sam-1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            node=commerce/invoices&action=edit&from=2026-03-04&to=2026-03-03 | 422 | WINDOW_EMPTY
            node=commerce/invoices&action=edit&from=2026-03-04&to=2026-03-04 | 422 | WINDOW_EMPTY
            node=commerce/invoices&action=edit&to=2199-01-01                 | 422 | INSTANT_IN_FUTURE
            node=commerce/invoices&action=edit&from=2199-01-01               | 422 | INSTANT_IN_FUTURE
            node=commerce/nothing&action=edit                                | 422 | NODE_UNKNOWN
            node=commerce/invoices&action=fly                                | 422 | ACTION_NOT_SUPPORTED
            action=edit                                                      | 422 | FIELD_REQUIRED
            node=commerce/invoices                                           | 422 | FIELD_REQUIRED
            node=commerce/invoices&action=edit&user=nobody                   | 404 | USER_NOT_FOUND
            """)
    void what_cannot_be_asked_is_refused_with_what_to_do(String query, int status, String code) {
        past.nora().get("/v1/history/access?" + query).refused(status, code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/history/diff?from=2026-03-09&to=2026-03-01",
                "/v1/profiles/clerks/diff?from=2&to=1",
                "/v1/audit?from=2026-03-09T00:00:00Z&to=2026-03-01T00:00:00Z",
                "/v1/audit?format=csv&from=2026-03-09T00:00:00Z&to=2026-03-09T00:00:00Z",
                "/v1/journal?from=2026-03-09T00:00:00Z&to=2026-03-01T00:00:00Z"
            })
    void what_ends_before_it_begins_is_refused_and_not_empty(String question) {
        Client reader = question.startsWith("/v1/profiles") ? tenant.admin() : past.nora();
        reader.get(question).refused(422, "WINDOW_EMPTY");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            node=commerce/invoices&action=edit&from=yesterday
            node=commerce/invoices&action=edit&from=2026-13-01
            node=commerce/invoices&action=edit&masked=perhaps
            node=commerce/invoices&action=edit&limit=501
            node=commerce/invoices&action=edit&container=team
            node=commerce/invoices&action=edit&after=nonsense
            """)
    void what_cannot_be_read_is_a_bad_request(String query) {
        past.nora().get("/v1/history/access?" + query).expect(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/history/access?node=commerce/invoices&action=edit&user=sam-1&mask=false",
                "/v1/history/users/sam-1?node=commerce/invoices",
                "/v1/history/state?form=1990-01-01",
                "/v1/history/own-changes?user=sam-1",
                "/v1/proofs/evidence/access?node=commerce/invoices&action=edit&profile=clerks",
                "/v1/proofs/evidence?node=commerce/invoices&action=edit&user=sam-1&from=2026-03-03",
                "/v1/proofs/evidence/users/sam-1?from=2026-03-03",
                "/v1/proofs/evidence/licence?user=sam-1",
                "/v1/proofs/evidence/own-changes?at=2026-03-03",
                "/v1/proofs/evidence/diff?from=2026-03-03&node=commerce/invoices",
                "/v1/proofs/keys?at=2026-03-03",
                "/v1/users/sam-1/permissions?moment=2026-03-01",
                "/v1/users/sam-1/navigation?on=2026-03-01",
                "/v1/users/sam-1/settings?when=2026-03-01",
                "/v1/users/sam-1?at=2026-03-01",
                "/v1/profiles/clerks/diff?at=1",
                "/v1/profiles/clerks/revisions?at=1",
                "/v1/audit?user=sam-1",
                "/v1/journal?what=REFUSED"
            })
    void a_parameter_that_a_question_does_not_take_is_refused_by_its_name(String question) {
        String name = question.replaceAll(".*[?&]([a-z]+)=[^&]*$", "$1");
        past.nora()
                .get(question)
                .expect(400)
                .at("/type", "urn:mandate:problem:invalid-value")
                .at("/value", name);
    }

    @Test
    void a_tenant_that_has_as_many_users_counted_as_it_may_is_told_to_wait() {
        ExportPlaces places = MandateServer.shared().context().getBean(ExportPlaces.class);
        try (ExportPlaces.Place _ = places.take(ExportPlaces.Of.COUNT, new TenantId(tenant.id()))) {
            assertThat(past.could("view", "commerce/invoices", "count=true")
                            .expect(503)
                            .header("Retry-After"))
                    .isNotBlank();
            past.could("view", "commerce/invoices", "").expect(200);
        }
        for (int i = 0; i < 2; i++) {
            past.could("view", "commerce/invoices", "count=true").expect(200);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "as_of": "2199-01-01T00:00:00Z"   | 422
            "position": "elsewhere-1"         | 422
            "as_of": "yesterday"              | 400
            "as_of": 5                        | 400
            "position": "1"                   | 400
            "as_of": "2026-03-01"             | 400
            """)
    void moments_that_cannot_be_answered_are_refused(String moment, int status) {
        past.decided("sam-1", "edit", "commerce/invoices", "*", moment).expect(status);
    }

    @Test
    void a_position_beyond_the_head_is_refused() {
        String store = created.substring(0, created.indexOf('-'));
        past.decided("sam-1", "edit", "commerce/invoices", "*", "\"position\": \"" + store + "-999999999\"")
                .refused(422, "POSITION_UNKNOWN");
    }
}
