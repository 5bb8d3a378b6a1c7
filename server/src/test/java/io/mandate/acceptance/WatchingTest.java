package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What whoever runs the server sees of it, and nobody else.
class WatchingTest {
    private static final MandateServer SERVER = MandateServer.shared();
    private static final Client NOBODY = new Client(SERVER.url(), null, new Client.Seen());

    @Test
    void metrics_are_for_operators() {
        Tenant tenant = Tenant.of("commerce");
        NOBODY.get("/actuator/prometheus").expect(401);
        tenant.admin().get("/actuator/prometheus").expect(403);
        tenant.service().get("/actuator/prometheus").expect(403);
        SERVER.operator().get("/actuator/prometheus").expect(200);
    }

    @Test
    void commands_are_counted_by_kind_and_outcome() {
        Tenant tenant = Tenant.of("commerce-classic");
        String accepted = series("mandate_command_seconds_count", "command=\"CreateProfile\"", "outcome=\"accepted\"");
        String taken =
                series("mandate_command_seconds_count", "command=\"CreateProfile\"", "outcome=\"PROFILE_NAME_TAKEN\"");
        double acceptedBefore = sum(accepted);
        double takenBefore = sum(taken);

        tenant.admin().post("/v1/profiles", "{\"name\": \"Watched\"}").expect(201);
        tenant.admin().post("/v1/profiles", "{\"name\": \"Watched\"}").refused(409, "PROFILE_NAME_TAKEN");

        assertThat(sum(accepted)).isEqualTo(acceptedBefore + 1);
        assertThat(sum(taken)).isEqualTo(takenBefore + 1);
    }

    @Test
    void decisions_are_counted_by_what_they_were_and_how_they_were_asked() {
        Tenant tenant = Tenant.of("authzen-certification");
        double[] before = decisions();

        tenant.allows("gil", "read", "record", "r-1");
        tenant.denies("nobody", "read", "record", "r-1", "USER_UNKNOWN");
        tenant.denies("nobody", "read", "record", "r-1", "USER_UNKNOWN");
        tenant.service().post("/access/v1/evaluations", """
                {"subject": {"type": "user", "id": "gil"}, "action": {"name": "read"},
                 "resource": {"type": "record", "id": "r-1"}, "evaluations": [
                  {}, {}, {}, {"subject": {"type": "user", "id": "nobody"}}]}""").expect(200);

        double[] after = decisions();
        for (int i = 0; i < before.length; i++) {
            after[i] -= before[i];
        }
        assertThat(after).containsExactly(1, 2, 3, 1, 3, 1);
    }

    /// Single allowed and denied, batch allowed and denied, single and batch answers.
    private static double[] decisions() {
        return new double[] {
            sum(series("mandate_decisions_total", "decision=\"allowed\"", "form=\"single\"")),
            sum(series("mandate_decisions_total", "decision=\"denied\"", "form=\"single\"")),
            sum(series("mandate_decisions_total", "decision=\"allowed\"", "form=\"batch\"")),
            sum(series("mandate_decisions_total", "decision=\"denied\"", "form=\"batch\"")),
            sum(series("mandate_decisions_answers_seconds_count", "form=\"single\"")),
            sum(series("mandate_decisions_answers_seconds_count", "form=\"batch\"")),
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mandate_index_lag_events",
                "mandate_index_age_seconds",
                "mandate_index_tenants\\{class=\"current\"}",
                "mandate_index_tenants\\{class=\"stale\"}",
                "mandate_index_tenants\\{class=\"unavailable\"}",
                "mandate_read_models_lag_events",
                "mandate_read_models_lag_largest_events",
                "mandate_read_models_leading",
                "mandate_read_models_held_bytes",
                "mandate_read_models_tenants\\{class=\"current\"}",
                "mandate_read_models_tenants\\{class=\"near\"}",
                "mandate_read_models_tenants\\{class=\"far\"}",
                "mandate_read_models_tenants\\{class=\"parked\"}",
                "mandate_journal_backlog_entries"
            })
    void what_is_behind_is_a_number(String series) {
        assertThat(scrape()).containsPattern("(?m)^" + series + " \\d");
    }

    @Test
    void no_metric_names_a_tenant_or_an_actor() {
        Tenant tenant = Tenant.of("commerce");
        tenant.admin().get("/v1/users/gil").expect(200);
        assertThat(scrape()).doesNotContain(tenant.id()).doesNotContain("gil");
    }

    @Test
    void everybody_sees_whether_it_is_healthy_and_operators_see_why() {
        Tenant tenant = Tenant.of("commerce");
        for (Client client : new Client[] {NOBODY, tenant.admin()}) {
            JsonNode health = client.get("/actuator/health").expect(200).json();
            assertThat(health.path("status").asString()).isEqualTo("UP");
            assertThat(health.has("components")).isFalse();
        }
        Answer answer = SERVER.operator().get("/actuator/health").expect(200);
        JsonNode components = answer.json().path("components");
        assertThat(components.path("db").path("status").asString()).isEqualTo("UP");
        assertThat(components.path("readModels").path("details").propertyNames())
                .contains("tenants", "current", "near", "far", "parked", "eventsBehind", "largestLag");
        assertThat(components.path("accessIndex").path("details").propertyNames())
                .contains("tenants", "current", "stale", "unavailable", "eventsBehind", "oldestConfirmationMillis");
        assertThat(components
                        .path("accessIndex")
                        .path("details")
                        .path("current")
                        .asLong())
                .isPositive();
        assertThat(components.path("proofs").path("details").propertyNames())
                .contains("broken", "anchorFailing", "anchored", "waiting", "neverAnchored", "eventsNotAnchored");
        assertThat(answer.text()).doesNotContain(tenant.id());
    }

    private static String series(String name, String... labels) {
        StringBuilder pattern = new StringBuilder("(?m)^" + name + "\\{");
        for (String label : labels) {
            pattern.append("(?=[^}]*").append(label).append(")");
        }
        return pattern + "[^}]*} ([0-9.E]+)$";
    }

    private static double sum(String series) {
        Matcher found = Pattern.compile(series).matcher(scrape());
        double sum = 0;
        while (found.find()) {
            sum += Double.parseDouble(found.group(1));
        }
        return sum;
    }

    private static String scrape() {
        return SERVER.operator().get("/actuator/prometheus").expect(200).text();
    }
}
