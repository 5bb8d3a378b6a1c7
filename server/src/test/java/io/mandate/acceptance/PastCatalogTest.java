package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The catalog as it was at a moment.
class PastCatalogTest {
    private static final String THEN = "/v1/history/catalog";

    private Past past;
    private Client admin;
    private Answer before;

    @BeforeEach
    void aCatalogBeforeItChanges() {
        past = Past.of(Tenant.of("commerce"));
        admin = past.tenant().admin();
        before = admin.get("/v1/catalog").expect(200);
    }

    private void change() {
        admin.delete("/v1/catalog/nodes/commerce/orders").expect(200);
        admin.put("/v1/catalog/policies/mask.visibleChars", "{\"value\": \"3\"}")
                .expect(200);
    }

    @Test
    void it_is_what_was_shown_then_whatever_became_of_it() {
        change();
        Answer after = admin.get("/v1/catalog").expect(200);
        assertThat(after.text()).isNotEqualTo(before.text());

        same(past.nora().get(THEN + "?position=" + before.position()), before);
        same(past.nora().get(THEN + "?position=" + after.position()), after);
        same(past.nora().get(THEN), after);
        assertThat(past.nora().get(THEN + "?at=1990-01-01").expect(200).json().path("modules"))
                .isEmpty();
        String changed = admin.get("/v1/audit?limit=1").expect(200).at("/items/0/time");
        same(past.nora().get(THEN + "?at=" + changed), after);
    }

    @Test
    void it_can_be_imported_again() {
        change();
        String then = past.nora().get(THEN + "?position=" + before.position()).text();
        admin.ifMatch(before.etag()).put("/v1/catalog", then).refused(409, "STALE_REVISION");

        admin.ifMatch(past.nora().get(THEN).etag()).put("/v1/catalog", then).expect(200);

        assertThat(admin.get("/v1/catalog").expect(200).json()).isEqualTo(before.json());
    }

    @Test
    void it_is_for_those_who_may_read_the_past_and_on_record() {
        admin.get(THEN).refused(403, "NOT_PERMITTED");
        past.tenant().service().get(THEN).refused(403, "NOT_PERMITTED");
        Client nora = past.nora();
        nora.get(THEN + "?at=2199-01-01").refused(422, "INSTANT_IN_FUTURE");
        nora.get(THEN + "?position=elsewhere-1").refused(422, "POSITION_UNKNOWN");
        nora.get(THEN + "?position=nonsense").expect(400).at("/value", "position");
        nora.get(THEN + "?at=yesterday").expect(400).at("/value", "at");
        nora.get(THEN + "?at=2026-01-01&position=" + before.position()).expect(400);
        nora.get(THEN + "?form=2026-01-01").expect(400).at("/value", "form");

        nora.get(THEN + "?at=1990-01-01").expect(200);

        JsonNode noted = past.journal("kind=PAST_READ&actor=nora").getFirst();
        assertThat(past.journal("kind=PAST_READ&actor=nora")).hasSize(1);
        assertThat(noted.path("what").asString()).isEqualTo("GET /v1/history/catalog");
        Set<String> facts = new TreeSet<>(noted.path("facts").propertyNames());
        assertThat(facts).containsExactly("at", "position");
        assertThat(noted.at("/facts/at").asString()).isEqualTo("1990-01-01");
    }

    private static void same(Answer then, Answer shown) {
        then.expect(200);
        assertThat(then.text()).isEqualTo(shown.text());
        assertThat(then.etag()).isEqualTo(shown.etag());
        assertThat(then.position()).isEqualTo(shown.position());
    }
}
