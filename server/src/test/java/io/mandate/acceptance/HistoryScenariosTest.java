package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Who could, and who granted it, on dated histories.
class HistoryScenariosTest {
    private static final String THIRD = "from=2026-03-03&to=2026-03-04";
    private static final String FOURTH = "from=2026-03-04&to=2026-03-05";

    @Test
    void x_1_who_could_edit_invoices_on_3_march_and_who_granted_it() {
        try (TestClock clock = MandateServer.shared().dated("2026-02-20T08:00:00Z")) {
            Past past = Past.of(Tenant.of("commerce"));
            Tenant tenant = past.tenant();
            Client maria = maria(tenant);
            tenant.profile("basic", "Basic", "\"roleType\": \"CSR\"").person("sam", "CSR", "basic");
            clock.at("2026-03-01T09:00:00Z");
            tenant.profile("billing", "Billing", "\"roleType\": \"CSR\"")
                    .override("billing", "commerce/invoices", "EDIT");
            clock.at("2026-03-02T10:00:00Z");
            maria.because("new in billing")
                    .put("/v1/users/sam/profile", "{\"profile\": \"billing\"}")
                    .expect(200);
            clock.at("2026-03-03T14:00:00Z"); // 15:00 in Stockholm
            tenant.override("billing", "commerce/invoices", "VIEW");
            clock.at("2026-03-05T08:00:00Z");
            tenant.override("billing", "commerce/invoices", "EDIT");
            clock.at("2026-03-10T08:00:00Z");

            Answer third = past.could("edit", "commerce/invoices", THIRD);
            JsonNode interval = Past.row(third, "sam").at("/intervals/0");
            assertThat(Past.row(third, "sam").path("intervals")).hasSize(1);
            assertThat(interval.path("from").asString()).isEqualTo("2026-03-02T23:00:00Z");
            assertThat(interval.path("to").asString()).startsWith("2026-03-03T14:00:00");
            assertThat(interval.path("since").asString()).startsWith("2026-03-02T10:00:00");
            assertThat(interval.at("/grantedBy/event").asString()).isEqualTo("UserAssigned");
            assertThat(interval.at("/grantedBy/actor/id").asString()).isEqualTo("maria");
            assertThat(interval.at("/grantedBy/reason").asString()).isEqualTo("new in billing");
            assertThat(interval.at("/grantedBy/ip").asString()).isNotEmpty();
            assertThat(interval.at("/endedBy/actor/id").asString()).isEqualTo("gil");
            assertThat(interval.at("/endedBy/event").asString()).isEqualTo("PermissionOverridden");
            assertThat(interval.at("/endedBecause").asString()).isEqualTo("ACTION_NOT_GRANTED");
            assertThat(because(interval, "ACTION_GRANTED").at("/event/actor/id").asString())
                    .isEqualTo("gil");
            assertThat(because(interval, "PROFILE").at("/event/actor/id").asString())
                    .isEqualTo("maria");
            assertThat(because(interval, "USER_ACTIVE").at("/event/event").asString())
                    .isEqualTo("UserActivated");

            Answer fourth = past.could("edit", "commerce/invoices", FOURTH);
            assertThat(Past.row(fourth, "sam").isMissingNode()).isTrue();
            assertThat(fourth.json()
                            .path("items")
                            .valueStream()
                            .map(row -> row.at("/user/id").asString()))
                    .as("only the administrators, who hold everything")
                    .containsExactly("gil", "maria");

            clock.at("2027-03-10T08:00:00Z");
            manyMore(tenant, 10_000);
            assertThat(past.could("edit", "commerce/invoices", THIRD)
                            .expect(200)
                            .text())
                    .isEqualTo(third.text());
            assertThat(past.could("edit", "commerce/invoices", FOURTH)
                            .expect(200)
                            .text())
                    .isEqualTo(fourth.text());
        }
    }

