package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConcurrencyScenariosTest {

    @Test
    void x_3_of_50_parallel_creates_of_one_name_exactly_one_wins() throws Exception {
        Tenant tenant = Tenant.of("commerce-classic");
        List<Answer> answers = Race.of(50, _ -> tenant.admin().post("/v1/profiles", "{\"name\": \"Race\"}"));
        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        answers.stream()
                .filter(answer -> answer.status() != 201)
                .forEach(answer -> answer.refused(409, "PROFILE_NAME_TAKEN"));
        assertThat(tenant.admin()
                        .get("/v1/profiles?text=Race")
                        .expect(200)
                        .json()
                        .path("items"))
                .hasSize(1);
    }

    /// 200 rounds, eight of them at the same moment.
    @Test
    void x_3_a_profile_is_never_deleted_while_somebody_gets_it() throws Exception {
        Tenant tenant = Tenant.of("commerce");
        tenant.profile("first", "First", "\"roleType\": \"CSR\"");
        for (int i = 0; i < 8; i++) {
            tenant.person("user-" + i, "CSR", "first");
        }
        for (int round = 0; round < 200; round += 8) {
            String profile = "doomed-" + round + "-";
            for (int i = 0; i < 8; i++) {
                tenant.profile(profile + i, profile + i, "\"roleType\": \"CSR\"");
            }
            List<Answer> answers = Race.of(i -> i % 2 == 0
                    ? tenant.admin().ifMatch("1").delete("/v1/profiles/" + profile + i / 2)
                    : tenant.admin().put("/v1/users/user-" + i / 2 + "/profile", assigned(profile + i / 2)));
            for (int i = 0; i < 16; i += 2) {
                Answer deleted = answers.get(i);
                Answer assigned = answers.get(i + 1);
                if (deleted.status() == 200) {
                    assigned.refused(404, "PROFILE_NOT_FOUND");
                } else {
                    deleted.refused(409, "PROFILE_IN_USE");
                    assigned.expect(200);
                }
            }
        }
        Set<String> living = new HashSet<>(
                tenant.admin().get("/v1/profiles?limit=500").json().findValuesAsString("id"));
        for (int i = 0; i < 8; i++) {
            assertThat(living)
                    .contains(tenant.admin().get("/v1/users/user-" + i).at("/profile/id"));
        }
    }

    /// A catalog without a node comes while fifteen profiles are saved that speak of it.
    @Test
    void nothing_is_said_of_a_node_any_more_once_a_catalog_has_retired_it() throws Exception {
        Tenant tenant = Tenant.of("commerce");
        for (int i = 0; i < Race.RACERS; i++) {
            tenant.profile("p" + i, "P" + i, "\"roleType\": \"CSR\"");
        }
        for (int round = 0; round < 5; round++) {
            String node = "commerce/quotes-" + round;
            String without = tenant.admin().get("/v1/catalog").expect(200).text();
            tenant.admin()
                    .put("/v1/catalog/nodes/" + node, "{\"label\": \"Quotes\", \"actions\": [\"view\"]}")
                    .expect(200);
            String defined =
                    tenant.trail("node=" + node).getLast().path("position").asString();

            List<Answer> answers = Race.of(i -> i == 7
                    ? tenant.admin().put("/v1/catalog", without)
                    : tenant.admin().put("/v1/profiles/p" + i + "/permissions/" + node, "{\"actions\": [\"view\"]}"));

            answers.get(7).expect(200);
            answers.stream().filter(answer -> answer.status() != 200).forEach(a -> a.refused(422, "NODE_RETIRED"));
            List<String> happened = tenant.trail("node=" + node).stream()
                    .filter(row -> !row.path("position").asString().equals(defined))
                    .map(row -> row.path("event").asString())
                    .toList();
            assertThat(happened).last().isEqualTo("CatalogNodeRetired");
            assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(happened.size());
        }
    }

    @Test
    void x_4_the_same_idempotency_key_twice_is_one_event_and_the_same_answer() {
        Tenant tenant = Tenant.of("commerce-classic");
        Client retrying = tenant.admin().with("Idempotency-Key", "k-1");
        Answer first = retrying.post("/v1/profiles", "{\"name\": \"Once\"}").expect(201);
        Answer again = retrying.post("/v1/profiles", "{\"name\": \"Once\"}").expect(201);
        assertThat(again.at("/id")).isEqualTo(first.at("/id"));
        assertThat(again.position()).isEqualTo(first.position());
        retrying.post("/v1/profiles", "{\"name\": \"Other\"}").refused(422, "IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void x_4_what_the_query_says_is_part_of_what_a_key_stands_for() {
        Tenant tenant = Tenant.of("commerce");
        tenant.admin()
                .post("/v1/profiles", "{\"id\": \"p\", \"name\": \"P\", \"roleType\": \"CSR\"}")
                .expect(201);
        Client retrying = tenant.admin().with("Idempotency-Key", "k-2");
        String scope = "/v1/profiles/p/scope/commerce/invoices";
        String mine = "{\"scope\": {\"kind\": \"CREATED_BY_ME\"}}";

        Answer set = retrying.put(scope + "?action=edit", mine).expect(200);
        assertThat(retrying.put(scope + "?action=edit", mine).expect(200).position())
                .isEqualTo(set.position());
        retrying.put(scope + "?action=view", mine).refused(422, "IDEMPOTENCY_KEY_REUSED");
        retrying.put(scope, mine).refused(422, "IDEMPOTENCY_KEY_REUSED");

        Answer cleared = retrying.delete(scope + "?action=edit").expect(200);
        assertThat(retrying.delete(scope + "?action=edit").expect(200).position())
                .isEqualTo(cleared.position());
        retrying.delete(scope + "?action=view").refused(422, "IDEMPOTENCY_KEY_REUSED");
    }

    private static String assigned(String profile) {
        return "{\"profile\": \"" + profile + "\"}";
    }
}
