package io.mandate.command.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.command.testing.HttpNode;
import io.mandate.command.testing.ShopOnDisk;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The commands about users, services and pages as callers see them, on a real database.
class UserHttpTest {
    private static HttpNode node;

    @BeforeAll
    static void open(@TempDir Path folder) {
        node = ShopOnDisk.open(folder);
    }

    @AfterAll
    static void close() {
        node.close();
    }

    private static HttpResponse<String> gil(String method, String path, String body, String... headers) {
        return node.send("as:gil", method, path, body, headers);
    }

    /// A customer with that id; the answer's entity tag.
    private static String customer(String id) {
        HttpResponse<String> answer = gil("POST", "/v1/users", """
                {"id":"%s","username":"%s@shop.example","role":"CUSTOMER","attributes":{"account":"A-1"}}""".formatted(id, id));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return answer.headers().firstValue("ETag").orElseThrow();
    }

    private static void refused(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.body()).contains("\"code\":\"" + code + "\"");
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
    }

    @Test
    void a_user_is_created_once_with_all_it_begins_with() {
        String wish = """
                {"id":"ada","username":"Ada@shop.example","firstName":"Ada","role":"CLERK","profile":"staff",
                 "identity":{"provider":"okta","subject":"77"},"attributes":{"region":"EU","hobby":"chess"},
                 "perimeter":{"kind":"CREATED_BY_ME"},"manager":"gil","active":true,"reason":"new colleague"}""";
        HttpResponse<String> answer = gil("POST", "/v1/users", wish, "Idempotency-Key", "ada-1");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Location")).contains("/v1/users/ada");
        assertThat(answer.headers().firstValue("Mandate-Position")).isPresent();
        assertThat(gil("POST", "/v1/users", wish, "Idempotency-Key", "ada-1").body())
                .isEqualTo(answer.body());
        HttpResponse<String> taken = gil("POST", "/v1/users", wish);
        refused(taken, 409, "USER_ID_TAKEN");
        assertThat(taken.body()).contains("The id \\\"ada\\\" is or was used").doesNotContain("The id \\\"Ada");
        refused(
                gil("POST", "/v1/users", wish.replace("chess", "go"), "Idempotency-Key", "ada-1"),
                422,
                "IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void usernames_and_identities_are_unique_whatever_their_case_and_free_again_after_deletion() {
        String tag = customer("bea");
        refused(gil("POST", "/v1/users", """
                {"username":"BEA@SHOP.EXAMPLE","role":"CUSTOMER","attributes":{"account":"A-1"}}"""), 409, "USERNAME_TAKEN");
        assertThat(gil("DELETE", "/v1/users/bea", "", "If-Match", tag).statusCode())
                .isEqualTo(200);
        refused(gil("POST", "/v1/users/bea/activation", ""), 410, "USER_DELETED");
        // He who saw bea before is told that she is gone, and not to reload her.
        refused(gil("PATCH", "/v1/users/bea", "{\"firstName\":\"B\"}", "If-Match", tag), 410, "USER_DELETED");
        refused(gil("DELETE", "/v1/users/bea", "", "If-Match", tag), 410, "USER_DELETED");
        assertThat(gil("POST", "/v1/users", """
                {"username":"BEA@SHOP.EXAMPLE","role":"CUSTOMER","attributes":{"account":"A-1"}}""").statusCode()).isEqualTo(201);
        assertThat(gil("DELETE", "/v1/users/bea/personal-data", "").statusCode())
                .isEqualTo(200);
    }

    @Test
    void details_change_only_for_who_has_seen_the_latest() {
        String tag = customer("cy");
        String path = "/v1/users/cy";
        refused(gil("PATCH", path, "{\"firstName\":\"Cyr\"}"), 428, "REVISION_REQUIRED");
        HttpResponse<String> patched = gil("PATCH", path, """
                {"firstName":"Cyr","username":"cyr@shop.example","attributes":{"region":"EU","hobby":null}}""", "If-Match", tag);
        assertThat(patched.statusCode()).as(patched.body()).isEqualTo(200);
        refused(gil("PATCH", path, "{\"firstName\":\"Cyrus\"}", "If-Match", tag), 409, "STALE_REVISION");
        String next = patched.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> removed = gil("PATCH", path, "{\"firstName\":null}", "If-Match", next);
        ok(removed);
        assertThat(removed.headers().firstValue("ETag").orElseThrow()).isNotEqualTo(next);
        refused(gil("DELETE", path, ""), 428, "REVISION_REQUIRED");
        refused(gil("DELETE", path, "", "If-Match", next), 409, "STALE_REVISION");
    }

    @Test
    void role_profile_perimeter_manager_and_identity_are_put_and_taken_away() {
        customer("dan");
        String dan = "/v1/users/dan";
        ok(gil("PUT", dan + "/profile", "{\"profile\":\"free\",\"reason\":\"season\"}"));
        refused(gil("PUT", dan + "/profile", "{\"profile\":\"staff\"}"), 409, "ROLE_TYPE_MISMATCH");
        refused(gil("PUT", dan + "/profile", "{\"profile\":\"gone\"}"), 404, "PROFILE_NOT_FOUND");
        refused(gil("PUT", dan + "/profile", "{}"), 422, "FIELD_REQUIRED");
        ok(gil("DELETE", dan + "/profile", ""));
        ok(gil("PUT", dan + "/role", "{\"role\":\"CLERK\",\"profile\":\"staff\"}"));
        refused(gil("DELETE", dan + "/profile", ""), 422, "PROFILE_REQUIRED");
        refused(gil("PUT", dan + "/role", "{\"profile\":null}"), 422, "FIELD_REQUIRED");
        ok(gil("PUT", dan + "/perimeter", """
                {"perimeter":{"kind":"WITHIN","type":"team","ids":["t1"]}}"""));
        refused(gil("PUT", dan + "/perimeter", """
                {"perimeter":{"kind":"WITHIN","type":"queue","ids":[]}}"""), 422, "FIELD_INVALID");
        ok(gil("DELETE", dan + "/perimeter", ""));
        ok(gil("PUT", dan + "/manager", "{\"manager\":\"gil\"}"));
        refused(gil("PUT", dan + "/manager", "{\"manager\":\"nobody\"}"), 404, "USER_NOT_FOUND");
        ok(gil("DELETE", dan + "/manager", ""));
        ok(gil("PUT", dan + "/identity", "{\"provider\":\"okta\",\"subject\":\"dan\"}"));
        customer("dave");
        refused(
                gil("PUT", "/v1/users/dave/identity", "{\"provider\":\"okta\",\"subject\":\"dan\"}"),
                409,
                "IDENTITY_TAKEN");
        ok(gil("DELETE", dan + "/identity", ""));
    }

    @Test
    void a_life_goes_from_invitation_over_suspension_and_back() {
        customer("eli");
        String eli = "/v1/users/eli";
        ok(gil("POST", eli + "/activation", ""));
        ok(gil("PUT", eli + "/suspension", "{\"reason\":\"contract ended\"}"));
        HttpResponse<String> again = gil("PUT", eli + "/suspension", "");
        ok(again);
        ok(gil("DELETE", eli + "/suspension", ""));
        ok(gil("POST", eli + "/password-reset", ""));
        ok(gil("POST", eli + "/acknowledgements", "{\"type\":\"auto-pay\",\"version\":\"1\"}"));
        refused(gil("PUT", "/v1/users/gil/suspension", ""), 409, "SELF_SUSPENSION");
    }

    @Test
    void one_profile_for_many_users_is_one_commit_and_names_who_cannot_have_it() {
        customer("uma");
        customer("vic");
        ok(gil("PUT", "/v1/users/vic/profile", "{\"profile\":\"free\"}"));
        HttpResponse<String> answer = gil("POST", "/v1/profiles/free/users", """
                {"users":["uma","vic","gil","nobody"]}""");
        ok(answer);
        assertThat(answer.body())
                .contains("{\"user\":\"uma\",\"status\":\"DONE\"}")
                .contains("{\"user\":\"vic\",\"status\":\"UNCHANGED\"}")
                .contains("PROFILE_NOT_ALLOWED")
                .contains("USER_NOT_FOUND");
        refused(node.send("as:kim", "POST", "/v1/profiles/free/users", "{\"users\":[\"uma\"]}"), 403, "NOT_PERMITTED");
        refused(gil("POST", "/v1/profiles/free/users", "{\"users\":[]}"), 422, "FIELD_INVALID");
        refused(gil("POST", "/v1/profiles/free/users", "{\"users\":[null]}"), 422, "FIELD_INVALID");
    }

    @Test
    void services_and_pages_share_the_ids_of_users() {
        HttpResponse<String> service = gil("POST", "/v1/services", "{\"id\":\"billing\",\"label\":\"Billing\"}");
        assertThat(service.statusCode()).isEqualTo(201);
        assertThat(service.headers().firstValue("Location")).contains("/v1/users/billing");
        assertThat(gil("POST", "/v1/pages", """
                {"label":"Checkout","role":"CUSTOMER","profile":"free"}""").statusCode()).isEqualTo(201);
        refused(gil("POST", "/v1/pages", "{\"id\":\"billing\",\"label\":\"Checkout\"}"), 409, "USER_ID_TAKEN");
        refused(gil("POST", "/v1/services", "{}"), 422, "FIELD_REQUIRED");
        ok(gil(
                "PATCH",
                "/v1/users/billing",
                "{\"label\":\"Invoicing\"}",
                "If-Match",
                service.headers().firstValue("ETag").orElseThrow()));
    }

    @Test
    void who_may_nothing_learns_nothing_but_that() {
        customer("flo");
        for (String user : new String[] {"flo", "nobody"}) {
            refused(node.send("as:kim", "PUT", "/v1/users/" + user + "/suspension", ""), 403, "NOT_PERMITTED");
        }
        assertThat(node.send("nonsense", "PUT", "/v1/users/flo/suspension", "").statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST | /v1/users                 | {"username":"x","colour":1}
            POST | /v1/users                 | {"username":5}
            POST | /v1/users                 | {"id":"a b","username":"x"}
            POST | /v1/users                 | {"username":"x","attributes":{"not a key":"y"}}
            POST | /v1/users                 | {"username":"x","attributes":"y"}
            POST | /v1/users                 | {"username":"x","perimeter":{"kind":"EVERYTHING"}}
            POST | /v1/users                 | {"username":"x","perimeter":{"kind":"WITHIN","type":"team"}}
            POST | /v1/users                 | {"username":"x","username":"y"}
            POST | /v1/services              | {"label":"x","role":"no role"}
            PUT  | /v1/users/gil/role        | {"role":7}
            PUT  | /v1/users/gil/profile     | []
            PUT  | /v1/users/a%20b/profile   | {"profile":"free"}
            PUT  | /v1/users/gil/suspension  | {"why":"x"}
            POST | /v1/profiles/free/users   | {"users":"gil"}
            """)
    void what_cannot_be_read_is_refused_with_its_place(String method, String path, String body) {
        HttpResponse<String> answer = gil(method, path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    }

    private static void ok(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
}