    @Test
    void scenario_001_1_asked_afterwards_the_suspension_is_where_it_was() {
        try (TestClock clock = MandateServer.shared().dated("2026-02-20T08:00:00Z")) {
            Tenant tenant = Tenant.of("commerce-classic");
            tenant.profile("partner", "Partner", "")
                    .override("partner", "my-customers/account", "EDIT")
                    .person("pat", "PARTNER_ACCOUNT_EXECUTIVE", "partner");
            Past past = new Past(tenant, tenant.admin()); // a superuser, who passes step 5
            clock.at("2026-03-01T09:00:00Z");
            tenant.admin()
                    .put("/v1/users/pat/suspension", "{\"reason\": \"contract ended\"}")
                    .expect(200);
            clock.at("2026-03-09T09:00:00Z");
            tenant.admin().delete("/v1/users/pat/suspension").expect(200);
            clock.at("2026-04-01T09:00:00Z");

            past.decided("pat", "edit", "my-customers/account", "9", "\"as_of\": \"2026-03-01T08:59:59.999999Z\"")
                    .expect(200)
                    .at("/decision", true);
            for (String during : new String[] {"2026-03-01T09:00:00.000001Z", "2026-03-05T12:00:00+01:00"}) {
                past.decided("pat", "edit", "my-customers/account", "9", "\"as_of\": \"" + during + "\"")
                        .expect(200)
                        .at("/decision", false)
                        .at("/context/mandate/reason", "USER_SUSPENDED");
            }
            past.decided("pat", "edit", "my-customers/account", "9", "\"as_of\": \"2026-03-09T09:00:01Z\"")
                    .expect(200)
                    .at("/decision", true);

            JsonNode times = Past.row(
                            past.could("edit", "my-customers/account", "from=2026-02-25&to=2026-03-15"), "pat")
                    .path("intervals");
            assertThat(times).hasSize(2);
            assertThat(times.at("/0/endedBy/event").asString()).isEqualTo("UserSuspended");
            assertThat(times.at("/0/endedBy/reason").asString()).isEqualTo("contract ended");
            assertThat(times.at("/1/grantedBy/event").asString()).isEqualTo("UserEnabled");
        }
    }

    @Test
    void what_could_be_done_only_in_the_middle_of_a_window_is_told() {
        try (TestClock clock = MandateServer.shared().dated("2026-02-20T08:00:00Z")) {
            Past past = Past.of(Tenant.of("commerce"));
            quotes(past, "\"view\"");
            clock.at("2026-03-02T08:00:00Z");
            quotes(past, "\"view\", \"edit\"");
            clock.at("2026-03-03T08:00:00Z");
            quotes(past, "\"view\"");
            clock.at("2026-03-10T08:00:00Z");

            JsonNode times = Past.row(past.could("edit", "commerce/quotes", "from=2026-03-01&to=2026-03-05"), "gil")
                    .path("intervals");

            assertThat(times).hasSize(1);
            assertThat(times.at("/0/from").asString()).startsWith("2026-03-02T08:00:00");
            assertThat(times.at("/0/to").asString()).startsWith("2026-03-03T08:00:00");
            past.could("delete", "commerce/quotes", "from=2026-03-01&to=2026-03-05")
                    .refused(422, "ACTION_NOT_SUPPORTED");
            past.could("edit", "commerce/quotes", "from=2026-03-04&to=2026-03-05")
                    .refused(422, "ACTION_NOT_SUPPORTED");
        }
    }

    private static void quotes(Past past, String actions) {
        past.tenant()
                .admin()
                .put("/v1/catalog/nodes/commerce/quotes", "{\"label\": \"Quotes\", \"actions\": [" + actions + "]}")
                .expect(200);
    }

    @Test
    void an_end_between_two_microseconds_takes_in_what_was_recorded_in_the_first() {
        try (TestClock clock = MandateServer.shared().dated("2026-02-20T08:00:00Z")) {
            Past past = Past.of(Tenant.of("commerce"));
            past.tenant().profile("billing", "Billing", "\"roleType\": \"CSR\"").person("sam", "CSR", "billing");
            clock.at("2026-03-02T10:00:00Z");
            past.tenant().override("billing", "commerce/invoices", "EDIT");
            clock.at("2026-03-10T08:00:00Z");

            for (String to : new String[] {"2026-03-02T10:00:00.0000001Z", "2026-03-02T10:00:00.000001Z"}) {
                assertThat(Past.row(past.could("edit", "commerce/invoices", "to=" + to), "sam")
                                .path("intervals"))
                        .hasSize(1);
            }
            assertThat(Past.row(past.could("edit", "commerce/invoices", "to=2026-03-02T10:00:00Z"), "sam")
                            .isMissingNode())
                    .isTrue();
        }
    }

    private static Client maria(Tenant tenant) {
        String administrators = tenant.admin().get("/v1/users/gil").expect(200).at("/profile/id");
        tenant.person("maria", "ADMIN", administrators);
        return tenant.as("maria");
    }

    private static JsonNode because(JsonNode interval, String kind) {
        return interval.path("because")
                .valueStream()
                .filter(each -> each.path("kind").asString("").equals(kind))
                .findFirst()
                .orElseThrow(() -> new AssertionError(kind + " is not in " + interval));
    }

    private static void manyMore(Tenant tenant, int events) {
        String lines = IntStream.range(0, events)
                .mapToObj(i -> "{\"resource\": \"commerce/invoices\", \"id\": \"LATER-" + i + "\"}\n")
                .collect(Collectors.joining());
        Answer job = tenant.admin()
                .with("Content-Type", "application/x-ndjson")
                .post("/v1/jobs?kind=register-records", lines)
                .expect(202);
        await().atMost(Duration.ofMinutes(2))
                .until(() ->
                        tenant.admin().get(job.header("Location")).at("/state").equals("DONE"));
    }
}
