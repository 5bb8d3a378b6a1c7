package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A start erases in a restored log who lives on in it.
class RevivedTest {
    @Test
    void nobody_acts_in_a_tenant_before_who_lives_on_in_it_is_erased_and_no_failure_holds_up_the_others() {
        MandateServer first = MandateServer.shared();
        Tenant broken = Tenant.of("commerce");
        Tenant whole = Tenant.of("commerce");
        Tenant ended = Tenant.of("commerce");
        person(broken);
        person(whole);
        Client revived = broken.as("u-1");
        JdbcClient owner = JdbcClient.create(first.database().owner());
        owner.sql("create trigger broken before insert on mandate.domain_event for each row when (new.tenant = '"
                        + broken.id() + "') execute function mandate.refuse_change()")
                .update();
        reapplied(owner, broken, "user:u-1");
        // And the last administrator: a rule that keeps one may not keep her. Nobody is in it any more.
        reapplied(owner, whole, "user:u-1", "user:gil", "user:nobody");
        // With a person, who ends with it.
        reapplied(owner, ended, "tenant:" + ended.id(), "user:gil");

        try (MandateServer again = first.secondNode()) {
            assertThat(left(owner)).isEqualTo(broken.id());
            assertThat(events(owner, whole, "UserDeleted")).isEqualTo(2);
            assertThat(commits(owner, whole, "UserDeleted")).isOne();
            assertThat(events(owner, ended, "TenantOffboarded")).isOne();
            whole.admin().on(again.url()).get("/v1/profiles").expect(401);
            ended.admin().on(again.url()).get("/v1/profiles").refused(410, "TENANT_OFFBOARDED");
            for (Client each : new Client[] {revived, broken.admin(), broken.service()}) {
                assertThat(each.on(again.url()).get("/v1/profiles").expect(503).at("/detail"))
                        .contains("restored from a backup");
            }
            owner.sql("drop trigger broken on mandate.domain_event").update();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> revived.on(again.url()).get("/v1/profiles").status() == 401);
            assertThat(left(owner)).isEmpty();
            assertThat(lifecycle(again).getPhase())
                    .as("before the port opens")
                    .isLessThan(WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE);
        }
    }

    private static SmartLifecycle lifecycle(MandateServer server) {
        return server.context().getBeansOfType(SmartLifecycle.class).values().stream()
                .filter(bean -> bean.getClass().getSimpleName().equals("Revived"))
                .findFirst()
                .orElseThrow();
    }

    private static void person(Tenant tenant) {
        tenant.profile("clerks", "Clerks", "\"roleType\": \"CSR\"");
        tenant.admin().post("/v1/users", """
                        {"id": "u-1", "username": "eve@example.org", "firstName": "Eve", "lastName": "One",
                         "role": "CSR", "profile": "clerks", "active": true}""").expect(201);
    }

    private static void reapplied(JdbcClient owner, Tenant tenant, String... keys) {
        owner.sql("insert into mandate.reapplied_erasure (tenant, key_id) select ?, unnest(?::text[])")
                .params(tenant.id(), keys)
                .update();
    }

    private static long commits(JdbcClient owner, Tenant tenant, String type) {
        return owner.sql(
                        "select count(distinct commit_seq) from mandate.domain_event where tenant = ? and payload_type = ?")
                .params(tenant.id(), type)
                .query(Long.class)
                .single();
    }

    private static long events(JdbcClient owner, Tenant tenant, String type) {
        return owner.sql("select count(*) from mandate.domain_event where tenant = ? and payload_type like ?")
                .params(tenant.id(), "%" + type + "%")
                .query(Long.class)
                .single();
    }

    private static String left(JdbcClient owner) {
        return owner.sql("select coalesce(string_agg(tenant, ' '), '') from mandate.reapplied_erasure")
                .query(String.class)
                .single();
    }
}
