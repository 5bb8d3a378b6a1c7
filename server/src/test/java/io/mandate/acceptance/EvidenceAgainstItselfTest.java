package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Whoever edits what people read of a pack, and leaves its events as they are, has it contradict them.
/// Each lie is told alone; what the verifier says of it begins with why it does not believe it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EvidenceAgainstItselfTest {
    private static final String ACCESS = "/access?node=commerce/invoices&action=edit&user=kim";

    @TempDir
    private Path folder;

    private final Map<String, Consumer<ObjectNode>> lies = new LinkedHashMap<>();

    private Verifier verifier;
    private Tenant tenant;
    private Past past;

    @BeforeAll
    void kim_could_edit_invoices_by_one_profile_and_then_by_another(@TempDir Path compiled) throws Exception {
        verifier = new Verifier(compiled);
        tenant = Tenant.of("commerce");
        past = Past.of(tenant);
        for (String profile : new String[] {"clerks", "sellers"}) {
            tenant.profile(profile, profile, """
                "roleType": "CSR", "changes": [
                  {"kind": "OverridePermission", "node": "commerce/invoices", "level": "EDIT"}]\
                """);
        }
        tenant.person("kim", "CSR", "clerks");
        tenant.person("bob", "CSR", "clerks");
        tenant.admin()
                .put("/v1/users/kim/profile", "{\"profile\": \"sellers\"}")
                .expect(200);
        tenant.override("sellers", "commerce/invoices", "VIEW");
        tenant.override(tenant.admin().get("/v1/users/gil").at("/profile/id"), "commerce/orders", "VIEW");
        past.nora().checkpoint();
    }

    @Test
    void who_could_is_about_the_users_of_its_events() throws Exception {
        lie("and its USER_EXISTS about user/kim", pack -> {
            at(pack, "/question").put("user", "bob");
            at(pack, "/answer/items/0/user").put("id", "bob");
        });
        lie(
                "about others than the question",
                pack -> at(pack, "/answer/items/0/user").put("id", "bob"));
        lie("is about profile/other", pack -> at(interval(pack, 0), "/profile").put("id", "other"));
        lie(
                "names no event by which there is one",
                pack -> ((ArrayNode) interval(pack, 0).path("because"))
                        .removeIf(each -> each.path("kind").asString().equals("USER_EXISTS")));
        lie("could not: ACTION_NOT_GRANTED", pack -> interval(pack, 0).put("reason", "ACTION_NOT_GRANTED"));
        lie("\"masked\" of the answer", pack -> interval(pack, 0).put("masked", true));
        lie("\"masked\" of the answer", pack -> at(pack, "/question").put("masked", "true"));
        none(ACCESS);
    }

    @Test
    void the_event_that_turned_it_is_of_no_other_user() throws Exception {
        JsonNode bob =
                evidence("/access?node=commerce/invoices&action=edit&user=bob").at("/answer/items/0/intervals/0");
        lie("an event of it about user/bob", pack -> {
            ObjectNode kim = (ObjectNode) pack.at("/answer/items")
                    .valueStream()
                    .filter(item -> item.at("/user/id").asString().equals("kim"))
                    .findFirst()
                    .orElseThrow()
                    .at("/intervals/0");
            kim.set("grantedBy", bob.path("grantedBy"));
            kim.set("since", bob.path("since"));
        });
        none("/access?node=commerce/invoices&action=edit");
    }

    @Test
    void a_time_begins_and_ends_with_its_events_or_with_the_window() throws Exception {
        lie(
                "\"since\" of the answer",
                pack -> interval(pack, 0).set("grantedBy", interval(pack, 1).path("endedBy")));
        lie("\"since\" of the answer", pack -> later(interval(pack, 0), "since"));
        lie("\"since\" of the answer", pack -> interval(pack, 0).remove("since"));
        lie("\"changedBy\" of the answer", pack -> {
            interval(pack, 1).set("grantedBy", interval(pack, 1).path("endedBy"));
            interval(pack, 1).set("since", interval(pack, 1).path("to"));
        });
        lie("\"from\"", pack -> later(interval(pack, 0), "from"));
        lie("\"from\"", pack -> interval(pack, 0).remove("from"));
        lie("\"from\"", pack -> {
            later(interval(pack, 0), "to");
            later(interval(pack, 1), "from");
        });
        lie("\"from\"", pack -> interval(pack, 1).remove("changedBy"));
        lie("\"to\"", pack -> later(interval(pack, 1), "to"));
        lie("\"to\"", pack -> interval(pack, 1).remove("to"));
        lie("\"to\"", pack -> later(interval(pack, 0), "to"));
        lie("\"to\"", pack -> interval(pack, 0).remove("to"));
        lie("\"to\"", pack -> {
            interval(pack, 1).remove("endedBy");
            interval(pack, 1).remove("endedBecause");
        });
        lie("\"to\"", pack -> ((ArrayNode) pack.at("/answer/items/0/intervals")).remove(1));
        lie("\"endedBecause\" of the answer", pack -> interval(pack, 1).remove("endedBecause"));
        lie("\"endedBecause\" of the answer", pack -> interval(pack, 1).put("endedBecause", "GRANTED"));
        none(ACCESS);
    }

    @Test
    void a_window_is_that_of_the_question_and_has_all_times_in_it() throws Exception {
        String begin = "2020-01-01T00:00:00Z";
        String end = "2020-06-01T00:00:00Z";
        lie("another \"from\"", pack -> at(pack, "/question").put("from", "2020-01-03"));
        lie("another \"from\"", pack -> at(pack, "/answer").put("from", begin.replace("2020", "2021")));
        lie("another \"from\"", pack -> at(pack, "/answer").remove("from"));
        lie("another \"to\"", pack -> at(pack, "/question").put("to", end));
        lie("another \"to\"", pack -> at(pack, "/answer").put("to", end));
        lie("\"from\"", pack -> {
            at(pack, "/question").put("from", interval(pack, 1).path("from").asString());
            at(pack, "/answer").set("from", interval(pack, 1).path("from"));
        });
        lie("lies behind its \"to\"", pack -> {
            at(pack, "/question").put("to", interval(pack, 0).path("to").asString());
            at(pack, "/answer").set("to", interval(pack, 0).path("to"));
        });
        lie("names an event behind", pack -> {
            at(pack, "/question").put("to", interval(pack, 1).path("to").asString());
            at(pack, "/answer").set("to", interval(pack, 1).path("to"));
            at(pack, "/answer").set("position", interval(pack, 1).at("/changedBy/position"));
        });
        lie("no commit ends at", pack -> at(pack, "/answer").set("position", first(pack)));
        none(ACCESS + "&from=2020-01-01");
    }

    @Test
    void a_time_ends_where_the_window_does_only_if_it_does() throws Exception {
        Instant end = Instant.parse(
                evidence(ACCESS).at("/answer/items/0/intervals/0/to").asString());
        String question = ACCESS + "&to=" + end;
        lie("\"to\"", pack -> interval(pack, 0).remove("to"));
        lie("\"to\"", pack -> interval(pack, 0).put("to", end.minusNanos(1000).toString()));
        lie("\"to\"", pack -> interval(pack, 0).put("to", end.plusNanos(1000).toString()));
        none(question);
        // Where only some times are told, the next one does not say where this one ends.
        lie("\"to\"", pack -> interval(pack, 0).put("to", end.plusNanos(1000).toString()));
        lie("\"to\"", pack -> interval(pack, 0).set("to", interval(pack, 0).path("from")));
        none(question + "&masked=false");
    }

    @Test
    void a_decision_is_what_its_reason_and_its_conditions_say() throws Exception {
        lie("and its USER_EXISTS about user/kim", pack -> {
            at(pack, "/question").put("user", "bob");
            at(pack, "/answer").put("user", "bob");
        });
        lie("what its \"reason\" says", pack -> at(pack, "/answer").put("allowed", true));
        lie(
                "what its \"because\" says",
                pack -> at(pack, "/answer").put("allowed", true).put("reason", "GRANTED"));
        lie("an event of it about user/bob", pack -> at(pack, "/answer").put("event", ofBob(pack)));
        lie(
                "names no event by which there is one",
                pack -> ((ObjectNode) pack.at("/answer/because/0")).remove("event"));
        lie(
                "and its PROFILE about profile/sellers",
                pack -> ((ObjectNode) condition(pack, "PROFILE"))
                        .set("event", condition(pack, "ACTION_GRANTED").path("event")));
        none("?node=commerce/invoices&action=edit&user=kim", pack -> {
            // An event of somebody else, so that it is not refused because it is missing.
            JsonNode bob = evidence("?node=commerce/invoices&action=edit&user=bob");
            bob.path("events").forEach(each -> {
                if (each.at("/event/aggregateId").asString().endsWith("/user/bob")) {
                    ((ArrayNode) pack.path("events")).add(each);
                }
            });
        });
        lie("what its \"reason\" says", pack -> at(pack, "/answer").put("allowed", false));
        lie(
                "what its \"because\" says",
                pack -> at(pack, "/answer").put("allowed", false).put("reason", "ACTION_NOT_GRANTED"));
        lie("an event behind", pack -> at(pack, "/answer").set("position", ended(pack)));
        none("?node=commerce/invoices&action=edit&user=bob");
    }

    @Test
    void what_a_user_could_do_is_about_the_user_of_its_events() throws Exception {
        lie("and its USER_EXISTS about user/kim", pack -> {
            at(pack, "/question").put("user", "bob");
            at(pack, "/answer/user").put("id", "bob");
        });
        lie("\"status\" of the answer", pack -> at(pack, "/answer").put("status", "SUSPENDED"));
        lie("is about profile/clerks", pack -> at(pack, "/answer/profile").put("id", "clerks"));
        lie("is about profile/", pack -> at(pack, "/answer").remove("profile"));
        lie("an event behind", pack -> at(pack, "/answer").set("position", ended(pack)));
        none("/users/kim");
    }

    @Test
    void what_somebody_changed_about_himself_is_his_and_in_the_window() throws Exception {
        lie("another user of a change", pack -> at(pack, "/answer/items/0/user").put("id", "kim"));
        lie("the pack is not complete", pack -> at(pack, "/answer/items/0").put("as", "ON_BEHALF_OF"));
        lie("another user or profile", pack -> at(pack, "/answer/items/0").put("profile", "clerks"));
        lie("another user or profile", pack -> at(pack, "/answer/items/0").remove("profile"));
        lie("not in the window", pack -> at(pack, "/question").put("from", "2999-01-01"));
        lie("not in the window", pack -> at(pack, "/question").put("to", "2020-01-01"));
        none("/own-changes?from=2020-01-01");
    }

    @Test
    void the_tree_and_the_leaves_are_as_they_are_told() throws Exception {
        lie("\"size\"", pack -> pack.put("size", 1));
        lie("\"index\" or \"leafHash\"", pack -> at(pack, "/events/0").put("index", 7777));
        lie("\"index\" or \"leafHash\"", pack -> at(pack, "/events/0").set("leafHash", pack.at("/events/1/leafHash")));
        lie("\"consistency\"", pack -> at(pack, "/consistency").put("from", 4));
        lie("\"consistency\"", pack -> at(pack, "/consistency").put("to", 4));
        lie("\"consistency\"", pack -> at(pack, "/consistency").set("fromRoot", pack.at("/consistency/toRoot")));
        lie("\"consistency\"", pack -> at(pack, "/consistency").set("toRoot", pack.at("/consistency/fromRoot")));
        none("/users/kim?since=3");
        assertThat(check(evidence("/users/kim?since=" + evidence("/users/kim").path("size"))))
                .startsWith("PROVED: ");
    }

    /// A lie that is told of the next pack.
    ///
    /// @param found what the verifier says of it
    private void lie(String found, Consumer<ObjectNode> told) {
        lies.put(lies.size() + " " + found, told);
    }

    /// The pack is proved as it is, and with none of the lies.
    private void none(String asked) throws Exception {
        none(asked, _ -> {});
    }

    private void none(String asked, Consumer<ObjectNode> completed) throws Exception {
        Map<String, Consumer<ObjectNode>> all = new LinkedHashMap<>(lies);
        lies.clear();
        ObjectNode pack = (ObjectNode) evidence(asked);
        completed.accept(pack);
        assertThat(check(pack)).startsWith("PROVED: ");
        for (Map.Entry<String, Consumer<ObjectNode>> lie : all.entrySet()) {
            ObjectNode changed = pack.deepCopy();
            lie.getValue().accept(changed);
            assertThat(changed).as(lie.getKey()).isNotEqualTo(pack);
            assertThat(check(changed))
                    .as(lie.getKey())
                    .startsWith("NOT PROVED: ")
                    .contains(lie.getKey().substring(lie.getKey().indexOf(' ') + 1));
        }
    }

    private JsonNode evidence(String asked) {
        return past.nora().get("/v1/proofs/evidence" + asked).expect(200).json();
    }

    private String check(JsonNode pack) throws Exception {
        return verifier.check(
                Files.writeString(folder.resolve("pack.json"), new JsonMapper().writeValueAsString(pack)));
    }

    private static ObjectNode at(JsonNode value, String pointer) {
        return (ObjectNode) value.at(pointer);
    }

    private static ObjectNode interval(JsonNode pack, int number) {
        return at(pack, "/answer/items/0/intervals/" + number);
    }

    private static void later(ObjectNode time, String name) {
        time.put(name, Instant.parse(time.path(name).asString()).plusSeconds(1).toString());
    }

    private static JsonNode condition(JsonNode pack, String kind) {
        return pack.at("/answer/because")
                .valueStream()
                .filter(each -> each.path("kind").asString().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    /// The position of the first event in a pack, which ends no commit: it is of the tenant's beginning.
    private static JsonNode first(JsonNode pack) {
        return pack.at("/events/0/position");
    }

    /// The position of the first event in a pack that ends a commit.
    private static JsonNode ended(JsonNode pack) {
        return pack.path("events")
                .valueStream()
                .filter(each -> each.at("/event/seq").equals(each.at("/event/commitSeq")))
                .findFirst()
                .orElseThrow()
                .path("position");
    }

    private static String ofBob(JsonNode pack) {
        return pack.path("events")
                .valueStream()
                .filter(each -> each.at("/event/aggregateId").asString().endsWith("/user/bob"))
                .findFirst()
                .orElseThrow()
                .path("position")
                .asString();
    }
}
